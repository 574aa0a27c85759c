//! The views of a session, each part serialised once for all screens that show it.

use crate::domain::session::Session;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The views at one moment.
#[derive(Clone, Default)]
pub struct Published {
    /// The state that they are derived from; none before the first.
    pub session: Option<Arc<Session>>,
    /// Parts of what the room sees.
    pub projector: Parts,
    /// Parts of what the facilitator drives with.
    pub console: Parts,
    /// Those parts of a phone that are the same on every phone.
    pub phone: Parts,
}

/// Parts of a view by their names.
#[derive(Clone, Default)]
pub struct Parts(BTreeMap<String, Part>);

#[derive(Clone)]
struct Part {
    json: Arc<RawValue>,
    /// The sequence number at which it changed last.
    revision: u64,
}

impl Published {
    /// The views of a later moment. A part that came out the same keeps its revision, so that no
    /// screen is sent it again.
    pub fn next(&self, session: Arc<Session>) -> serde_json::Result<Self> {
        let revision = session.sequence();
        Ok(Self {
            projector: self.projector.next(&session.projector_view(), revision)?,
            console: self.console.next(&session.console_view(), revision)?,
            phone: self.phone.next(&session.phone_update(), revision)?,
            session: Some(session),
        })
    }
}

impl Parts {
    fn next<View: Serialize>(&self, view: &View, revision: u64) -> serde_json::Result<Self> {
        let text = serde_json::to_string(view)?;
        let parts: BTreeMap<String, Box<RawValue>> = serde_json::from_str(&text)?;
        let parts = parts.into_iter().map(|(name, json)| {
            let before = self
                .0
                .get(&name)
                .filter(|before| before.json.get() == json.get());
            let part = before.cloned().unwrap_or_else(|| Part {
                json: json.into(),
                revision,
            });
            (name, part)
        });
        Ok(Self(parts.collect()))
    }

    /// The parts that have changed after a revision.
    pub fn since(&self, revision: Option<u64>) -> BTreeMap<&str, &RawValue> {
        let is_news = |part: &Part| revision.is_none_or(|revision| part.revision > revision);
        self.0
            .iter()
            .filter(|(_, part)| is_news(part))
            .map(|(name, part)| (name.as_str(), part.json.as_ref()))
            .collect()
    }
}
