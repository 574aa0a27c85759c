//! Reads a training: text in, a [`Training`] and everything that is wrong with it out.
//!
//! `content/README.md` describes the format. Nothing here touches a disk. Reading never stops at a
//! problem: what can be read is read, and each problem says where it stands and what to write
//! instead. A training with problems is good for a preview, not for a session.
//!
//! From the outside in: `manifest` reads `training.toml`; `section` reads a section file, which
//! `scan` has divided into slides, and those into Markdown (for `markdown`), notes (for `notes`)
//! and `blocks`, whose TOML is read through `fields`.

mod blocks;
mod collected;
mod cuts;
mod document;
mod fence;
mod fields;
mod folder;
mod heading;
mod manifest;
mod markdown;
mod nearest;
mod notes;
mod problem;
mod questions;
mod sanitise;
mod scan;
mod section;
mod sources;
mod steps;
mod text;

#[cfg(test)]
mod tests;

pub use problem::Problem;
pub use text::is_id as is_slug;

use crate::domain::training::{Section, Training};
use collected::Collected;
use folder::Folder;
use problem::Report;

/// A file of a training's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name in the folder, for example `01-opening.md`.
    pub name: String,
    /// All of it.
    pub text: String,
}

/// Whether [`parse`] looks at a file with this name.
pub fn is_training_file(name: &str) -> bool {
    name == manifest::FILE
        || (name.ends_with(".md") && name != "README.md" && !name.contains(['/', '\\']))
}

/// Reads the training in a folder with the name `slug`.
///
/// The problems are sorted by file and line. If there is any, the training is as complete as it
/// could be read, but does not keep what its types promise.
pub fn parse(slug: &str, files: &[SourceFile]) -> (Training, Vec<Problem>) {
    let report = Report::default();
    let folder = Folder::new(files);
    let manifest = manifest::read(&folder, &report);
    if !text::is_id(slug) {
        report.file(manifest::FILE, "").add(
            1,
            format!(
                "The folder's name `{slug}` must be made of lower-case letters, digits and \
                 hyphens; rename it."
            ),
        );
    }
    let faq = folder
        .text(questions::FILE)
        .map(|text| questions::read(text, report.file(questions::FILE, text)))
        .unwrap_or_default();
    let mut collected = Collected {
        sources: folder
            .text(sources::FILE)
            .map(|text| sources::read(text, report.file(sources::FILE, text))),
        ..Collected::default()
    };
    let manifest_text = folder.text(manifest::FILE).unwrap_or_default();
    let reporter = report.file(manifest::FILE, manifest_text);
    let mut sections = Vec::new();
    for planned in manifest.sections {
        let mut slides = planned
            .file
            .and_then(|file| {
                let text = folder.text(&file)?;
                Some(section::read(
                    text,
                    &mut collected,
                    report.file(&file, text),
                ))
            })
            .unwrap_or_default();
        for slide in &mut slides {
            if slide.title.is_empty() {
                slide.title.clone_from(&planned.title);
            }
        }
        let cuts = planned.cuts.into_iter();
        sections.push(Section {
            cuts: cuts.map(|cut| cut.of(&slides, reporter)).collect(),
            title: planned.title,
            planned: planned.planned,
            slides,
        });
    }
    let training = Training {
        slug: slug.to_owned(),
        title: manifest.title,
        summary: manifest.summary,
        language: manifest.language,
        accent: manifest.accent,
        sections,
        activities: collected.activities,
        scripts: collected.scripts.into(),
        phrases: collected.phrases.into(),
        takeaways: collected.takeaways.into(),
        check_ins: collected.check_ins,
        faq,
        sources: collected.sources.unwrap_or_default(),
    };
    (training, report.into_problems())
}
