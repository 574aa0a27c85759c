//! TOML in a file of a training: which lines it stands in, and which of them are no TOML.

use super::fields::{Form, Table};
use super::problem::Reporter;
use super::text::LineIndex;
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::DeTable;

/// A TOML text in a file of a training.
pub(super) struct Document<'t> {
    root: Spanned<DeTable<'t>>,
    lines: LineIndex,
    first_line: usize,
    /// The lines that are no TOML. What else seems wrong there or seems to be missing may well be
    /// a consequence, so it is not reported.
    broken: BTreeSet<usize>,
    is_closed: bool,
}

impl<'t> Document<'t> {
    /// Reads a text that begins in the given line, and reports what is no TOML.
    pub fn read(text: &'t str, first_line: usize, report: Reporter<'_>) -> Self {
        Self::parse(text, first_line, Some(report))
    }

    /// Reads a text whose end is unknown. Nothing is reported as missing, and nothing at all if it
    /// runs into what is no TOML.
    pub fn read_unclosed(text: &'t str, first_line: usize) -> Self {
        Self::parse(text, first_line, None)
    }

    fn parse(text: &'t str, first_line: usize, report: Option<Reporter<'_>>) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text);
        let lines = LineIndex::new(text);
        let mut broken = BTreeSet::new();
        for error in &errors {
            let offset = error.span().map_or(0, |span| span.start);
            let line = first_line + lines.lines_before(offset);
            if broken.insert(line)
                && let Some(report) = report
            {
                report.add(line, syntax_message(error.message()));
            }
        }
        let is_closed = report.is_some();
        Self {
            root,
            lines,
            first_line,
            broken,
            is_closed,
        }
    }

    /// Whether everything could be read.
    pub fn is_whole(&self) -> bool {
        self.is_closed && self.broken.is_empty()
    }

    /// The outermost table. What is missing in it is reported in the given line.
    pub fn table<'d>(&'d self, form: Form, line: usize, report: Reporter<'d>) -> Table<'d>
    where
        't: 'd,
    {
        Table::open(self, self.root.get_ref(), form, None, line, report)
    }

    /// Whether a problem in a line can be believed, and is not a consequence of what could not be
    /// read.
    pub fn can_tell(&self, line: usize) -> bool {
        let runs_on = !self.is_closed && !self.broken.is_empty();
        !runs_on && !self.broken.contains(&line)
    }

    /// The line of the file in which an offset stands.
    pub fn line(&self, offset: usize) -> usize {
        self.first_line + self.lines.lines_before(offset)
    }
}

fn syntax_message(error: &str) -> String {
    match error {
        "duplicate key" => "This key is written twice; keep one of the two.".to_owned(),
        _ => format!("This is not valid TOML: {error}."),
    }
}
