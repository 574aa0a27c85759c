//! Guesses what was meant by a word with a slip in it.

/// Longer words are not compared: nobody misspells that much, and the comparison is quadratic.
const LONGEST: usize = 40;

/// The known word that is nearest to this one, if it is near enough to be meant.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let letters = comparable(word);
    if letters.is_empty() || letters.len() > LONGEST {
        return None;
    }
    known
        .into_iter()
        .map(|candidate| (distance(&letters, &comparable(candidate)), candidate))
        .filter(|(slips, candidate)| *slips <= (candidate.chars().count() / 3).max(1))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// `; did you mean …?` or a full stop, to end a sentence with.
pub(super) fn did_you_mean<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    match nearest(word, known) {
        Some(candidate) => format!("; did you mean `{candidate}`?"),
        None => ".".to_owned(),
    }
}

fn comparable(word: &str) -> Vec<char> {
    word.chars()
        .take(LONGEST + 1)
        .map(|letter| match letter {
            '-' | ' ' => '_',
            _ => letter.to_ascii_lowercase(),
        })
        .collect()
}

/// How many letters must be added, dropped, replaced or swapped with their neighbour.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    let mut previous_letter = None;
    for (row, letter) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        let mut left = row + 1;
        let mut previous_target = None;
        for (column, target) in to.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX);
            let replaced = at(&last, column) + usize::from(letter != target);
            let mut best = replaced.min(at(&last, column + 1) + 1).min(left + 1);
            if row > 0
                && column > 0
                && previous_letter == Some(target)
                && previous_target == Some(letter)
            {
                best = best.min(at(&before_last, column - 1) + 1);
            }
            current.push(best);
            left = best;
            previous_target = Some(target);
        }
        before_last = std::mem::replace(&mut last, current);
        previous_letter = Some(letter);
    }
    last.last().copied().unwrap_or(from.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_leads_to_the_word_that_was_meant() {
        let known = ["poll", "drill", "vote", "quote"];
        assert_eq!(nearest("pol", known), Some("poll"));
        assert_eq!(nearest("dirll", known), Some("drill"));
        assert_eq!(nearest("Quote", known), Some("quote"));
        assert_eq!(nearest("group-size", ["group_size"]), Some("group_size"));
    }

    #[test]
    fn a_different_word_leads_nowhere() {
        assert_eq!(nearest("rust", ["poll", "drill", "vote"]), None);
        assert_eq!(nearest("", ["id"]), None);
        assert_eq!(nearest(&"x".repeat(10_000), ["id"]), None);
    }
}
