//! Renders what phones show, for their feeds.

use super::render::fragments;
use crate::domain::ids::ParticipantId;
use crate::domain::session::Session;
use crate::live::{Parts, PhoneRenderer};
use crate::ui::phone::{PartName, Sender, own_parts, own_timers, shared_parts};
use leptos::prelude::AnyView;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The part with the countdowns: the only one that is no HTML, since they tick.
const TIMERS: &str = "timers";

/// Renders phones from the components of their page.
pub struct Phones;

impl PhoneRenderer for Phones {
    fn shared(&self, session: &Session) -> serde_json::Result<Parts> {
        let view = session.phone_view();
        let mut parts = rendered(|| shared_parts(&view, &sender(session)));
        parts.insert(TIMERS, json!(view.stage.timers));
        Parts::of(&parts)
    }

    fn own(&self, session: &Session, participant: &ParticipantId) -> serde_json::Result<Parts> {
        let Some(mine) = session.mine(participant) else {
            return Ok(Parts::default());
        };
        let forms = session.forms_view();
        let mut parts = rendered(|| own_parts(&forms, &mine, &sender(session)));
        if let Some(timers) = own_timers(&mine) {
            parts.insert(TIMERS, json!(timers));
        }
        Parts::of(&parts)
    }
}

fn sender(session: &Session) -> Sender {
    Sender {
        code: session.code().clone(),
        page: None,
        problem: None,
    }
}

fn rendered(parts: impl FnOnce() -> Vec<(PartName, AnyView)>) -> BTreeMap<&'static str, Value> {
    let parts = fragments(parts).into_iter();
    parts
        .map(|(name, html)| (name.as_str(), Value::String(html)))
        .collect()
}
