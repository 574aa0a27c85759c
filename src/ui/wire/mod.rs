//! Views as they come over the wire, taken apart by hand. What serde derives reads a message in one go and
//! without a copy, but is code for each type and each of its fields: for the console's views it was a
//! sixth of all that the page loads. Here a message becomes a tree, by code that is there once, and each
//! type takes its fields from it by their names.

mod json;
#[cfg(test)]
mod tests;
mod views;

pub use json::Json;

use crate::domain::ids::{ActivityId, ChoiceId, FieldId, JoinCode, KindId, ParticipantId, TimerId};
use crate::domain::time::{Instant, Span};
use std::collections::BTreeMap;

/// What can be read from a message.
pub trait FromWire: Sized {
    /// Takes the value over; none where it is not of this type.
    fn from_wire(json: Json) -> Option<Self>;

    /// What it is where nothing is said of it; for most that is a fault.
    fn absent() -> Option<Self> {
        None
    }
}

/// The fields of an object, from which a type takes its own.
pub struct Fields(Vec<(String, Json)>);

impl Fields {
    /// Of an object; none where it is something else.
    pub fn of(json: Json) -> Option<Self> {
        match json {
            Json::Object(fields) => Some(Self(fields)),
            _ => None,
        }
    }

    /// Takes a field.
    pub fn take<T: FromWire>(&mut self, name: &str) -> Option<T> {
        match self.find(name) {
            Some(json) => T::from_wire(json),
            None => T::absent(),
        }
    }

    /// Puts a field in the place of the one with this name; false where that says the same.
    pub fn renew(&mut self, name: &str, json: &Json) -> bool {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) if known == json => false,
            Some((_, known)) => {
                *known = json.clone();
                true
            }
            None => {
                self.0.push((name.to_owned(), json.clone()));
                true
            }
        }
    }

    fn find(&mut self, name: &str) -> Option<Json> {
        let found = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.swap_remove(found).1)
    }
}

impl IntoIterator for Fields {
    type Item = (String, Json);
    type IntoIter = std::vec::IntoIter<(String, Json)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromWire for Fields {
    fn from_wire(json: Json) -> Option<Self> {
        Self::of(json)
    }
}

/// One of several kinds, with what only that kind has.
pub fn variant(json: Json) -> Option<(String, Json)> {
    match json {
        Json::Text(name) => Some((name, Json::Null)),
        Json::Object(mut fields) if fields.len() == 1 => fields.pop(),
        _ => None,
    }
}

impl FromWire for bool {
    fn from_wire(json: Json) -> Option<Self> {
        match json {
            Json::Bool(is) => Some(is),
            _ => None,
        }
    }
}

impl FromWire for i64 {
    fn from_wire(json: Json) -> Option<Self> {
        match json {
            Json::Number(number) => Some(number),
            _ => None,
        }
    }
}

impl FromWire for String {
    fn from_wire(json: Json) -> Option<Self> {
        match json {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }
}

macro_rules! whole_numbers {
    ($($type:ty)+) => {$(
        impl FromWire for $type {
            fn from_wire(json: Json) -> Option<Self> {
                i64::from_wire(json)?.try_into().ok()
            }
        }
    )+};
}
whole_numbers!(u8 u16 u64 usize);

macro_rules! named {
    ($($id:ty)+) => {$(
        impl FromWire for $id {
            fn from_wire(json: Json) -> Option<Self> {
                String::from_wire(json).map(Self::new)
            }
        }
    )+};
}
named!(ActivityId ChoiceId FieldId JoinCode KindId ParticipantId TimerId);

impl FromWire for Instant {
    fn from_wire(json: Json) -> Option<Self> {
        i64::from_wire(json).map(Self::from_millis)
    }
}

impl FromWire for Span {
    fn from_wire(json: Json) -> Option<Self> {
        i64::from_wire(json).map(Self::from_millis)
    }
}

impl<T: FromWire> FromWire for Option<T> {
    fn from_wire(json: Json) -> Option<Self> {
        match json {
            Json::Null => Some(None),
            json => T::from_wire(json).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromWire> FromWire for Vec<T> {
    fn from_wire(json: Json) -> Option<Self> {
        match json {
            Json::List(list) => {
                let mut all = Self::with_capacity(list.len());
                for json in list {
                    all.push(T::from_wire(json)?);
                }
                Some(all)
            }
            _ => None,
        }
    }
}

impl FromWire for (String, String) {
    fn from_wire(json: Json) -> Option<Self> {
        let pair = Vec::<String>::from_wire(json)?;
        let [one, other] = <[String; 2]>::try_from(pair).ok()?;
        Some((one, other))
    }
}

impl FromWire for BTreeMap<ChoiceId, usize> {
    fn from_wire(json: Json) -> Option<Self> {
        let Json::Object(fields) = json else {
            return None;
        };
        // One after the other: to collect a map brings in what sorts.
        let mut map = Self::new();
        for (name, json) in fields {
            map.insert(ChoiceId::new(name), usize::from_wire(json)?);
        }
        Some(map)
    }
}
