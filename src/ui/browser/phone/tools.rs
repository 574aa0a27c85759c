//! Buttons that copy and print: hidden until something hears of them.

use super::parts::all;
use crate::ui::browser::{copy, document, listen, print};
use web_sys::Element;

/// Brings the buttons of the page to life.
pub fn begin() {
    let Some(page) = document().document_element() else {
        return;
    };
    for button in all(&page, "button[data-copies]") {
        let _ = button.remove_attribute("hidden");
        listen(&button, "click", |event| {
            let button = event
                .target()
                .and_then(|button| wasm_bindgen::JsCast::dyn_into::<Element>(button).ok());
            let what = button
                .as_ref()
                .and_then(|one| one.get_attribute("data-copies"));
            if let Some((button, what)) = button.zip(what)
                && copy(&what)
            {
                button.set_text_content(Some("Copied"));
            }
        });
    }
    for button in all(&page, "button[data-prints]") {
        let _ = button.remove_attribute("hidden");
        listen(&button, "click", |_| print());
    }
}
