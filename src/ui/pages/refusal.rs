//! What is said of a form that was refused.

use leptos::prelude::*;

/// Why a form was refused, if it was.
#[component]
pub fn Refusal(
    /// Why, and what to do.
    problem: Option<String>,
) -> impl IntoView {
    problem.map(
        |problem| view! { <p class="form-status" data-tone="refused" role="alert">{problem}</p> },
    )
}
