//! A message as it goes over the wire.

use crate::domain::rehearsal::Reading;
use crate::domain::views::Message;
use bytes::Bytes;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A message as a server-sent event; cheap to clone, so that all who get the same share one.
/// Source: WHATWG HTML, section 9.2, "Server-sent events".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    revision: u64,
    event: Bytes,
}

const DATA: &str = "data: ";

impl Frame {
    /// Some parts, as they are at a revision of the session, when its clock shows `now`.
    pub fn of(revision: u64, now: Reading, parts: &RawValue) -> Self {
        Self::made(
            revision,
            &format!("id: {revision}\n"),
            Message { now, parts },
        )
    }

    /// Word that the connection is alive, and what the session's clock shows. It has no id: it brings no
    /// screen anywhere.
    pub fn beat(revision: u64, now: Reading) -> Self {
        let parts = BTreeMap::<&str, ()>::new();
        Self::made(revision, "", Message { now, parts })
    }

    fn made(revision: u64, id: &str, message: Message<impl Serialize>) -> Self {
        // Nothing in it can fail to be serialised.
        let data = serde_json::to_string(&message).unwrap_or_default();
        // JSON has no line breaks outside its strings, and writes those inside as escapes.
        Self {
            revision,
            event: format!("{id}{DATA}{data}\n\n").into(),
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
        let data = event.split_once(DATA).map_or("", |(_, data)| data);
        data.trim_end()
    }
}
