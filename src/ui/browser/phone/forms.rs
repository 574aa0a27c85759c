//! The forms of the page: what is typed becomes a draft, what is sent goes through the outbox.
//!
//! Events are heard at the root of the page, so that a form which a new part brings needs nothing of
//! its own.

use super::draft;
use super::outbox::{Entry, Outbox};
use super::parts::all;
use super::post::{Sent, post};
use crate::ui::browser::{command_id, listen};
use crate::ui::phone::FormState;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement, HtmlInputElement};

/// What cannot be sent is tried again after so many milliseconds, and a random part of as many.
const RETRY: f64 = 1_500.0;

/// The forms of the page.
pub struct Forms {
    root: Element,
    code: String,
    outbox: Outbox,
    is_sending: Cell<bool>,
    /// Why the latest attempt failed; none while there is hope.
    failure: RefCell<Option<Sent>>,
    /// What the server has said against forms.
    refused: RefCell<Vec<(String, String)>>,
    retry: RefCell<Option<Timeout>>,
}

impl Forms {
    /// Listens to the forms below `root`, and goes on with what was on its way.
    pub fn listen(root: &Element, code: &str) -> Rc<Self> {
        let forms = Rc::new(Self {
            root: root.clone(),
            code: code.to_owned(),
            outbox: Outbox::of(code),
            is_sending: Cell::new(false),
            failure: RefCell::default(),
            refused: RefCell::default(),
            retry: RefCell::default(),
        });
        let typed = Rc::clone(&forms);
        listen(root, "input", move |event| {
            if let Some(form) = form_of(&event) {
                draft::keep(&typed.code, &form);
                typed.forget_refusal(&form.id());
                typed.show(&form);
            }
        });
        let sent = Rc::clone(&forms);
        listen(root, "submit", move |event| {
            if let Some(form) = form_of(&event) {
                event.prevent_default();
                sent.send(&form);
            }
        });
        forms.adopt_all(root);
        forms.send_next();
        forms
    }

    /// Takes on the forms of a part that has just been put in place: whoever had begun to write finds
    /// their words in it.
    pub fn adopt_all(&self, part: &Element) {
        for form in forms_in(part) {
            match draft::of(&self.code, &form.id()) {
                Some(draft) if draft::content(&form).as_ref() == Some(&draft) => {
                    draft::forget(&self.code, &form.id());
                }
                Some(draft) => draft::restore(&form, &draft),
                None => {}
            }
            if let Some(command) =
                hidden(&form, "command").filter(|command| command.value().is_empty())
            {
                command.set_value(command_id().as_str());
            }
            self.show(&form);
        }
    }

    /// Sends again at once what could not be sent.
    pub fn send_again(self: &Rc<Self>) {
        *self.retry.borrow_mut() = None;
        self.send_next();
    }

    fn send(self: &Rc<Self>, form: &HtmlFormElement) {
        let Some(content) = draft::content(form) else {
            return;
        };
        draft::keep(&self.code, form);
        self.forget_refusal(&form.id());
        self.outbox.push(Entry {
            form: form.id(),
            action: form.get_attribute("action").unwrap_or_default(),
            command: command_id().as_str().to_owned(),
            content,
        });
        self.send_next();
        self.show(form);
    }

    /// One after the other: what was sent first has its effect first.
    fn send_next(self: &Rc<Self>) {
        let is_waiting = self.is_sending.get() || self.retry.borrow().is_some();
        let Some(entry) = self.outbox.first().filter(|_| !is_waiting) else {
            return;
        };
        self.is_sending.set(true);
        let forms = Rc::clone(self);
        spawn_local(async move {
            let sent = post(&entry).await;
            forms.is_sending.set(false);
            forms.take(entry, sent);
        });
    }

    fn take(self: &Rc<Self>, entry: Entry, sent: Sent) {
        let forms = forms_in(&self.root).filter(|form| form.id() == entry.form);
        *self.failure.borrow_mut() = None;
        match sent {
            Sent::NotNow(_) => {
                *self.failure.borrow_mut() = Some(sent);
                let again = Rc::clone(self);
                let wait = RETRY * (1.0 + js_sys::Math::random());
                let retry = Timeout::new(wait as u32, move || again.send_again());
                *self.retry.borrow_mut() = Some(retry);
            }
            Sent::Refused(sentence) => {
                self.outbox.remove(&entry.command);
                self.forget_refusal(&entry.form);
                self.refused.borrow_mut().push((entry.form, sentence));
            }
            Sent::Kept => {
                self.outbox.remove(&entry.command);
                // Unless somebody has written on in the meantime.
                if draft::of(&self.code, &entry.form).as_ref() == Some(&entry.content) {
                    draft::forget(&self.code, &entry.form);
                }
                for form in forms {
                    let _ = form.set_attribute("data-kept", "true");
                }
            }
        }
        for form in forms_in(&self.root) {
            self.show(&form);
        }
        self.send_next();
    }

    fn forget_refusal(&self, form: &str) {
        self.refused
            .borrow_mut()
            .retain(|(refused, _)| refused != form);
    }

    fn state(&self, form: &str) -> FormState {
        if self.outbox.has(form) {
            return match &*self.failure.borrow() {
                Some(Sent::NotNow(said)) => FormState::Waiting(said.clone()),
                _ => FormState::Sending,
            };
        }
        let refused = self.refused.borrow();
        if let Some((_, sentence)) = refused.iter().find(|(refused, _)| refused == form) {
            return FormState::Refused(sentence.clone());
        }
        match draft::of(&self.code, form) {
            Some(_) => FormState::Changed,
            None => FormState::Settled,
        }
    }

    /// Shows where the content of a form is.
    fn show(&self, form: &HtmlFormElement) {
        let Ok(Some(status)) = form.query_selector(".form-status") else {
            return;
        };
        let is = |name| form.get_attribute(name).as_deref() == Some("true");
        let state = self.state(&form.id());
        let sentence = state.sentence(is("data-kept"), is("data-open"));
        // A text that is set anew is read out again.
        if status.text_content().as_deref() != Some(&sentence) {
            let is_refused = matches!(state, FormState::Refused(_));
            let role = if is_refused { "alert" } else { "status" };
            let _ = status.set_attribute("role", role);
            let _ = status.set_attribute("data-tone", state.tone(is("data-kept")));
            status.set_text_content(Some(&sentence));
        }
    }
}

fn forms_in(part: &Element) -> impl Iterator<Item = HtmlFormElement> {
    all(part, "form.phone-form").filter_map(|form| form.dyn_into().ok())
}

/// The form in which something has happened.
fn form_of(event: &Event) -> Option<HtmlFormElement> {
    let target = event.target()?.dyn_into::<HtmlElement>().ok()?;
    let form = target.closest("form.phone-form").ok()??;
    form.dyn_into().ok()
}

fn hidden(form: &HtmlFormElement, name: &str) -> Option<HtmlInputElement> {
    let selector = format!("input[type=hidden][name={name}]");
    form.query_selector(&selector).ok()??.dyn_into().ok()
}
