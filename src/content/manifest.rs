//! Reads `training.toml`: what the training is called and which sections it has.

use super::cuts::{self, PlannedCut};
use super::document::Document;
use super::fields::{Form, Table};
use super::folder::Folder;
use super::nearest::{did_you_mean, nearest};
use super::problem::{Report, Reporter};
use super::{questions, sources};
use crate::domain::accent::{Accent, AccentProblem};
use crate::domain::time::Span;
use std::collections::{HashMap, HashSet};

/// The name of the file.
pub(super) const FILE: &str = "training.toml";

const TRAINING: Form = Form {
    name: FILE,
    keys: &["title", "summary", "language", "accent", "section"],
};

const SECTION: Form = Form {
    name: "`[[section]]`",
    keys: &["file", "title", "minutes", "cut"],
};

/// What the file says.
pub(super) struct Manifest {
    pub title: String,
    pub summary: String,
    pub language: String,
    pub accent: Option<Accent>,
    pub sections: Vec<PlannedSection>,
}

/// A section as it is planned.
pub(super) struct PlannedSection {
    /// The name of a file that is in the folder; none if the right one is not known.
    pub file: Option<String>,
    pub title: String,
    pub planned: Span,
    /// What it can do without.
    pub cuts: Vec<PlannedCut>,
}

/// Reads the file, and checks that it names the Markdown files of the folder.
pub(super) fn read(folder: &Folder<'_>, report: &Report) -> Manifest {
    let Some(text) = folder.text(FILE) else {
        report.file(FILE, "").add(
            1,
            "There is no training.toml in this folder; write one with a title, a summary and a \
             `[[section]]` for each part.",
        );
        let mut manifest = Manifest {
            title: String::new(),
            summary: String::new(),
            language: "en".to_owned(),
            accent: None,
            sections: Vec::new(),
        };
        manifest.add_unplanned(folder);
        return manifest;
    };
    let reporter = report.file(FILE, text);
    let document = Document::read(text, 1, reporter);
    let table = document.table(TRAINING, 1, reporter);
    let mut manifest = Manifest {
        title: table.text("title"),
        summary: table.text("summary"),
        language: language(&table),
        accent: accent(&table),
        sections: sections(&table, folder),
    };
    if document.is_whole() && !manifest.sections.is_empty() {
        manifest.report_unplanned(folder, report);
    } else {
        manifest.add_unplanned(folder);
    }
    manifest
}

fn language(table: &Table<'_>) -> String {
    let language = table
        .optional_text("language")
        .unwrap_or_else(|| "en".to_owned());
    let mut subtags = language.split('-');
    let is_tag = subtags.next().is_some_and(|first| {
        (2..=8).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && subtags.all(|subtag| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if !is_tag {
        table.problem(
            table.line_of("language"),
            format!(
                "`language` is \"{language}\"; write a language tag, as in \"en\" or \
                 \"pt-BR\"."
            ),
        );
    }
    language
}

fn accent(table: &Table<'_>) -> Option<Accent> {
    let written = table.optional_text("accent")?;
    match written.parse() {
        Ok(accent) => Some(accent),
        Err(problem) => {
            let problem: AccentProblem = problem;
            table.problem(
                table.line_of("accent"),
                format!("`accent` is \"{written}\": {problem}."),
            );
            None
        }
    }
}

fn sections(table: &Table<'_>, folder: &Folder<'_>) -> Vec<PlannedSection> {
    let tables = table.tables("section", SECTION, 1);
    let written: HashSet<&str> = tables
        .iter()
        .map(|section| section.written("file"))
        .collect();
    let mut named = HashMap::new();
    tables
        .iter()
        .map(|section| PlannedSection {
            file: section_file(section, folder, &written, &mut named),
            title: section.text("title"),
            planned: Span::from_minutes(section.minutes("minutes")),
            cuts: cuts::read(section),
        })
        .collect()
}

fn section_file(
    section: &Table<'_>,
    folder: &Folder<'_>,
    written: &HashSet<&str>,
    named: &mut HashMap<String, usize>,
) -> Option<String> {
    let file = section.text("file");
    let line = section.line_of("file");
    if file.is_empty() {
        return None;
    }
    if [FILE, questions::FILE, sources::FILE].contains(&file.as_str()) {
        section.problem(
            line,
            format!("`{file}` cannot be a section; name a Markdown file with slides."),
        );
        return None;
    }
    if !folder.section_files().any(|name| name == file) {
        let free = || {
            folder
                .section_files()
                .filter(|name| !written.contains(name))
        };
        section.problem(
            line,
            format!(
                "There is no file `{file}` in this folder{}",
                did_you_mean(&file, free())
            ),
        );
        // The section is read from the file that was meant, so that its problems are told too.
        let meant = nearest(&file, free()).filter(|name| !named.contains_key(*name))?;
        named.insert(meant.to_owned(), line);
        return Some(meant.to_owned());
    }
    if let Some(earlier) = named.get(&file) {
        section.problem(
            line,
            format!("`{file}` is already named in line {earlier}; give each section its own file."),
        );
        return None;
    }
    named.insert(file.clone(), line);
    Some(file)
}

impl Manifest {
    fn unplanned<'f>(&self, folder: &'f Folder<'_>) -> Vec<&'f str> {
        let planned: Vec<&str> = self
            .sections
            .iter()
            .filter_map(|s| s.file.as_deref())
            .collect();
        folder
            .section_files()
            .filter(|name| !planned.contains(name))
            .collect()
    }

    fn report_unplanned(&self, folder: &Folder<'_>, report: &Report) {
        for name in self.unplanned(folder) {
            let reporter: Reporter<'_> = report.file(name, "");
            reporter.add(
                1,
                format!(
                    "No section in training.toml names this file; add a `[[section]]` with \
                     `file = \"{name}\"`, or delete the file."
                ),
            );
        }
    }

    /// Takes in the files that no section names: when the plan cannot be read, their problems can
    /// be reported all the same.
    fn add_unplanned(&mut self, folder: &Folder<'_>) {
        for name in self.unplanned(folder) {
            self.sections.push(PlannedSection {
                file: Some(name.to_owned()),
                title: name.trim_end_matches(".md").to_owned(),
                planned: Span::ZERO,
                cuts: Vec::new(),
            });
        }
    }
}
