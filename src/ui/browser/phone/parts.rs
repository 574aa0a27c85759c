//! Puts new parts in the place of old ones, and disturbs nobody who reads or writes.

use super::forms::Forms;
use crate::ui::browser::{document, listen, window};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// After a finger has been lifted, so many milliseconds pass at most until the click that follows.
const CLICK: u32 = 500;

/// The parts of the page.
pub struct Parts {
    root: Element,
    forms: Rc<Forms>,
    /// What is put in place once nobody writes or presses there any more.
    held_back: RefCell<Vec<(String, String)>>,
    /// Whether somebody is pressing something: a button that were replaced under a finger would never
    /// hear of its click.
    is_pressed: Cell<bool>,
    release: RefCell<Option<Timeout>>,
}

impl Parts {
    /// The parts below `root`.
    pub fn of(root: Element, forms: Rc<Forms>) -> Rc<Self> {
        let parts = Rc::new(Self {
            root,
            forms,
            held_back: RefCell::default(),
            is_pressed: Cell::new(false),
            release: RefCell::default(),
        });
        parts.watch();
        parts
    }

    /// Puts a part in place. Somebody who writes in the old one keeps it until they leave its field:
    /// a keyboard that closes in the middle of a word is worse than an old text around it.
    pub fn put(&self, name: &str, html: String) {
        let Some(part) = self.find(name) else {
            return;
        };
        self.held_back.borrow_mut().retain(|(held, _)| held != name);
        if self.is_pressed.get() || is_written_in(&part) {
            self.held_back.borrow_mut().push((name.to_owned(), html));
        } else {
            replace(&part, &html);
            self.forms.adopt_all(&part);
        }
    }

    fn find(&self, name: &str) -> Option<Element> {
        let selector = format!("[data-part=\"{name}\"]");
        self.root.query_selector(&selector).ok().flatten()
    }

    fn watch(self: &Rc<Self>) {
        let pressed = Rc::clone(self);
        listen(&self.root, "pointerdown", move |_| {
            *pressed.release.borrow_mut() = None;
            pressed.is_pressed.set(true);
        });
        let clicked = Rc::clone(self);
        listen(&self.root, "click", move |_| clicked.release_after(0));
        for event in ["pointerup", "pointercancel"] {
            let lifted = Rc::clone(self);
            listen(&window(), event, move |_| lifted.release_after(CLICK));
        }
        let left = Rc::clone(self);
        listen(&self.root, "focusout", move |_| {
            let parts = Rc::clone(&left);
            // The focus has left the one field and not yet reached the next.
            Timeout::new(0, move || parts.put_held_back()).forget();
        });
    }

    fn release_after(self: &Rc<Self>, wait: u32) {
        let parts = Rc::clone(self);
        let release = move || {
            parts.is_pressed.set(false);
            parts.put_held_back();
        };
        *self.release.borrow_mut() = Some(Timeout::new(wait, release));
    }

    fn put_held_back(&self) {
        let held_back = std::mem::take(&mut *self.held_back.borrow_mut());
        for (name, html) in held_back {
            self.put(&name, html);
        }
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
