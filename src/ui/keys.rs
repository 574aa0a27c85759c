//! What keys do, as clickers send them.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The next step or slide.
    Forward,
    /// The step or slide before.
    Backward,
    /// The first slide of the section.
    First,
    /// The last slide of the section.
    Last,
    /// The projector goes black, or comes back.
    Black,
    /// Fullscreen, or back.
    Fullscreen,
    /// The list of keys.
    Help,
}

/// The keys as the list of keys shows them.
pub const HELP: &[(&str, &str)] = &[
    ("PageDown → ↓ Space", "forward: next step, slide or section"),
    ("PageUp ← ↑", "back"),
    ("Home", "first slide of the section"),
    ("End", "last slide of the section"),
    ("B .", "black, and back"),
    ("F", "fullscreen"),
    ("?", "this list"),
];

/// What a key asks for, by its name in the browser.
pub fn meaning(key: &str) -> Option<Key> {
    match key {
        "PageDown" | "ArrowRight" | "ArrowDown" | " " => Some(Key::Forward),
        "PageUp" | "ArrowLeft" | "ArrowUp" => Some(Key::Backward),
        "Home" => Some(Key::First),
        "End" => Some(Key::Last),
        "b" | "B" | "." => Some(Key::Black),
        "f" | "F" => Some(Key::Fullscreen),
        "?" => Some(Key::Help),
        _ => None,
    }
}

#[cfg(feature = "hydrate")]
mod listening {
    use super::{Key, meaning};
    use crate::domain::session::{Command, Phase};
    use crate::domain::views::Stage;
    use crate::ui::driver::Driver;
    use leptos::ev;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;

    /// Listens to keys on this page: the console, or the projector when that window has the focus.
    pub fn listen(driver: Driver, stage: Memo<Stage>, help: RwSignal<bool>) {
        let _ = window_event_listener(ev::keydown, move |event| {
            let is_shortcut = event.ctrl_key() || event.alt_key() || event.meta_key();
            let presses = event.key() == " " && is_in(&event, BUTTONS);
            if is_shortcut || presses || is_in(&event, TYPING) {
                return;
            }
            let Some(key) = meaning(&event.key()) else {
                return;
            };
            event.prevent_default();
            let (section, last) = stage.with_untracked(|stage| {
                let section = &stage.section;
                (section.number - 1, section.slides.saturating_sub(1))
            });
            let go_to = |slide| Command::GoTo { section, slide };
            match key {
                Key::Forward => driver.order(Command::Forward),
                Key::Backward => driver.order(Command::Backward),
                // Only a step forward begins a session.
                Key::First | Key::Last if stage.get_untracked().phase == Phase::Lobby => {}
                Key::First => driver.order(go_to(0)),
                Key::Last => driver.order(go_to(last)),
                Key::Black => driver.order(Command::SetBlack(!stage.get_untracked().black)),
                Key::Fullscreen => toggle_fullscreen(),
                Key::Help => help.update(|help| *help = !*help),
            }
        });
    }

    /// What takes the space bar itself.
    const BUTTONS: &str = "button, summary";

    /// Where keys are letters and no orders.
    const TYPING: &str = "input, textarea, select, [contenteditable]";

    /// Whether a key was pressed in an element that a selector finds.
    fn is_in(event: &web_sys::KeyboardEvent, selector: &str) -> bool {
        let element = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        element.is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
    }

    fn toggle_fullscreen() {
        if document().fullscreen_element().is_some() {
            document().exit_fullscreen();
        } else if let Some(root) = document().document_element() {
            // A browser may forbid it, as in a frame; the page stays as it is then.
            let _ = root.request_fullscreen();
        }
    }
}

#[cfg(feature = "hydrate")]
pub use listening::listen;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clickers_send_page_keys_arrows_and_a_full_stop() {
        assert_eq!(meaning("PageDown"), Some(Key::Forward));
        assert_eq!(meaning("ArrowLeft"), Some(Key::Backward));
        assert_eq!(meaning("."), Some(Key::Black));
        assert_eq!(meaning("x"), None);
    }
}
