//! Words to say as they stand. They never change during a session, so they are no part of a view:
//! the console gets them once.

use crate::domain::session::Session;
use crate::domain::training::Slide;
use serde::{Deserialize, Serialize};

/// How a script begins in the HTML of its slide.
const BEGINNING: &str = "<section class=\"script\">";

/// A script with the slide on which it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptView {
    /// The section of its slide, from 0; none where no slide holds it.
    pub section: Option<usize>,
    /// Its slide in the section, from 0.
    pub slide: Option<usize>,
    /// For example "Opening script".
    pub title: String,
    /// Who says it, and when.
    pub said_by: String,
    /// The words; a blank line begins a paragraph.
    pub text: String,
}

impl Session {
    /// All scripts of the training, in the order of their slides.
    pub fn scripts(&self) -> Vec<ScriptView> {
        let sections = self.training.sections.iter().enumerate();
        let mut places = sections.flat_map(|(index, section)| {
            let slides = section.slides.iter().enumerate();
            slides.flat_map(move |(slide, content)| {
                std::iter::repeat_n((index, slide), scripts_on(content))
            })
        });
        let scripts = self.training.scripts.iter();
        scripts
            .map(|script| {
                let (section, slide) = places.next().unzip();
                ScriptView {
                    section,
                    slide,
                    title: script.title.clone(),
                    said_by: script.said_by.clone(),
                    text: script.text.clone(),
                }
            })
            .collect()
    }
}

fn scripts_on(slide: &Slide) -> usize {
    slide.html.matches(BEGINNING).count()
}
