//! The words that people enter: what stands between NULs, from the beginning again where there are
//! not enough.

use jiff::civil::Date;
use plenary::domain::ids::FieldId;
use plenary::domain::training::{Field, FieldInput};
use std::collections::BTreeMap;

/// Words, each taken once.
pub struct Words<'d> {
    all: Vec<&'d [u8]>,
    next: usize,
}

impl<'d> Words<'d> {
    /// Of some data.
    pub fn of(data: &'d [u8]) -> Self {
        Self {
            all: data.split(|byte| *byte == 0).collect(),
            next: 0,
        }
    }

    /// The next of them.
    pub fn word(&mut self) -> String {
        // Even of no data there is an empty word.
        let word = self.all[self.next % self.all.len()];
        self.next += 1;
        String::from_utf8_lossy(word).into_owned()
    }

    /// The next of them as a day; another one where it is none.
    pub fn day(&mut self, otherwise: Date) -> Date {
        self.word().trim().parse().unwrap_or(otherwise)
    }

    /// The next of them as one of several.
    pub fn one_of<T: Copy>(&mut self, several: &[T]) -> T {
        let word = self.word();
        let sum = word.bytes().fold(0, |sum, byte| sum + usize::from(byte));
        several[sum % several.len()]
    }

    /// What is entered into a form. A time of day is one, every second time; what is no question
    /// becomes one.
    pub fn entries(&mut self, fields: &[Field]) -> BTreeMap<FieldId, String> {
        let entered = fields.iter().map(|field| {
            let word = self.word();
            let entry = match field.input {
                FieldInput::Time if word.len().is_multiple_of(2) => "09:30".to_owned(),
                FieldInput::Question => format!("{word}?"),
                _ => word,
            };
            (field.id.clone(), entry)
        });
        entered.collect()
    }
}
