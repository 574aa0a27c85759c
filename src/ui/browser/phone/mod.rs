//! What makes a phone's page live: new parts are put in place, forms are sent without leaving the
//! page, and whatever is typed is kept on the device until the server has it.

mod advise;
mod draft;
mod forms;
mod outbox;
mod parts;
mod post;
mod storage;

use super::{follow, keep_awake, listen};
use crate::domain::ids::JoinCode;
use crate::domain::training::Phrases;
use crate::domain::views::TimerView;
use crate::ui::clock::ServerClock;
use advise::advise;
use forms::Forms;
use leptos::prelude::*;
use parts::Parts;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::rc::Rc;
use web_sys::Element;

/// Brings the page to life, for as long as it is open. `root` holds the parts.
pub fn live(
    code: &JoinCode,
    phrases: &[Phrases],
    root: Element,
    timers: RwSignal<Vec<TimerView>>,
    clock: ServerClock,
    connected: RwSignal<bool>,
) {
    let forms = Forms::listen(&root, code.as_str());
    advise(&root, phrases.to_vec());
    keep_awake();
    let parts = Parts::of(root, Rc::clone(&forms));
    let address = format!("/s/{code}/events/phone");
    follow(
        address,
        clock,
        connected,
        move |update: BTreeMap<String, Box<RawValue>>| {
            for (name, part) in update {
                if name == "timers" {
                    if let Ok(news) = serde_json::from_str(part.get()) {
                        timers.set(news);
                    }
                } else if let Ok(html) = serde_json::from_str::<String>(part.get()) {
                    parts.put(&name, html);
                }
            }
        },
    );
    let reachable = Rc::clone(&forms);
    Effect::new(move |_| {
        if connected.get() {
            reachable.send_again();
        }
    });
    listen(&leptos::prelude::window(), "online", move |_| {
        forms.send_again()
    });
}
