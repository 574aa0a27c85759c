//! Which slides somebody means who types a number or some words.

use super::views::SlideText;

/// The slides that are meant, each by its index, the likeliest first: the one of a number, or all that
/// hold every word, those first that hold them in their title, then by title and section.
pub fn find(slides: &[SlideText], typed: &str) -> Vec<usize> {
    let by_number = typed.trim().parse::<usize>().ok();
    let numbered = by_number.and_then(|number| {
        let mut slides = slides.iter();
        slides.position(|slide| slide.number == number)
    });
    if let Some(index) = numbered {
        return vec![index];
    }
    let typed = typed.to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let slides = slides.iter().enumerate();
    let mut found: Vec<_> = slides
        .filter_map(|(index, slide)| Some((distance(slide, &words)?, index)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, index)| index).collect()
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
fn distance(slide: &SlideText, words: &[&str]) -> Option<usize> {
    let mut text = String::new();
    [&slide.title, &slide.section_title, &slide.words]
        .iter()
        .position(|part| {
            text.push_str(&part.to_lowercase());
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
        assert_eq!(find(&slides(), " 2 "), [1]);
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
        assert_eq!(find(&slides, "90"), [0]);
        assert_eq!(find(&slides, "91"), [0; 0]);
    }

    #[test]
    fn titles_come_before_sections_and_sections_before_bodies() {
        assert_eq!(find(&slides(), "PROMISES"), [1, 2, 0]);
    }

    #[test]
    fn every_word_has_to_be_there_in_any_order_and_any_place() {
        assert_eq!(find(&slides(), "closing écl"), [2]);
        assert_eq!(find(&slides(), "promises welcome"), [0]);
        assert_eq!(find(&slides(), "promises nowhere"), [0; 0]);
    }

    #[test]
    fn nothing_typed_finds_nothing() {
        assert_eq!(find(&slides(), "  "), [0; 0]);
    }
}
