//! Puts new parts in the place of old ones, and disturbs nobody who reads or writes.

use super::forms::Forms;
use crate::ui::browser::listen;
use gloo_timers::callback::Timeout;
use leptos::prelude::document;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The parts of the page.
pub struct Parts {
    root: Element,
    forms: Rc<Forms>,
    /// What is put in place once nobody writes there any more.
    held_back: Rc<RefCell<BTreeMap<String, String>>>,
}

impl Parts {
    /// The parts below `root`.
    pub fn of(root: Element, forms: Rc<Forms>) -> Self {
        let parts = Self {
            root,
            forms,
            held_back: Rc::default(),
        };
        parts.watch_for_the_end_of_writing();
        parts
    }

    /// Puts a part in place. Somebody who writes in the old one keeps it until they leave its field:
    /// a keyboard that closes in the middle of a word is worse than an old text around it.
    pub fn put(&self, name: &str, html: String) {
        let Some(part) = self.find(name) else {
            return;
        };
        self.held_back.borrow_mut().remove(name);
        if is_written_in(&part) {
            self.held_back.borrow_mut().insert(name.to_owned(), html);
        } else {
            replace(&part, &html);
            self.forms.adopt_all(&part);
        }
    }

    fn find(&self, name: &str) -> Option<Element> {
        let selector = format!("[data-part=\"{name}\"]");
        self.root.query_selector(&selector).ok().flatten()
    }

    fn watch_for_the_end_of_writing(&self) {
        let again = Self {
            root: self.root.clone(),
            forms: Rc::clone(&self.forms),
            held_back: Rc::clone(&self.held_back),
        };
        let again = Rc::new(again);
        listen(&self.root, "focusout", move |_| {
            let parts = Rc::clone(&again);
            // The focus has left the one field and not yet reached the next.
            Timeout::new(0, move || {
                let held_back = std::mem::take(&mut *parts.held_back.borrow_mut());
                for (name, html) in held_back {
                    parts.put(&name, html);
                }
            })
            .forget();
        });
    }
}

fn is_written_in(part: &Element) -> bool {
    const WRITING: &str = "textarea, input:not([type=checkbox], [type=radio])";
    let focused = document().active_element();
    focused.is_some_and(|focused| {
        part.contains(Some(&focused)) && focused.matches(WRITING).unwrap_or(false)
    })
}

/// What was unfolded stays so, and what had the focus has it again.
fn replace(part: &Element, html: &str) {
    let focused = document().active_element();
    let focused = focused.filter(|focused| part.contains(Some(focused)));
    let unfolded: Vec<_> = all(part, "details[id]")
        .map(|details| (details.id(), details.has_attribute("open")))
        .collect();
    part.set_inner_html(html);
    for (id, is_open) in unfolded {
        if let Some(details) = document().get_element_by_id(&id) {
            let _ = details.toggle_attribute_with_force("open", is_open);
        }
    }
    let again = focused.and_then(|focused| document().get_element_by_id(&focused.id()));
    if let Some(again) = again.and_then(|again| again.dyn_into::<HtmlElement>().ok()) {
        let _ = again.focus();
    }
}

/// All elements that a selector finds.
pub fn all(below: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let found = below.query_selector_all(selector).ok();
    let length = found.as_ref().map_or(0, |found| found.length());
    (0..length).filter_map(move |index| found.as_ref()?.item(index)?.dyn_into().ok())
}
