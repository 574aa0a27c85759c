//! The steps of a slide, as they are in its finished HTML.

use std::collections::BTreeMap;
use std::ops::Range;

const MARK: &str = "data-step=\"";

/// The HTML with its steps numbered from 1 without a gap, and how many there are. Sanitising can take a
/// step away with the element around it, and what is left has to follow one another all the same.
pub(super) fn numbered(html: &str) -> (String, u16) {
    let marks = marks(html);
    let mut numbers: BTreeMap<u16, u16> = marks.iter().map(|mark| (mark.number, 0)).collect();
    let mut steps = 0;
    for number in numbers.values_mut() {
        steps += 1;
        *number = steps;
    }
    let mut numbered = String::with_capacity(html.len());
    let mut written = 0;
    for mark in marks {
        numbered.push_str(&html[written..mark.place.start]);
        numbered.push_str(&numbers[&mark.number].to_string());
        written = mark.place.end;
    }
    numbered.push_str(&html[written..]);
    (numbered, steps)
}

/// The number of a step, and where it stands.
struct Mark {
    number: u16,
    place: Range<usize>,
}

/// Only inside a tag it is a mark; in a text, where no `<` can stand, it is words.
fn marks(html: &str) -> Vec<Mark> {
    let found = html.match_indices(MARK).filter_map(|(at, _)| {
        let before = &html[..at];
        let is_in_tag = before.ends_with("<li ") || before.ends_with("<div ");
        let start = at + MARK.len();
        let (number, _) = html[start..].split_once('"').filter(|_| is_in_tag)?;
        Some(Mark {
            place: start..start + number.len(),
            number: number.parse().ok()?,
        })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_one_another_whatever_was_taken_away() {
        let html = |numbers: [u16; 3]| {
            let [one, two, three] = numbers;
            format!(
                "<p>x</p><li data-step=\"{one}\">a</li><li data-step=\"{two}\">b</li>\
                 <div data-step=\"{three}\">c</div>"
            )
        };
        assert_eq!(numbered(&html([2, 5, 5])), (html([1, 2, 2]), 2));
        assert_eq!(numbered(&html([1, 2, 3])), (html([1, 2, 3]), 3));
        let words = "<p>data-step=\"7\" is no mark</p>";
        assert_eq!(numbered(words), (words.into(), 0));
    }
}
