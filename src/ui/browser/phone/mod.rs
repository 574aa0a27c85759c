//! What makes a participant's page live: countdowns run, new parts are put in place, forms are sent
//! without leaving the page, and whatever is typed is kept on the device until the server has it.

mod advise;
mod countdowns;
mod draft;
mod forms;
mod news;
mod outbox;
mod parts;
mod post;
mod storage;
mod tools;

use super::{BrowserClock, document, follow, keep_awake, listen, window};
use crate::ui::phone::{Carried, LIVE};
use advise::advise;
use countdowns::Countdowns;
use forms::Forms;
use news::News;
use parts::Parts;
use std::rc::Rc;
use web_sys::Element;

/// Brings the page to life, for as long as it is open.
pub fn begin() {
    tools::begin();
    let live = document().get_element_by_id(LIVE);
    let carried = live
        .as_ref()
        .and_then(|live| live.get_attribute("data-carried"));
    let carried = carried.and_then(|carried| serde_json::from_str(&carried).ok());
    if let Some((live, carried)) = live.zip(carried) {
        follow_session(live, carried);
    }
}

fn follow_session(live: Element, carried: Carried) -> Option<()> {
    let root = live.query_selector(".phone-parts").ok()??;
    let countdowns = Countdowns::of(&live, carried.timers)?;
    let clock = BrowserClock::new(carried.now);
    let ticking = Rc::clone(&countdowns);
    clock.on_better(move |clock| ticking.tick(clock));
    let forms = Forms::listen(&root, carried.code.as_str());
    advise(&root, carried.phrases);
    keep_awake();
    let parts = Parts::of(root, Rc::clone(&forms));
    let reachable = Rc::clone(&forms);
    let is_connected = move |is_connected: bool| {
        show_connection(&live, is_connected);
        if is_connected {
            reachable.send_again();
        }
    };
    let shown = clock.clone();
    let address = format!("/s/{}/events/phone", carried.code);
    follow(address, clock, is_connected, move |News(news)| {
        for (name, part) in news {
            if name == "timers" {
                if let Ok(timers) = serde_json::from_str(part.get()) {
                    countdowns.set(timers, &shown);
                }
            } else if let Ok(html) = serde_json::from_str::<String>(part.get()) {
                parts.put(&name, html);
            }
        }
    });
    listen(&window(), "online", move |_| forms.send_again());
    Some(())
}

fn show_connection(live: &Element, is_connected: bool) {
    const LOST: &str = "No connection. What you write is kept on this phone.";
    if let Ok(Some(place)) = live.query_selector(".phone-connection") {
        let class = if is_connected {
            "phone-connection"
        } else {
            "phone-connection shown"
        };
        place.set_class_name(class);
        place.set_text_content((!is_connected).then_some(LOST));
    }
}
