//! A message as it goes over the wire.

use crate::domain::rehearsal::Reading;
use crate::domain::views::Message;
use bytes::Bytes;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A message as a server-sent event; cheap to clone, so that all who get the same share one.
/// Source: WHATWG HTML, section 9.2, "Server-sent events".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    revision: u64,
    event: Bytes,
}

const ID: &str = "id: ";
const DATA: &str = "\ndata: ";
const END: &str = "\n\n";

impl Frame {
    /// Some parts, as they are at a revision of the session, when its clock shows `now`.
    pub fn of(revision: u64, now: Reading, parts: &RawValue) -> Self {
        // Nothing in it can fail to be serialised.
        let data = serde_json::to_string(&Message { now, parts }).unwrap_or_default();
        // JSON has no line breaks outside its strings, and writes those inside as escapes.
        let event = format!("{ID}{revision}{DATA}{data}{END}");
        Self {
            revision,
            event: event.into(),
        }
    }

    /// Word that the connection is alive, and what the session's clock shows. It has no id: it brings no
    /// screen anywhere.
    pub fn beat(revision: u64, now: Reading) -> Self {
        let parts = BTreeMap::<&str, ()>::new();
        let data = serde_json::to_string(&Message { now, parts }).unwrap_or_default();
        Self {
            revision,
            event: format!("data: {data}{END}").into(),
        }
    }

    /// The revision of the session to which it brings a screen.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The whole event.
    pub fn event(&self) -> &Bytes {
        &self.event
    }

    /// The message, as JSON.
    pub fn data(&self) -> &str {
        let event = std::str::from_utf8(&self.event).unwrap_or_default();
        let data = event.split_once("data: ").map_or("", |(_, data)| data);
        data.trim_end()
    }
}
