//! The countdowns of a phone: the server has drawn the first, and one to copy for those that come.

use super::parts::all;
use crate::domain::views::TimerView;
use crate::ui::browser::BrowserClock;
use crate::ui::countdown::{Face, zero};
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTemplateElement};

/// The countdowns of the page.
pub struct Countdowns {
    place: Element,
    blank: Option<HtmlTemplateElement>,
    timers: RefCell<Vec<TimerView>>,
    sleeping: RefCell<Vec<Timeout>>,
}

impl Countdowns {
    /// Those in an element of the page.
    pub fn of(live: &Element, timers: Vec<TimerView>) -> Option<Rc<Self>> {
        let find = |selector| live.query_selector(selector).ok().flatten();
        Some(Rc::new(Self {
            place: find(".phone-timers")?,
            blank: find("template.phone-timer").and_then(|blank| blank.dyn_into().ok()),
            timers: RefCell::new(timers),
            sleeping: RefCell::default(),
        }))
    }

    /// Shows other timers.
    pub fn set(self: &Rc<Self>, timers: Vec<TimerView>, clock: &BrowserClock) {
        for section in all(&self.place, ".countdown") {
            let id = section.get_attribute("data-timer");
            if !timers
                .iter()
                .any(|timer| Some(timer.id.as_str()) == id.as_deref())
            {
                section.remove();
            }
        }
        *self.timers.borrow_mut() = timers;
        self.tick(clock);
    }

    /// Shows the present, and again at the next second.
    pub fn tick(self: &Rc<Self>, clock: &BrowserClock) {
        let now = clock.now();
        let mut sleeping = Vec::new();
        for timer in &*self.timers.borrow() {
            if let Some(section) = self.section(timer) {
                show(&section, timer, &Face::of(timer, now));
            }
            if let Some(zero) = zero(&timer.timer) {
                let (countdowns, again) = (Rc::clone(self), clock.clone());
                sleeping.push(clock.at_next_second(zero, move || countdowns.tick(&again)));
            }
        }
        *self.sleeping.borrow_mut() = sleeping;
    }

    /// Where a timer is shown; a new one comes last.
    fn section(&self, timer: &TimerView) -> Option<Element> {
        let shown = all(&self.place, ".countdown").find(|section| {
            section.get_attribute("data-timer").as_deref() == Some(timer.id.as_str())
        });
        shown.or_else(|| {
            let blank = self.blank.as_ref()?.content().first_element_child()?;
            let section: Element = blank.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
            section
                .set_attribute("data-timer", timer.id.as_str())
                .ok()?;
            self.place.append_child(&section).ok()?;
            Some(section)
        })
    }
}

/// Touches only what is different, so that nothing is read out again.
fn show(section: &Element, timer: &TimerView, face: &Face) {
    if section.get_attribute("data-state").as_deref() != Some(face.state) {
        let _ = section.set_attribute("data-state", face.state);
    }
    let said = face.announcement.as_deref().unwrap_or_default();
    for (selector, text) in [
        (".countdown-label", timer.label.as_str()),
        (".countdown-time", &face.time),
        (".countdown-word", face.word),
        ("[role=status]", said),
    ] {
        if let Ok(Some(place)) = section.query_selector(selector)
            && place.text_content().as_deref() != Some(text)
        {
            place.set_text_content(Some(text));
        }
    }
    if let Ok(Some(bar)) = section.query_selector("progress") {
        let _ = bar.set_attribute("value", &face.share);
    }
}
