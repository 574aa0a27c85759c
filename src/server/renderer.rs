//! Renders what screens show that is more than data, for their feeds.

use super::links::Links;
use super::render::fragments;
use crate::domain::ids::{JoinCode, ParticipantId};
use crate::domain::session::Session;
use crate::domain::views::{AddressView, Mine};
use crate::live::{Parts, Renderer};
use crate::ui::phone::{PartName, Sender, own_parts, own_timers, shared_parts};
use leptos::prelude::AnyView;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The part with the countdowns: the only one that is no HTML, since they tick.
const TIMERS: &str = "timers";

/// So many phones are remembered at most, of all sessions together.
const MOST_REMEMBERED: usize = 64;

/// Renders phones from the components of their page, and the way in from the address that the server has.
///
/// Most participants have the same in front of them when a slide comes: nothing that is filled in. What
/// has been rendered for one of them is remembered for the others. Of what somebody has written or with
/// whom they work, nothing is remembered.
pub struct ScreenRenderer {
    links: Links,
    remembered: Mutex<HashMap<Own, Parts>>,
}

/// All that the parts depend on which are only one participant's.
#[derive(PartialEq, Eq, Hash)]
struct Own {
    code: JoinCode,
    /// Since when the forms are as they are.
    revision: u64,
    /// Without the name, which these parts do not show.
    mine: Mine,
}

impl Renderer for ScreenRenderer {
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
        if !mine.is_blank() {
            return render_own(session, &mine);
        }
        let own = Own {
            code: session.code().clone(),
            revision: session.forms_revision(),
            mine: Mine {
                name: String::new(),
                ..mine
            },
        };
        if let Some(parts) = self.lock().get(&own) {
            return Ok(parts.clone());
        }
        let parts = render_own(session, &own.mine)?;
        let mut remembered = self.lock();
        if remembered.len() >= MOST_REMEMBERED {
            remembered.clear();
        }
        remembered.insert(own, parts.clone());
        Ok(parts)
    }

    fn address(&self, code: &JoinCode) -> AddressView {
        self.links.address(code)
    }

    fn moves(&self) -> watch::Receiver<Arc<str>> {
        self.links.moves()
    }
}

impl ScreenRenderer {
    /// For a server that people reach by these links.
    pub fn new(links: Links) -> Self {
        Self {
            links,
            remembered: Mutex::default(),
        }
    }

    /// Nothing that is done under the lock can leave it half changed.
    fn lock(&self) -> MutexGuard<'_, HashMap<Own, Parts>> {
        let locked = self.remembered.lock();
        locked.unwrap_or_else(PoisonError::into_inner)
    }
}

fn render_own(session: &Session, mine: &Mine) -> serde_json::Result<Parts> {
    let forms = session.forms_view();
    let mut parts = rendered(|| own_parts(&forms, mine, &sender(session)));
    if let Some(timers) = own_timers(mine) {
        parts.insert(TIMERS, json!(timers));
    }
    Parts::of(&parts)
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
