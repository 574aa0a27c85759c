//! Sends a form in place, as the browser itself would send it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, HtmlFormElement, RequestInit, Response, UrlSearchParams};

/// What became of a form.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    /// The server has kept it.
    Kept,
    /// The server refuses it, and says why.
    Refused(String),
    /// The server cannot be reached.
    Unreachable,
}

/// Sends a form in place.
pub async fn send_form(form: &HtmlFormElement) -> Sent {
    match post(form).await {
        Ok(response) if response.ok() => Sent::Kept,
        Ok(response) if response.status() < 500 => {
            let text = match response.text() {
                Ok(text) => JsFuture::from(text)
                    .await
                    .ok()
                    .and_then(|text| text.as_string()),
                Err(_) => None,
            };
            Sent::Refused(text.unwrap_or_default())
        }
        _ => Sent::Unreachable,
    }
}

async fn post(form: &HtmlFormElement) -> Result<Response, wasm_bindgen::JsValue> {
    let entries = FormData::new_with_form(form)?;
    let body = UrlSearchParams::new_with_str_sequence_sequence(&entries)?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(&body);
    let headers = web_sys::Headers::new()?;
    // Asks for a plain answer instead of a page.
    headers.set("accept", "text/plain")?;
    request.set_headers(&headers);
    let address = form.get_attribute("action").unwrap_or_default();
    let response = JsFuture::from(window().fetch_with_str_and_init(&address, &request)).await?;
    response.dyn_into()
}
