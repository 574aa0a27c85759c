//! Asks the server again and again, for what is not worth a feed.

use super::window;
use gloo_timers::future::TimeoutFuture;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{PerformanceEntry, Response};

/// So long, in milliseconds, between two questions.
const PAUSE: u32 = 1_500;

/// Asks an address for JSON for as long as the page is open. What cannot be had is asked again.
pub fn keep_asking<T: DeserializeOwned + 'static>(
    address: String,
    on_answer: impl Fn(T) + 'static,
) {
    spawn_local(async move {
        loop {
            if let Some(answer) = ask(&address).await {
                on_answer(answer);
            }
            TimeoutFuture::new(PAUSE).await;
        }
    });
}

async fn ask<T: DeserializeOwned>(address: &str) -> Option<T> {
    let response = JsFuture::from(window().fetch_with_str(address))
        .await
        .ok()?;
    let response = response.dyn_into::<Response>().ok()?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    serde_json::from_str(&text.as_string()?).ok()
}

/// How many files of this page came from elsewhere than its own server; none where the browser does
/// not tell.
pub fn foreign_resources() -> Option<usize> {
    let own = window().location().origin().ok()?;
    let entries = window().performance()?.get_entries_by_type("resource");
    let names = entries
        .iter()
        .filter_map(|entry| Some(entry.dyn_into::<PerformanceEntry>().ok()?.name()));
    Some(names.filter(|name| !name.starts_with(&own)).count())
}
