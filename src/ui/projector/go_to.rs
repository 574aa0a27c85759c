//! A small field for the number of a slide, as questions bring one back to it.

use crate::domain::slide_search::place;
use crate::ui::drawing::{Shown, on, whenever};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// Takes a number and Enter; Esc and whatever takes the focus away close it.
#[component]
pub fn GoToNumber(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// How many slides each section has.
    slide_counts: StoredValue<Vec<usize>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    view! {
        <Shown when=move || open.get()>
            <Field open slide_counts driver/>
        </Shown>
    }
}

#[component]
fn Field(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// How many slides each section has.
    slide_counts: StoredValue<Vec<usize>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    whenever(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let go = move || {
        let typed = field.get_untracked().map(|field| field.value())?;
        let number = typed.trim().parse().ok()?;
        let (section, slide) = slide_counts.with_value(|counts| place(number, counts))?;
        driver.order(Order::GoTo { section, slide });
        Some(())
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if go().is_some() => open.set(false),
        // A number that no slide has is typed again.
        "Enter" => {
            if let Some(field) = field.get_untracked() {
                field.select();
            }
        }
        "Escape" | "g" | "G" => {
            event.prevent_default();
            open.set(false);
        }
        _ => {}
    };
    let count = slide_counts.with_value(|counts| counts.iter().sum::<usize>());
    view! {
        <label class="projector-go-to">
            "Go to slide "
            <input type="text" inputmode="numeric" maxlength="4" autocomplete="off" node_ref=field
                on:keydown=on(on_key) on:blur=move |_| open.set(false)/>
            {format!(" of {count}")}
        </label>
    }
}
