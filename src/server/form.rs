//! What forms send, read in one way by all handlers.

use crate::domain::ids::{ChoiceId, FieldId};
use crate::domain::session::Refusal;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The names and values of a form, in the order of the page.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Entries(Vec<(String, String)>);

impl Entries {
    /// What was entered under a name; empty where the form does not have it.
    pub fn text(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    fn find(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// What was entered into the fields of an activity or a promise. An option that was picked begins
    /// the entry, before a colon.
    pub fn fields(&self) -> BTreeMap<FieldId, String> {
        let fields = self.0.iter().filter_map(|(name, value)| {
            let id = name.strip_prefix("field-")?;
            let entry = match self.find(&format!("option-{id}")) {
                Some(option) => format!("{option}: {value}"),
                None => value.clone(),
            };
            Some((FieldId::new(id), entry))
        });
        fields.collect()
    }

    /// Which choices were taken.
    pub fn choices(&self) -> Vec<ChoiceId> {
        let choices = self.0.iter().filter(|(name, _)| name == "choice");
        choices
            .map(|(_, choice)| ChoiceId::new(choice.as_str()))
            .collect()
    }

    /// A day that was entered.
    pub fn day(&self, name: &str, label: &str) -> Result<Date, Refusal> {
        let day = self.text(name).parse();
        day.map_err(|_| Refusal::Entry {
            label: label.to_owned(),
            problem: "this is no day, for example 2026-11-27".to_owned(),
        })
    }

    /// The day of a promise.
    pub fn due(&self) -> Result<Date, Refusal> {
        self.day("due", "Date")
    }
}
