//! The projector in a window of its own.

use crate::ui::drawing::click;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Names the window, so that a second click comes back to it.
const WINDOW: &str = "plenary-projector";

/// Opens the projector, on the second screen where the browser can place it there.
#[component]
pub fn OpenProjector(
    /// The address of its page.
    address: String,
) -> impl IntoView {
    let place = address.clone();
    let open = move |event: MouseEvent| {
        #[cfg(feature = "hydrate")]
        if crate::ui::browser::open_on_second_screen(&place, WINDOW) {
            event.prevent_default();
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (event, &place);
    };
    view! { <a class="button" href=address target=WINDOW on:click=click(open)>"Open projector"</a> }
}
