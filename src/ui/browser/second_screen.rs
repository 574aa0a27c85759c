//! A window on another screen than this one, where the browser can place it.

use super::{property, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Window;

/// Opens an address in a window that goes to another screen. False where there is one screen only, or
/// the browser cannot tell: then a plain window has to do.
pub fn open_on_second_screen(address: &str, name: &str) -> bool {
    let Some(screens) = ask_for_screens() else {
        return false;
    };
    // At once, since a browser opens no window long after the click.
    let opened = window().open_with_url_and_target_and_features(address, name, "popup");
    let opened = opened.ok().flatten();
    let is_open = opened.is_some();
    spawn_local(async move {
        // Where that is refused, the window stays where it has come up.
        if let (Ok(screens), Some(opened)) = (JsFuture::from(screens).await, opened) {
            place(&opened, &screens);
        }
    });
    is_open
}

/// The browser asks the facilitator whether the page may know, the first time.
fn ask_for_screens() -> Option<js_sys::Promise> {
    let window = window();
    let has_more = property(&property(&window, "screen")?, "isExtended")?;
    if has_more != JsValue::TRUE {
        return None;
    }
    let ask: js_sys::Function = property(&window, "getScreenDetails")?.dyn_into().ok()?;
    ask.call0(&window).ok()?.dyn_into().ok()
}

fn place(opened: &Window, screens: &JsValue) -> Option<()> {
    let current = property(screens, "currentScreen")?;
    let all: js_sys::Array = property(screens, "screens")?.dyn_into().ok()?;
    let other = all.iter().find(|screen| *screen != current)?;
    let length = |name| property(&other, name)?.as_f64();
    let (left, top) = (length("availLeft")?, length("availTop")?);
    let (width, height) = (length("availWidth")?, length("availHeight")?);
    opened.move_to(left as i32, top as i32).ok()?;
    opened.resize_to(width as i32, height as i32).ok()
}
