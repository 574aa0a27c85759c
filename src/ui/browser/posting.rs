//! Posts JSON to the server.

use super::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

/// Posts JSON to an address of the server. What comes back, and whether it is what was asked for; none
/// where the server cannot be reached.
pub async fn post_json(address: &str, body: &str) -> Option<(bool, String)> {
    let response: Response = send(address, body).await.ok()?.dyn_into().ok()?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    Some((response.ok(), text.as_string()?))
}

async fn send(address: &str, body: &str) -> Result<JsValue, JsValue> {
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(&body.into());
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    headers.set("content-type", "application/json")?;
    request.set_headers(&headers);
    JsFuture::from(window().fetch_with_str_and_init(address, &request)).await
}
