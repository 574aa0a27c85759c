//! Keeps a screen on where the browser can: it knows no wake lock on a page that came without TLS.

use super::{document, listen, property, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Keeps the screen on for as long as the page is looked at.
pub fn keep_awake() {
    ask();
    // A browser lets go of the lock when the page is hidden.
    listen(&document(), "visibilitychange", |_| ask());
}

fn ask() {
    let Some(promise) = request() else {
        return;
    };
    spawn_local(async move {
        // Refused when the battery is low, for example. The room goes on all the same.
        let _ = JsFuture::from(promise).await;
    });
}

fn request() -> Option<js_sys::Promise> {
    let lock = property(&window().navigator(), "wakeLock")?;
    let request: js_sys::Function = property(&lock, "request")?.dyn_into().ok()?;
    request.call1(&lock, &"screen".into()).ok()?.dyn_into().ok()
}
