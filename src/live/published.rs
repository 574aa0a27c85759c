//! The views of a session, each part serialised once for all screens that show it.

use super::phones::PhoneRenderer;
use crate::domain::session::Session;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
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

/// Parts of a view by their names, ready to be sent.
#[derive(Clone, Debug, Default)]
pub struct Parts(BTreeMap<String, Part>);

/// A part of a view, ready to be sent.
#[derive(Clone, Debug)]
pub struct Part {
    json: Arc<RawValue>,
    digest: u64,
}

/// What a screen has been sent: the digest of each part. A few bytes for each, since there is one of
/// these for every phone.
#[derive(Debug, Default)]
pub struct Sent(Vec<(Box<str>, u64)>);

impl Published {
    /// The views of a moment.
    pub fn of(session: Arc<Session>, phones: &dyn PhoneRenderer) -> serde_json::Result<Self> {
        Ok(Self {
            projector: Parts::of(&session.projector_view())?,
            console: Parts::of(&session.console_view())?,
            phone: phones.shared(&session)?,
            session: Some(session),
        })
    }
}

impl Parts {
    /// The fields of a view are its parts.
    ///
    /// # Errors
    /// When it cannot be serialised, or has no fields.
    pub fn of<View: Serialize>(view: &View) -> serde_json::Result<Self> {
        let text = serde_json::to_string(view)?;
        let parts: BTreeMap<String, Box<RawValue>> = serde_json::from_str(&text)?;
        let parts = parts.into_iter().map(|(name, json)| {
            let mut hasher = DefaultHasher::new();
            json.get().hash(&mut hasher);
            let digest = hasher.finish();
            let json = json.into();
            (name, Part { json, digest })
        });
        Ok(Self(parts.collect()))
    }

    /// The parts with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Part)> {
        self.0.iter().map(|(name, part)| (name.as_str(), part))
    }
}

impl Part {
    /// The part as JSON.
    pub fn json(&self) -> &RawValue {
        &self.json
    }
}

impl Sent {
    /// Notes that a part is sent now; false where it has been sent just so before.
    pub fn note(&mut self, name: &str, part: &Part) -> bool {
        match self.0.iter_mut().find(|(known, _)| **known == *name) {
            Some((_, digest)) => std::mem::replace(digest, part.digest) != part.digest,
            None => {
                self.0.push((name.into(), part.digest));
                true
            }
        }
    }
}
