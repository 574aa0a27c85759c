//! A box for what is wider than a phone.

use leptos::prelude::*;

/// A box in which something wide is moved to the side, by touch or by keys: so it takes the focus,
/// and has a name.
#[component]
pub fn Wide(
    /// What is in it.
    #[prop(into)]
    label: String,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    view! { <div class="wide" role="group" aria-label=label tabindex="0">{children()}</div> }
}
