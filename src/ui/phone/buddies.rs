//! Those who wrote together remind each other of what they promised, if both like that.

use super::form::{PhoneForm, Sender};
use crate::domain::views::{BuddyView, Mine};
use leptos::prelude::*;

/// Names the form with which somebody shares; none before there is something to share, and somebody to
/// share it with.
pub fn form_id(mine: &Mine) -> Option<String> {
    let can_share = !mine.buddies.is_empty() && !mine.commitments.is_empty();
    can_share.then(|| "buddies".to_owned())
}

/// The buddies, and whether they may see each other's promises.
pub fn buddies(mine: &Mine, sender: &Sender) -> AnyView {
    let Some(id) = form_id(mine) else {
        return ().into_any();
    };
    let names: Vec<_> = mine.buddies.iter().map(|one| one.name.clone()).collect();
    let names = names.join(" and ");
    let shares = mine.shares_with_buddies;
    let send = if shares {
        "Stop sharing"
    } else {
        "Share my promises"
    };
    let help = if shares {
        format!("{names} can see your promises when they share theirs, too.")
    } else {
        format!(
            "You wrote with {names}. Share your promises, and remind each other: each sees the other’s only when both agree."
        )
    };
    let shared: Vec<_> = mine.buddies.iter().cloned().map(shared_promises).collect();
    view! {
        <section class="card card-buddies" aria-label="My buddy">
            <h2>"My buddy"</h2>
            {shared}
            <p class="field-help">{help}</p>
            <PhoneForm id path="share" sender=sender.clone() kept=false send open=true>
                <input type="hidden" name="share" value=(!shares).to_string()/>
            </PhoneForm>
        </section>
    }
    .into_any()
}

/// A buddy, with their promises where both share them.
pub fn shared_promises(buddy: BuddyView) -> impl IntoView {
    let promises = buddy.promises.map(|promises| {
        let promises: Vec<_> = promises
            .into_iter()
            .map(|promise| {
                let entries: Vec<_> = promise
                    .entries
                    .into_iter()
                    .map(|(label, text)| format!(" {label}: {text}."))
                    .collect();
                view! {
                    <li>
                        <strong>{promise.kind}</strong>
                        {format!(" {}: {}.{}", promise.due_label, promise.due_text, entries.concat())}
                    </li>
                }
            })
            .collect();
        view! { <ul class="buddy-promises">{promises}</ul> }
    });
    view! { <h3>{buddy.name}</h3> {promises} }
}
