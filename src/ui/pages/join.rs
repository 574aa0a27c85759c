//! Where a participant says their name.

use super::refusal::Refusal;
use crate::domain::text::LONGEST_NAME;
use leptos::prelude::*;

/// Asks for a name.
#[component]
pub fn JoinPage(
    /// The name of this run.
    session: String,
    /// The name of the training.
    training: String,
    /// Where the form is sent.
    action: String,
    /// By which this participant will be recognised; sending the form twice joins once.
    key: String,
    /// The day on which everything is deleted, as people read it.
    expires: Option<String>,
    /// What was typed before.
    name: String,
    /// Why that was refused.
    problem: Option<String>,
) -> impl IntoView {
    let expires = expires.map(|day| {
        view! { <p class="aside">{format!("Everything about this session is deleted on {day}; what is yours, whenever you want.")}</p> }
    });
    view! {
        <main class="sheet">
            <p class="brand">{session}</p>
            <h1>{training}</h1>
            <form method="post" action=action>
                <input type="hidden" name="key" value=key/>
                <label class="field">
                    <span class="field-label">"Your name, as the room knows you"</span>
                    <input type="text" name="name" value=name required maxlength=LONGEST_NAME.to_string() autocomplete="name"/>
                </label>
                <Refusal problem/>
                <button type="submit" class="primary">"Join"</button>
            </form>
            <p class="aside">"No account, no app. The room sees your name and how many have answered; what you write in the exercises is for you and the facilitator."</p>
            {expires}
        </main>
    }
}
