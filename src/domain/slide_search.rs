//! Which slides somebody means who types a number or some words.

use super::views::SlideText;

/// A slide is searched in its title, then in that of its section, then in its words.
const PARTS: usize = 3;

/// The slides that are meant, each by its index, the likeliest first: the one of a number, or all that
/// hold every word, those first that hold them in their title, then by title and section.
/// `lowered` makes letters small: a browser has that at hand, the server brings its own.
pub fn find(slides: &[SlideText], typed: &str, lowered: impl Fn(&str) -> String) -> Vec<usize> {
    let by_number = typed.trim().parse::<usize>().ok();
    let numbered = by_number.and_then(|number| {
        let mut slides = slides.iter();
        slides.position(|slide| slide.number == number)
    });
    if let Some(index) = numbered {
        return vec![index];
    }
    let typed = lowered(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let distances = slides.iter().map(|slide| distance(slide, &words, &lowered));
    let distances: Vec<_> = distances.collect();
    let at = |wanted: usize| {
        let places = distances.iter().enumerate();
        places.filter_map(move |(index, distance)| (*distance == Some(wanted)).then_some(index))
    };
    (0..PARTS).flat_map(at).collect()
}

/// The section and the place there, from 0, of the slide with a number that runs through all sections,
/// of which each has so many slides.
pub fn place(number: usize, slide_counts: &[usize]) -> Option<(usize, usize)> {
    let mut slide = number.checked_sub(1)?;
    for (section, count) in slide_counts.iter().enumerate() {
        if slide < *count {
            return Some((section, slide));
        }
        slide -= count;
    }
    None
}

/// How far from its title one has to look to find all words; none where they are not all there.
fn distance(slide: &SlideText, words: &[&str], lowered: impl Fn(&str) -> String) -> Option<usize> {
    let mut text = String::new();
    let parts: [_; PARTS] = [&slide.title, &slide.section_title, &slide.words];
    parts.iter().position(|part| {
        text.push_str(&lowered(part));
        text.push(' ');
        words.iter().all(|word| text.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slides() -> Vec<SlideText> {
        let slide = |number, title: &str, section_title: &str, words: &str| SlideText {
            section: 0,
            slide: number - 1,
            number,
            title: title.into(),
            section_title: section_title.into(),
            words: words.into(),
        };
        vec![
            slide(1, "Welcome", "Opening", "We wrote promises in 2 sessions"),
            slide(2, "Promises", "Opening", "Write, then read"),
            slide(3, "Éclair", "Closing promises", "Eat"),
        ]
    }

    #[test]
    fn a_number_is_that_of_a_slide_in_the_whole_training() {
        assert_eq!(find(&slides(), " 2 ", str::to_lowercase), [1]);
    }

    #[test]
    fn a_number_has_a_place_in_a_section() {
        let places = [0, 1, 2, 3, 4].map(|number| place(number, &[2, 0, 1]));
        assert_eq!(
            places,
            [None, Some((0, 0)), Some((0, 1)), Some((2, 0)), None]
        );
    }

    #[test]
    fn a_number_that_no_slide_has_is_a_word() {
        let mut slides = slides();
        slides[0].words.push_str(" of 90 minutes");
        assert_eq!(find(&slides, "90", str::to_lowercase), [0]);
        assert_eq!(find(&slides, "91", str::to_lowercase), [0; 0]);
    }

    #[test]
    fn titles_come_before_sections_and_sections_before_bodies() {
        assert_eq!(find(&slides(), "PROMISES", str::to_lowercase), [1, 2, 0]);
    }

    #[test]
    fn every_word_has_to_be_there_in_any_order_and_any_place() {
        assert_eq!(find(&slides(), "closing écl", str::to_lowercase), [2]);
        assert_eq!(find(&slides(), "promises welcome", str::to_lowercase), [0]);
        assert_eq!(
            find(&slides(), "promises nowhere", str::to_lowercase),
            [0; 0]
        );
    }

    #[test]
    fn nothing_typed_finds_nothing() {
        assert_eq!(find(&slides(), "  ", str::to_lowercase), [0; 0]);
    }
}
