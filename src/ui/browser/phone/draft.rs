//! Drafts: what somebody has entered into a form and not yet sent, kept on their device.

use super::parts::all;
use super::storage;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, FormData, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, UrlSearchParams,
};

/// The content of a form as a browser would send it, without what only names it.
pub fn content(form: &HtmlFormElement) -> Option<String> {
    let entries = FormData::new_with_form(form).ok()?;
    let content = UrlSearchParams::new_with_str_sequence_sequence(&entries).ok()?;
    content.delete("command");
    content.delete("form");
    Some(content.to_string().into())
}

/// The draft of a form, if there is one.
pub fn of(code: &str, form: &str) -> Option<String> {
    storage::get(&key(code, form))
}

/// Keeps what stands in a form now.
pub fn keep(code: &str, form: &HtmlFormElement) {
    if let Some(content) = content(form) {
        storage::set(&key(code, &form.id()), &content);
    }
}

/// Forgets a draft.
pub fn forget(code: &str, form: &str) {
    storage::remove(&key(code, form));
}

/// Puts a content back into a form.
pub fn restore(form: &HtmlFormElement, content: &str) {
    let Ok(content) = UrlSearchParams::new_with_str(content) else {
        return;
    };
    for control in all(form, "input:not([type=hidden]), textarea") {
        put(control, &content);
    }
}

fn put(control: Element, content: &UrlSearchParams) {
    match control.dyn_into::<HtmlInputElement>() {
        Ok(input) if matches!(input.type_().as_str(), "checkbox" | "radio") => {
            let taken = content.get_all(&input.name());
            input.set_checked(taken.includes(&input.value().into(), 0));
        }
        Ok(input) => {
            if let Some(text) = content.get(&input.name()) {
                input.set_value(&text);
            }
        }
        Err(control) => {
            let area = control.dyn_into::<HtmlTextAreaElement>().ok();
            if let Some((area, text)) =
                area.and_then(|area| content.get(&area.name()).map(|text| (area, text)))
            {
                area.set_value(&text);
            }
        }
    }
}

fn key(code: &str, form: &str) -> String {
    format!("plenary-draft-{code}-{form}")
}
