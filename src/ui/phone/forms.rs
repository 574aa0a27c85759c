//! The forms of the activities.

use super::form::{FieldEntry, PhoneForm, Sender};
use crate::domain::ids::ChoiceId;
use crate::domain::session::Answer;
use crate::domain::training::{Activity, ActivityKind, Choice, Drill, Poll, Vote};
use crate::domain::views::Mine;
use leptos::prelude::*;

/// The form of a poll, drill or vote.
#[component]
pub fn AnswerForm(
    /// The activity.
    activity: Activity,
    /// What is this participant's.
    mine: Memo<Mine>,
    /// What the forms of the page share.
    sender: Sender,
    /// Whether answers are no longer taken.
    closed: Signal<bool>,
) -> impl IntoView {
    let id = activity.id.to_string();
    let kept = Signal::derive(move || mine.read().answer.is_some());
    let open = Signal::derive(move || !closed.get());
    let activity_field = view! { <input type="hidden" name="activity" value=id.clone()/> };
    match activity.kind {
        ActivityKind::Poll(poll) => view! {
            <PhoneForm id path="answer" sender kept send="Send" open>
                {activity_field}
                <PollFields poll mine/>
            </PhoneForm>
        }
        .into_any(),
        ActivityKind::Drill(drill) => view! {
            <PhoneForm id=id.clone() path="answer" sender=sender.clone() kept send="Hand in" open>
                {activity_field}
                <DrillFields drill mine sender form=id/>
            </PhoneForm>
        }
        .into_any(),
        ActivityKind::Vote(vote) => view! {
            <PhoneForm id path="answer" sender kept send="Decide" open>
                {activity_field}
                <VoteFields vote mine open/>
            </PhoneForm>
        }
        .into_any(),
        ActivityKind::Commitments(_) => ().into_any(),
    }
}

#[component]
fn PollFields(
    /// The poll.
    poll: Poll,
    /// What is this participant's.
    mine: Memo<Mine>,
) -> impl IntoView {
    let chosen = move |id: &ChoiceId| matches!(&mine.read_untracked().answer, Some(Answer::Poll(hands)) if hands.contains(id));
    let choices: Vec<_> = poll
        .choices
        .into_iter()
        .map(|Choice { id, label }| {
            let checked = chosen(&id);
            view! {
                <label class="choice">
                    <input type="checkbox" name="choice" value=id.to_string() checked=checked/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="choices">
            <legend>{poll.question}</legend>
            {choices}
        </fieldset>
        <p class="field-help">"Raise as many as are true, or none. The room sees numbers only, never names."</p>
    }
}

#[component]
fn DrillFields(
    /// The drill.
    drill: Drill,
    /// What is this participant's.
    mine: Memo<Mine>,
    /// What the forms of the page share.
    sender: Sender,
    /// Names the form.
    form: String,
) -> impl IntoView {
    let typed = sender
        .problem_of(&form)
        .map(|problem| problem.fields.clone());
    let entries = typed.or_else(|| match &mine.read_untracked().answer {
        Some(Answer::Drill(entries)) => Some(entries.clone()),
        _ => None,
    });
    let entries = entries.unwrap_or_default();
    let fields: Vec<_> = drill
        .fields
        .into_iter()
        .map(|field| {
            let entry = entries.get(&field.id).unwrap_or(&field.initial).clone();
            view! { <FieldEntry field entry form=form.clone()/> }
        })
        .collect();
    view! {
        <p class="instructions">{drill.instructions}</p>
        {fields}
        <p class="field-help">"Only you and the facilitator see what you write."</p>
    }
}

#[component]
fn VoteFields(
    /// The vote.
    vote: Vote,
    /// What is this participant's.
    mine: Memo<Mine>,
    /// Whether answers are taken.
    open: Signal<bool>,
) -> impl IntoView {
    let group = Memo::new(move |_| {
        mine.read()
            .group
            .as_ref()
            .and_then(|group| group.choice.clone())
    });
    let own = move || match &mine.read_untracked().answer {
        Some(Answer::Vote(choice)) => Some(choice.clone()),
        _ => None,
    };
    let labels = vote.choices.clone();
    let decided = move || {
        let (choice, by) = group.get()?;
        let label = labels
            .iter()
            .find(|known| known.id == choice)?
            .label
            .clone();
        Some(format!("Your group says: {label} ({by})."))
    };
    let first = group.get_untracked().map(|(choice, _)| choice).or_else(own);
    let choices: Vec<_> = vote
        .choices
        .into_iter()
        .map(|Choice { id, label }| {
            let checked = first.as_ref() == Some(&id);
            view! {
                <label class="choice">
                    <input type="radio" name="choice" value=id.to_string() checked=checked required disabled=move || !open.get()/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <blockquote class="statement"><p>{vote.statement}</p></blockquote>
        <fieldset class="choices">
            <legend>{vote.question}</legend>
            {choices}
        </fieldset>
        <p class="field-help">{decided}</p>
        <Show when=move || !open.get()><p class="field-help">"The facilitator has closed the vote."</p></Show>
    }
}
