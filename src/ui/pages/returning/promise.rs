//! A promise: what was said about it, and the form that changes it.

use super::check_in::CheckInForm;
use super::{Desk, said};
use crate::domain::views::{MyCommitment, ReturnPromise};
use crate::ui::pages::refusal::Refusal;
use crate::ui::phone::FieldEntry;
use leptos::prelude::*;

/// A promise, with what became of it.
#[component]
pub fn Promise(
    /// The promise.
    promise: ReturnPromise,
    /// What the forms share.
    desk: Desk,
) -> impl IntoView {
    let ReturnPromise {
        commitment,
        open,
        earlier,
    } = promise;
    let kind = commitment.kind.clone();
    let earlier: Vec<_> = earlier
        .into_iter()
        .map(|(title, outcome)| view! { <li>{format!("{title}: {}", said(&outcome))}</li> })
        .collect();
    let earlier =
        (!earlier.is_empty()).then(|| view! { <ul class="promise-earlier">{earlier}</ul> });
    let check_in = open.map(|open| {
        view! { <CheckInForm kind=kind.id.to_string() open desk=desk.clone()/> }
    });
    let due = commitment
        .made
        .then(|| format!("{}: {}", kind.due_label, commitment.due_text));
    view! {
        <section class="card promise" id=format!("promise-{}", kind.id)>
            <h2>{kind.title.clone()}</h2>
            <p class="commitment-promise">{kind.promise.clone()}</p>
            <p>{due}</p>
            {earlier}
            {check_in}
            <AmendForm commitment desk/>
        </section>
    }
}

/// Changes a promise, or makes it after all.
#[component]
fn AmendForm(
    /// The promise.
    commitment: MyCommitment,
    /// What the forms share.
    desk: Desk,
) -> impl IntoView {
    let kind = commitment.kind;
    let form = format!("amend-{}", kind.id);
    let problem = desk.problem_of(&form).cloned();
    let is_open = problem.is_some() || !commitment.made;
    let entries = problem
        .as_ref()
        .map_or(&commitment.fields, |problem| &problem.fields);
    let fields: Vec<_> = kind
        .fields
        .iter()
        .map(|field| {
            let entry = entries.get(&field.id).cloned().unwrap_or_default();
            let phrases = desk.phrases.clone();
            view! { <FieldEntry field=field.clone() entry form=form.clone() open=true phrases/> }
        })
        .collect();
    let due = problem
        .as_ref()
        .map_or(commitment.due, |problem| problem.due.clone());
    let due_id = format!("{form}-due");
    let (summary, send) = if commitment.made {
        ("Change the promise", "Keep the change")
    } else {
        ("Promise it after all", "Commit")
    };
    view! {
        <details class="promise-amend" open=is_open>
            <summary>{summary}</summary>
            <form class="phone-form" id=form method="post" action=format!("{}/amend", desk.base)>
                <input type="hidden" name="kind" value=kind.id.to_string()/>
                {fields}
                <div class="field">
                    <label class="field-label" for=due_id.clone()>{kind.due_label.clone()}</label>
                    <input type="date" id=due_id name="due" value=due required/>
                </div>
                <Refusal problem=problem.map(|problem| problem.message)/>
                <button type="submit" class="primary">{send}</button>
            </form>
        </details>
    }
}
