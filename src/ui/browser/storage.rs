//! Drafts: what somebody is typing, kept on their own device until it is sent.

use leptos::prelude::*;
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, Storage};

/// The draft of one form.
#[derive(Clone)]
pub struct Drafts {
    key: String,
}

impl Drafts {
    /// The draft of a form of a session.
    pub fn of(session: &str, form: &str) -> Self {
        Self {
            key: format!("plenary-draft-{session}-{form}"),
        }
    }

    /// Keeps what stands in the form's text fields.
    pub fn keep(&self, form: &HtmlFormElement) {
        let texts: BTreeMap<String, String> = text_fields(form)
            .into_iter()
            .map(|field| (field.name(), field.value()))
            .collect();
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&texts)) {
            // A full or forbidden storage is no reason to disturb somebody who writes.
            let _ = storage.set_item(&self.key, &text);
        }
    }

    /// Puts what was kept back into the form; true where there was something.
    pub fn restore(&self, form: &HtmlFormElement) -> bool {
        let text = storage().and_then(|storage| storage.get_item(&self.key).ok().flatten());
        let Some(texts) =
            text.and_then(|text| serde_json::from_str::<BTreeMap<String, String>>(&text).ok())
        else {
            return false;
        };
        for field in text_fields(form) {
            if let Some(text) = texts.get(&field.name()) {
                field.set_value(text);
            }
        }
        true
    }

    /// Forgets the draft: it has been sent.
    pub fn forget(&self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.key);
        }
    }
}

enum TextField {
    Input(HtmlInputElement),
    Area(HtmlTextAreaElement),
}

impl TextField {
    fn name(&self) -> String {
        match self {
            Self::Input(input) => input.name(),
            Self::Area(area) => area.name(),
        }
    }

    fn value(&self) -> String {
        match self {
            Self::Input(input) => input.value(),
            Self::Area(area) => area.value(),
        }
    }

    fn set_value(&self, text: &str) {
        match self {
            Self::Input(input) => input.set_value(text),
            Self::Area(area) => area.set_value(text),
        }
    }
}

fn text_fields(form: &HtmlFormElement) -> Vec<TextField> {
    let elements = form.elements();
    let all = (0..elements.length()).filter_map(|index| elements.item(index));
    all.filter_map(|element| match element.dyn_into::<HtmlInputElement>() {
        Ok(input) if matches!(input.type_().as_str(), "text" | "date" | "time") => {
            Some(TextField::Input(input))
        }
        Ok(_) => None,
        Err(element) => element.dyn_into().ok().map(TextField::Area),
    })
    .collect()
}

/// None where the browser forbids it, as some do in private windows.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
