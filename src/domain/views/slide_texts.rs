//! The words of all slides, to be searched. They never change during a session, so they are no part of
//! a view: the console gets them once.

use crate::domain::session::Session;
use crate::domain::training::{Activity, ActivityKind};
use serde::{Deserialize, Serialize};

/// A slide with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlideText {
    /// Its section, from 0.
    pub section: usize,
    /// Its place in the section, from 0.
    pub slide: usize,
    /// Counts from 1 through the whole training.
    pub number: usize,
    /// The heading without markup.
    pub title: String,
    /// The name of its section.
    pub section_title: String,
    /// The words of its body, and what its activity asks.
    pub words: String,
}

impl Session {
    /// All slides with their words, in their order.
    pub fn slide_texts(&self) -> Vec<SlideText> {
        let sections = self.training.sections.iter().enumerate();
        let places = sections.flat_map(|(index, section)| {
            let slides = section.slides.iter().enumerate();
            slides.map(move |(place, slide)| (index, section, place, slide))
        });
        (1..)
            .zip(places)
            .map(|(number, (index, section, place, slide))| {
                let activity = slide.activity.as_ref();
                let asked = activity
                    .and_then(|id| self.training.activity(id))
                    .map(asked);
                let words = format!("{} {}", plain(&slide.html), asked.unwrap_or_default());
                SlideText {
                    section: index,
                    slide: place,
                    number,
                    title: slide.title.clone(),
                    section_title: section.title.clone(),
                    words: words.trim_end().to_owned(),
                }
            })
            .collect()
    }
}

/// What an activity asks of the room; not what its answer is.
fn asked(activity: &Activity) -> String {
    let words = match &activity.kind {
        ActivityKind::Poll(poll) => poll.question.clone(),
        ActivityKind::Drill(drill) => drill.instructions.clone(),
        ActivityKind::Vote(vote) => format!("{} {}", vote.statement, vote.question),
        ActivityKind::Commitments(commitments) => commitments.instructions.clone(),
    };
    format!("{} {words}", activity.title)
}

/// The words of sanitised HTML. A tag parts words: what is in two cells is not one word.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&nbsp;", " ");
    let text = text.replace("&#39;", "'").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::domain::session::fixtures::{Room, training};

    #[test]
    fn numbers_run_through_the_whole_training() {
        let texts = Room::open().session.slide_texts();
        let places: Vec<_> = texts
            .iter()
            .map(|text| (text.number, text.section, text.slide, text.title.as_str()))
            .collect();
        assert_eq!(places[0], (1, 0, 0, "A"));
        assert_eq!(places[3], (4, 1, 1, "D"));
        assert_eq!(places.len(), 6);
    }

    #[test]
    fn a_slide_is_found_by_the_words_of_its_body_and_of_its_activity() {
        let mut training = training();
        training.sections[0].slides[1].html =
            "<h1>B</h1><p data-step=\"1\">Salt &amp; <em>pepper</em></p>".into();
        let texts = Room::open_with(training).session.slide_texts();
        assert_eq!(texts[1].words, "B Salt & pepper Poll Which?");
    }

    #[test]
    fn the_answer_of_a_vote_is_not_among_them() {
        let texts = Room::open().session.slide_texts();
        assert!(texts[4].words.contains("It slips."));
        assert!(!texts[4].words.contains("Both"));
    }
}
