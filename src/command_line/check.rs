//! `plenary check`

use super::Done;
use clap::Args;
use plenary::server::Trainings;
use plenary::ui::text::{count, minutes};
use std::path::PathBuf;

/// List what is wrong with trainings, with file and line.
#[derive(Args)]
pub struct Check {
    /// A training, or a folder of trainings.
    #[arg(default_value = "content")]
    folder: PathBuf,
}

impl Check {
    /// Prints what it read, or fails with all problems.
    pub fn run(self) -> Done {
        let trainings = Trainings::read(&self.folder)?;
        for training in trainings.all().iter() {
            let slides: usize = training
                .sections
                .iter()
                .map(|section| section.slides.len())
                .sum();
            let holds = [
                count(training.sections.len(), "section", "sections"),
                count(slides, "slide", "slides"),
                minutes(training.planned()),
                count(training.activities.len(), "activity", "activities"),
                count(training.scripts.len(), "script", "scripts"),
                count(training.faq.len(), "question", "questions"),
                count(training.sources.len(), "source", "sources"),
            ];
            println!("{}: {}: no problems", training.slug, holds.join(", "));
        }
        Ok(())
    }
}
