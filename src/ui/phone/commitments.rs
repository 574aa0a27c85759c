//! A participant's own promises.

use super::form::{FieldEntry, PhoneForm, Sender};
use crate::domain::ids::KindId;
use crate::domain::views::MyCommitment;
use leptos::prelude::*;

/// A form for each promise while they are asked for, and a list of those made at any time.
#[component]
pub fn MyCommitments(
    /// The promises, made or still to be made.
    commitments: Memo<Vec<MyCommitment>>,
    /// What the forms of the page share.
    sender: Sender,
    /// Whether they are asked for now.
    open: Signal<bool>,
    /// Whether they can be changed.
    editable: Signal<bool>,
) -> impl IntoView {
    let made = move || commitments.read().iter().filter(|one| one.made).count();
    let kinds = Memo::new(move |_| {
        let commitments = commitments.read();
        commitments
            .iter()
            .map(|one| one.kind.id.clone())
            .collect::<Vec<_>>()
    });
    let sender = StoredValue::new(sender);
    view! {
        <section class="card card-commitments" aria-label="My commitments">
            <h2>"My commitments"</h2>
            <p class="made">{move || format!("{} of {} made", made(), commitments.read().len())}</p>
            <For each=move || kinds.get() key=|kind| kind.clone() let(kind)>
                <OneCommitment kind commitments sender=sender.get_value() open editable/>
            </For>
        </section>
    }
}

#[component]
fn OneCommitment(
    /// Which promise.
    kind: KindId,
    /// The promises.
    commitments: Memo<Vec<MyCommitment>>,
    /// What the forms of the page share.
    sender: Sender,
    /// Whether it is asked for now.
    open: Signal<bool>,
    /// Whether it can be changed.
    editable: Signal<bool>,
) -> impl IntoView {
    let form = format!("commitment-{kind}");
    let commitment = Memo::new(move |_| {
        let commitments = commitments.read();
        commitments.iter().find(|one| one.kind.id == kind).cloned()
    });
    // The form begins with what is known now; what is typed into it afterwards is its own.
    let first = commitment.get_untracked()?;
    let problem = sender.problem_of(&form).cloned();
    let (entries, due) = match problem {
        Some(problem) => (problem.fields, problem.due),
        None => (first.fields.clone(), None),
    };
    let due = due.unwrap_or_else(|| first.due.clone());
    let fields: Vec<_> = first
        .kind
        .fields
        .iter()
        .map(|field| {
            let entry = entries.get(&field.id).cloned().unwrap_or_default();
            view! { <FieldEntry field=field.clone() entry form=form.clone() open=editable/> }
        })
        .collect();
    let kept = Signal::derive(move || commitment.read().as_ref().is_some_and(|one| one.made));
    let due_text = move || commitment.read().as_ref().map(|one| one.due_text.clone());
    let due_id = format!("{form}-due");
    Some(view! {
        <details class="commitment-form" open=move || open.get() data-made=move || kept.get().to_string()>
            <summary>
                <span class="commitment-title">{first.kind.title.clone()}</span>
                <span class="commitment-due">{due_text}</span>
                <span class="commitment-made">{move || kept.get().then_some("✓ made")}</span>
            </summary>
            <p class="commitment-promise">{first.kind.promise.clone()}</p>
            <PhoneForm id=form path="commit" sender kept send="Commit" open=editable>
                <input type="hidden" name="kind" value=first.kind.id.to_string()/>
                {fields}
                <div class="field">
                    <label class="field-label" for=due_id.clone()>{first.kind.due_label.clone()}</label>
                    <input type="date" id=due_id name="due" value=due required readonly=move || !editable.get()/>
                </div>
            </PhoneForm>
        </details>
    })
}
