//! Before the doors open: the checks, and the pages that they send people to.

use crate::domain::ids::JoinCode;
use crate::ui::island::island;
use crate::ui::pre_flight::{Findings, PreFlight};
use leptos::prelude::*;

/// All checks on one page.
#[component]
pub fn PreFlightPage(
    /// The session.
    code: JoinCode,
    /// The name of this run.
    session: String,
    /// What the server has found.
    findings: Findings,
) -> impl IntoView {
    let console = format!("/s/{code}/console");
    let checks = PreFlight { code, findings };
    view! {
        <main class="desk pre-flight">
            <header class="desk-header">
                <p class="brand"><a href="/facilitate">"Plenary"</a></p>
                <nav><a class="button primary" href=console>"Console"</a></nav>
            </header>
            <h1>"Before the doors open"</h1>
            <p>{session}</p>
            {island(checks)}
        </main>
    }
}

/// What a phone sees that has opened the test link.
#[component]
pub fn ReachedPage(
    /// The session.
    code: JoinCode,
) -> impl IntoView {
    view! {
        <main class="sheet">
            <p class="brand">"Plenary"</p>
            <h1>"This phone gets through"</h1>
            <p>"It has reached the server, and the facilitator’s screen says so. Participants on the same network will get in as well."</p>
            <p><a class="button" href=format!("/j/{code}")>"On to the join page"</a></p>
        </main>
    }
}

/// A picture that shows what a projector loses: edges, greys, and small type.
#[component]
pub fn TestPicturePage() -> impl IntoView {
    let greys: Vec<_> = (0..=10)
        .map(|step| view! { <li data-grey=step.to_string()><span>{step * 10}</span></li> })
        .collect();
    view! {
        <main class="test-picture">
            <span class="corner top left">"1"</span>
            <span class="corner top right">"2"</span>
            <span class="corner bottom left">"3"</span>
            <span class="corner bottom right">"4"</span>
            <ol class="greys" aria-label="Eleven steps from black to white">{greys}</ol>
            <p class="type-large">"Can you read this from the last row?"</p>
            <p class="type-middle">"And this, which is the size of a list?"</p>
            <p class="type-small">"And this? Nothing on the projector is smaller."</p>
        </main>
    }
}
