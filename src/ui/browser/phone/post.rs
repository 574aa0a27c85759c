//! Sends a form as the browser itself would send it, without leaving the page.

use super::outbox::Entry;
use crate::ui::browser::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

/// After so many milliseconds without an answer the form is sent again.
const PATIENCE: u32 = 15_000;

/// What became of a form.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    /// The server has kept it.
    Kept,
    /// The server refuses it, and says why.
    Refused(String),
    /// The server cannot keep it now, and says why; none where it cannot be reached.
    NotNow(Option<String>),
}

/// Sends a form.
pub async fn post(entry: &Entry) -> Sent {
    let Ok(response) = response(entry).await else {
        return Sent::NotNow(None);
    };
    if response.ok() {
        return Sent::Kept;
    }
    match (response.status(), sentence(&response).await) {
        // Too slow, too early, too often: a matter of time.
        (408 | 425 | 429, said) => Sent::NotNow(said),
        (400..=499, said) => Sent::Refused(said.unwrap_or_default()),
        (_, said) => Sent::NotNow(said),
    }
}

async fn response(entry: &Entry) -> Result<Response, JsValue> {
    let request = RequestInit::new();
    request.set_method("POST");
    let body = format!(
        "{}&command={}&form={}",
        entry.content, entry.command, entry.form
    );
    request.set_body(&body.into());
    request.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    let headers = Headers::new()?;
    // Asks for a plain answer instead of a page.
    headers.set("accept", "text/plain")?;
    headers.set("content-type", "application/x-www-form-urlencoded")?;
    request.set_headers(&headers);
    let answer = window().fetch_with_str_and_init(&entry.action, &request);
    JsFuture::from(answer).await?.dyn_into()
}

async fn sentence(response: &Response) -> Option<String> {
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    // A proxy in between answers with a page of its own.
    text.as_string()
        .filter(|text| !text.is_empty() && !text.starts_with('<'))
}
