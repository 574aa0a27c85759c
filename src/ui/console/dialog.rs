//! What lies over the console and takes the focus, until it is closed.

use crate::ui::drawing::{Shown, on, whenever};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// The browser keeps the focus inside, closes it by Esc, and gives the focus back.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The class of the dialog.
    class: &'static str,
    /// What it is called.
    label: &'static str,
    /// What is in it; made anew each time it is opened.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    whenever(move || {
        let Some(dialog) = node.get() else {
            return;
        };
        if !open.get() {
            dialog.close();
        } else if !dialog.open() {
            // It fails only for a dialog that is in no page.
            let _ = dialog.show_modal();
        }
    });
    // The page has its own meaning for this key, and the next one that is pressed is the page's.
    let keep_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            open.set(false);
        }
    };
    // The browser tells of it a moment later: whoever has opened it again by then keeps it.
    let on_close = move |_| {
        if node.get_untracked().is_some_and(|dialog| !dialog.open()) {
            open.set(false);
        }
    };
    let children = StoredValue::new(children);
    view! {
        <dialog class=class aria-label=label node_ref=node on:close=on_close on:keydown=on(keep_escape)>
            <Shown when=move || open.get()>{children.with_value(|children| children())}</Shown>
        </dialog>
    }
}
