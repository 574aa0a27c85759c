//! `plenary check`

use super::Done;
use clap::Args;
use plenary::server::Trainings;
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
            println!(
                "{}: {} sections, {} slides, {} minutes, {} activities, {} scripts, {} questions, {} sources: no problems",
                training.slug,
                training.sections.len(),
                slides,
                training.planned().whole_minutes(),
                training.activities.len(),
                training.scripts.len(),
                training.faq.len(),
                training.sources.len(),
            );
        }
        Ok(())
    }
}
