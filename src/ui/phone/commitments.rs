//! A participant's own promises.

use super::fields::FieldEntry;
use super::form::{PhoneForm, Sender};
use crate::domain::training::ActivityKind;
use crate::domain::views::{FormsView, MyCommitment};
use leptos::prelude::*;

/// Names the form of a promise.
pub fn form_id(commitment: &MyCommitment) -> String {
    format!("commitment-{}", commitment.kind.id)
}

/// A form for each promise: opened while they are asked for, kept at hand at any time.
pub fn commitments(commitments: &[MyCommitment], view: &FormsView, sender: &Sender) -> AnyView {
    if commitments.is_empty() {
        return ().into_any();
    }
    let made = commitments.iter().filter(|one| one.made).count();
    let forms: Vec<_> = commitments
        .iter()
        .cloned()
        .map(|one| one_commitment(one, view, sender))
        .collect();
    view! {
        <section class="card card-commitments" aria-label="My commitments">
            <h2>"My commitments"</h2>
            <p class="made">{format!("{made} of {} made", commitments.len())}</p>
            {forms}
        </section>
    }
    .into_any()
}

fn one_commitment(
    commitment: MyCommitment,
    view: &FormsView,
    sender: &Sender,
) -> impl IntoView + use<> {
    let form = form_id(&commitment);
    let kind = commitment.kind;
    let open = view.running;
    let asked = open && are_asked_for(view);
    let problem = sender.problem_of(&form);
    let entries = problem.map_or(&commitment.fields, |problem| &problem.fields);
    let due = problem
        .and_then(|problem| problem.due.clone())
        .unwrap_or_else(|| commitment.due.clone());
    let fields: Vec<_> = kind
        .fields
        .iter()
        .map(|field| {
            let entry = entries.get(&field.id).cloned().unwrap_or_default();
            view! { <FieldEntry field=field.clone() entry form=form.clone() open phrases=view.phrases.clone()/> }
        })
        .collect();
    let due_id = format!("{form}-due");
    let details_id = format!("{form}-details");
    view! {
        <details class="commitment-form" id=details_id open=asked
            data-made=commitment.made.to_string()>
            <summary>
                <span class="commitment-title">{kind.title.clone()}</span>
                <span class="commitment-due">{commitment.due_text}</span>
                <span class="commitment-made">{commitment.made.then_some("✓ made")}</span>
            </summary>
            <p class="commitment-promise">{kind.promise.clone()}</p>
            <PhoneForm id=form path="commit" sender=sender.clone() kept=commitment.made send="Commit" open>
                <input type="hidden" name="kind" value=kind.id.to_string()/>
                {fields}
                <div class="field">
                    <label class="field-label" for=due_id.clone()>{kind.due_label.clone()}</label>
                    <input type="date" id=due_id name="due" value=due required readonly=!open/>
                </div>
            </PhoneForm>
        </details>
    }
}

fn are_asked_for(view: &FormsView) -> bool {
    let activity = view.activity.as_ref();
    activity.is_some_and(|view| matches!(view.activity.kind, ActivityKind::Commitments(_)))
}
