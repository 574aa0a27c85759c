//! The table of all figures.

use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// How a figure and its goal go together.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// So much or more.
    AtLeast(f64),
    /// So much or less.
    AtMost(f64),
    /// So many times the peer's or more.
    TimesAtLeast(f64),
    /// So many times the peer's or less.
    TimesAtMost(f64),
    /// No goal: to compare.
    None,
}

/// A figure.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// What was reached.
    pub figure: f64,
    /// In what it is counted.
    pub unit: &'static str,
    /// With what it is compared: the name and the figure in the same run.
    pub peer: Option<(String, f64)>,
    /// What was to be reached.
    pub goal: Goal,
    /// Whether it was.
    pub is_met: Option<bool>,
    /// What else there is to say.
    pub note: String,
}

impl Row {
    /// A figure with a goal of its own.
    pub fn new(what: impl Into<String>, figure: f64, unit: &'static str, goal: Goal) -> Self {
        Self {
            what: what.into(),
            figure,
            unit,
            peer: None,
            is_met: is_met(figure, None, goal),
            goal,
            note: String::new(),
        }
    }

    /// Beside a peer. Where the peer could not be had, nothing is met or missed.
    pub fn beside(mut self, name: impl Into<String>, figure: Option<f64>) -> Self {
        match figure {
            Some(figure) => self.peer = Some((name.into(), figure)),
            None => self.note = format!("{} could not be had", name.into()),
        }
        self.is_met = is_met(self.figure, self.peer.as_ref(), self.goal);
        self
    }

    /// With a remark.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    fn ratio(&self) -> Option<f64> {
        self.peer.as_ref().map(|(_, peer)| self.figure / peer)
    }
}

fn is_met(figure: f64, peer: Option<&(String, f64)>, goal: Goal) -> Option<bool> {
    let peer = peer.map(|(_, peer)| *peer);
    match goal {
        Goal::AtLeast(least) => Some(figure >= least),
        Goal::AtMost(most) => Some(figure <= most),
        Goal::TimesAtLeast(least) => Some(figure >= least * peer?),
        Goal::TimesAtMost(most) => Some(figure <= most * peer?),
        Goal::None => None,
    }
}

/// Writes the table as JSON and as Markdown.
pub fn write(folder: &Path, machine: &str, rows: &[Row]) -> io::Result<()> {
    let json = serde_json::json!({ "machine": machine, "rows": rows });
    fs::write(folder.join("table.json"), format!("{json:#}\n"))?;
    fs::write(folder.join("table.md"), markdown(machine, rows))
}

/// The table as people read it.
pub fn markdown(machine: &str, rows: &[Row]) -> String {
    let mut text = format!(
        "Measured on {machine}.\n\n\
         | what | figure | peer in the same run | ratio | goal | met |\n\
         | --- | --- | --- | --- | --- | --- |\n"
    );
    for row in rows {
        let peer = row.peer.as_ref();
        let peer = peer.map_or_else(String::new, |(name, figure)| {
            format!("{name}: {}", number(*figure))
        });
        let ratio = row
            .ratio()
            .map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        let goal = match row.goal {
            Goal::AtLeast(least) => format!("at least {}", number(least)),
            Goal::AtMost(most) => format!("at most {}", number(most)),
            Goal::TimesAtLeast(least) => format!("at least {least}×"),
            Goal::TimesAtMost(most) => format!("at most {most}×"),
            Goal::None => String::new(),
        };
        let met = match row.is_met {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "",
        };
        let note = if row.note.is_empty() {
            String::new()
        } else {
            format!(" ({})", row.note)
        };
        // Nothing can fail to be written to a text.
        let _ = writeln!(
            text,
            "| {}{note} | {} {} | {peer} | {ratio} | {goal} | {met} |",
            row.what,
            number(row.figure),
            row.unit
        );
    }
    text
}

/// With as many digits as mean something.
fn number(value: f64) -> String {
    let digits = match value.abs() {
        1_000.0.. => 0,
        10.0.. => 1,
        _ => 2,
    };
    let text = format!("{value:.digits$}");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 && digit.is_ascii_digit() {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if rest.is_empty() {
        grouped
    } else {
        format!("{grouped}.{rest}")
    }
}
