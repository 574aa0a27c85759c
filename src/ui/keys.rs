//! What keys do, as clickers send them.

use leptos::prelude::*;

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
    /// The projector keeps what it shows, or shows the present again.
    Freeze,
    /// How to join fills the projector, or goes.
    JoinLarge,
    /// The next way to show timers on the projector.
    TimerDisplay,
    /// A slide by its number or its words.
    GoTo,
    /// All slides.
    Overview,
    /// Fullscreen, or back.
    Fullscreen,
    /// The script of the slide, or away with it.
    Script,
    /// Away with what lies over the page.
    Close,
    /// The list of keys.
    Help,
}

impl Key {
    /// What it does, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Backward => "back",
            Self::First => "first slide of the section",
            Self::Last => "last slide of the section",
            Self::Black => "black, and back",
            Self::Freeze => "freeze the projector, and show the present again",
            Self::JoinLarge => "the join code, full size, and back",
            Self::TimerDisplay => "timers on the projector: large, thin bar, hidden",
            Self::GoTo => "go to a slide: its number, or words to find it",
            Self::Overview => "all slides",
            Self::Fullscreen => "fullscreen",
            Self::Script => "the script of the slide",
            Self::Close => "close what lies over the page",
            Self::Help => "the list of keys",
        }
    }
}

/// What keys open and close over a page.
#[derive(Clone, Copy)]
pub struct Overlays {
    /// Whether the list of keys shows.
    pub help: RwSignal<bool>,
    /// Whether the field shows that takes the number of a slide. It closes by itself, as does the next.
    pub jump: RwSignal<bool>,
    /// Whether all slides show.
    pub overview: RwSignal<bool>,
    /// Which script is open.
    pub script: RwSignal<Option<usize>>,
    /// Which script stands on the slide that is shown.
    pub script_here: Signal<Option<usize>>,
}

impl Overlays {
    /// Nothing lies over the page yet.
    pub fn new(script_here: impl Into<Signal<Option<usize>>>) -> Self {
        Self {
            help: RwSignal::new(false),
            jump: RwSignal::new(false),
            overview: RwSignal::new(false),
            script: RwSignal::new(None),
            script_here: script_here.into(),
        }
    }

    /// Opens the script of the slide; closes whichever is open.
    pub fn toggle_script(self) {
        let here = self.script_here.get_untracked();
        self.script
            .update(|script| *script = if script.is_some() { None } else { here });
    }

    /// Closes what lies on top; false where nothing does.
    pub fn close(self) -> bool {
        let (script, help) = (self.script.get_untracked(), self.help.get_untracked());
        if script.is_some() {
            self.script.set(None);
        } else if help {
            self.help.set(false);
        }
        script.is_some() || help
    }
}

/// The keys as the list of keys shows them.
pub const HELP: &[(&str, &str)] = &[
    ("PageDown → ↓ Space", "forward: next step, slide or section"),
    ("PageUp ← ↑", "back"),
    ("Home", "first slide of the section"),
    ("End", "last slide of the section"),
    ("B .", "black, and back"),
    ("Z", "freeze the projector, and show the present again"),
    ("J", "the join code, full size, and back"),
    ("M", "timers on the projector: large, thin bar, hidden"),
    ("G", "go to a slide: its number, or words to find it"),
    ("O", "all slides"),
    ("F", "fullscreen"),
    ("T", "the script of the slide, large, and back"),
    ("Esc", "close what lies over the page"),
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
        "z" | "Z" => Some(Key::Freeze),
        "j" | "J" => Some(Key::JoinLarge),
        "m" | "M" => Some(Key::TimerDisplay),
        "g" | "G" => Some(Key::GoTo),
        "o" | "O" => Some(Key::Overview),
        "f" | "F" => Some(Key::Fullscreen),
        "t" | "T" => Some(Key::Script),
        "Escape" => Some(Key::Close),
        "?" => Some(Key::Help),
        _ => None,
    }
}

#[cfg(feature = "hydrate")]
mod listening {
    use super::{Key, Overlays, meaning};
    use crate::domain::session::Phase;
    use crate::domain::views::{ProjectorModeView, Stage};
    use crate::ui::driver::Driver;
    use crate::ui::order::Order;
    use crate::ui::part::Part;
    use leptos::ev;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;

    /// Listens to keys on this page: the console, or the projector when that window has the focus.
    pub fn listen(
        driver: Driver,
        stage: Part<Stage>,
        mode: Part<ProjectorModeView>,
        overlays: Overlays,
    ) {
        let _ = window_event_listener(ev::keydown, move |event| {
            let is_shortcut = event.ctrl_key() || event.alt_key() || event.meta_key();
            let presses = event.key() == " " && is_in(&event, BUTTONS);
            if is_shortcut || presses || is_in(&event, TYPING) {
                return;
            }
            // Whoever types at once is ahead of the field, which gets the focus a moment later.
            if overlays.jump.get_untracked() {
                return;
            }
            let Some(key) = meaning(&event.key()) else {
                return;
            };
            // The browser leaves fullscreen by this key: only what it closes here is taken from it.
            if key != Key::Close || overlays.close() {
                event.prevent_default();
            }
            let (section, last) = {
                let section = &stage.read_untracked().section;
                (section.number - 1, section.slides.saturating_sub(1))
            };
            let go_to = |slide| Order::GoTo { section, slide };
            match key {
                Key::Forward => driver.order(Order::Forward),
                Key::Backward => driver.order(Order::Backward),
                // Only a step forward begins a session.
                Key::First | Key::Last if stage.get_untracked().phase == Phase::Lobby => {}
                Key::First => driver.order(go_to(0)),
                Key::Last => driver.order(go_to(last)),
                Key::Black => driver.order(Order::SetBlack(!stage.get_untracked().black)),
                Key::Freeze => driver.order(Order::SetFrozen(!mode.get_untracked().is_frozen())),
                Key::JoinLarge => {
                    driver.order(Order::SetJoinLarge(!mode.get_untracked().join_large));
                }
                Key::TimerDisplay => {
                    let next = mode.get_untracked().timer_display.next();
                    driver.order(Order::SetTimerDisplay(next));
                }
                Key::GoTo => overlays.jump.set(true),
                Key::Overview => overlays.overview.set(true),
                Key::Fullscreen => toggle_fullscreen(),
                Key::Script => overlays.toggle_script(),
                Key::Close => {}
                Key::Help => overlays.help.update(|help| *help = !*help),
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

    #[test]
    fn a_script_is_opened_on_its_slide_only_and_closed_anywhere() {
        let owner = Owner::new_root(None);
        owner.set();
        let here = RwSignal::new(None);
        let overlays = Overlays::new(here);
        overlays.toggle_script();
        assert_eq!(overlays.script.get_untracked(), None);
        here.set(Some(2));
        overlays.toggle_script();
        assert_eq!(overlays.script.get_untracked(), Some(2));
        here.set(None);
        assert!(overlays.close());
        assert_eq!(overlays.script.get_untracked(), None);
        assert!(!overlays.close());
    }
}
