//! What the slides of all sections bring together, and the names that are taken.

use super::fields::Table;
use super::problem::Reporter;
use crate::domain::check_in::CheckInPlan;
use crate::domain::training::{Activity, Phrases, Script, Source, Takeaway};
use std::collections::HashMap;

/// What was read so far.
#[derive(Default)]
pub(super) struct Collected {
    /// In the order of their slides.
    pub activities: Vec<Activity>,
    /// In the order of their slides.
    pub scripts: Vec<Script>,
    /// In the order of their slides.
    pub phrases: Vec<Phrases>,
    /// In the order of their slides.
    pub takeaways: Vec<Takeaway>,
    /// In the order of their slides.
    pub check_ins: Vec<CheckInPlan>,
    /// The entries of `sources.md`; none without that file.
    pub sources: Option<Vec<Source>>,
    /// Ids that no other activity may have.
    pub activity_ids: Taken,
    /// Full ids that no other timer may have.
    pub timer_ids: Taken,
    /// Ids that no other kind of commitment may have.
    pub kind_ids: Taken,
    /// Ids that no other check-in may have.
    pub check_in_ids: Taken,
}

/// Names that are used once in a training, with the place where each is used.
#[derive(Default)]
pub(super) struct Taken {
    places: HashMap<String, String>,
}

impl Taken {
    /// Takes the id of a table, or reports that it is taken. `name` is what is to be unique.
    pub fn claim(&mut self, name: &str, table: &Table<'_>, report: Reporter<'_>) {
        if name.is_empty() {
            return;
        }
        let line = table.line_of("id");
        if let Some(place) = self.places.get(name) {
            let id = table.written("id");
            let full = if id == name {
                format!("The id `{id}`")
            } else {
                format!("The id `{id}` becomes `{name}`, which")
            };
            table.problem(
                line,
                format!("{full} is already used at {place}; choose another."),
            );
        } else {
            self.places
                .insert(name.to_owned(), format!("{}:{line}", report.file()));
        }
    }
}
