//! What a section can do without when time is short.

use super::fields::{Form, Table};
use super::nearest::did_you_mean;
use super::problem::Reporter;
use crate::domain::recovery::Cut;
use crate::domain::time::Span;
use crate::domain::training::Slide;

const CUT: Form = Form {
    name: "`[[section.cut]]`",
    keys: &["what", "seconds", "slides"],
};

/// A cut as it is planned: its slides by their headings.
pub(super) struct PlannedCut {
    what: String,
    saves: Span,
    slides: Vec<String>,
    /// Where it names its slides.
    line: usize,
}

/// Reads the cuts of a section.
pub(super) fn read(section: &Table<'_>) -> Vec<PlannedCut> {
    let cuts = section.tables("cut", CUT, 0);
    cuts.iter()
        .map(|cut| PlannedCut {
            what: cut.text("what"),
            saves: Span::from_seconds(cut.seconds("seconds")),
            slides: cut.optional_texts("slides"),
            line: cut.line_of("slides"),
        })
        .collect()
}

impl PlannedCut {
    /// The cut of a section with these slides; a heading that none of them has is reported.
    pub fn of(self, slides: &[Slide], report: Reporter<'_>) -> Cut {
        let find = |heading: &String| {
            let titles = || slides.iter().map(|slide| slide.title.as_str());
            let found = titles().position(|title| title == heading);
            if found.is_none() && !heading.is_empty() {
                report.add(
                    self.line,
                    format!(
                        "`slides` names “{heading}”, which is no slide of this section{}",
                        did_you_mean(heading, titles())
                    ),
                );
            }
            found
        };
        Cut {
            slides: self.slides.iter().filter_map(find).collect(),
            what: self.what,
            saves: self.saves,
        }
    }
}
