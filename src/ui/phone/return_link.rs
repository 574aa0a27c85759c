//! Gives a participant a link of their own, to come back by after the session.

use crate::domain::ids::JoinCode;
use leptos::prelude::*;

/// A form that makes the link and opens it. It is not sent by the island: it leads to another page.
pub fn return_link(code: &JoinCode) -> AnyView {
    view! {
        <section class="card card-return" aria-label="My link">
            <h2>"Your way back"</h2>
            <p class="field-help">"A link of your own: your promises, a calendar file, and later the question what became of them. It is shown once, so keep it."</p>
            <form method="post" action=format!("/s/{code}/return-link")>
                <button type="submit" class="primary" id="return-link">"Get my link"</button>
            </form>
        </section>
    }
    .into_any()
}
