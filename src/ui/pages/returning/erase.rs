//! Deleting what somebody wrote.

use leptos::prelude::*;

/// Asks before it is done.
#[component]
pub fn ErasePage(
    /// Whose words.
    name: String,
    /// The path of their page.
    base: String,
) -> impl IntoView {
    view! {
        <main class="sheet">
            <h1>"Delete what you wrote?"</h1>
            <p>"Your name, your texts and your promises are deleted for good, "{name}". That somebody took part, and how many answered what, stays in the counts. This link, and your phone’s page, will lead to nothing."</p>
            <form method="post" action=format!("{base}/delete")>
                <button type="submit" class="danger">"Delete for good"</button>
            </form>
            <a class="button" href=base>"Keep it"</a>
        </main>
    }
}

/// Says that it is done.
#[component]
pub fn ErasedPage() -> impl IntoView {
    view! {
        <main class="sheet">
            <h1>"It is deleted"</h1>
            <p>"Nothing that you wrote is kept here any more, nor your name. An export that the facilitator has downloaded before is in their hands: ask them."</p>
        </main>
    }
}
