//! The form of the activity, and what comes of it.

use super::fields::{ChoiceEntries, FieldEntry};
use super::form::{PhoneForm, Sender};
use crate::domain::ids::{ChoiceId, FieldId};
use crate::domain::session::Answer;
use crate::domain::time::Span;
use crate::domain::training::{Activity, ActivityKind, Drill, Phrases, Poll, Vote};
use crate::domain::views::{FormsView, Mine, MyGroup, PhoneView};
use crate::ui::activity::{Outcome, Progress};
use crate::ui::text;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Names the form of the activity; none where it has none, since promises have forms of their own.
pub fn form_id(view: &FormsView) -> Option<String> {
    let activity = &view.activity.as_ref()?.activity;
    match activity.kind {
        ActivityKind::Poll(_) | ActivityKind::Drill(_) | ActivityKind::Vote(_) => {
            Some(activity.id.to_string())
        }
        ActivityKind::Commitments(_) => None,
    }
}

/// What the activity asks for, with what a participant has answered; `mine` is none where somebody
/// has not answered yet, which looks the same to all.
pub fn form(view: &FormsView, mine: Option<&Mine>, sender: &Sender) -> AnyView {
    let Some(shown) = &view.activity else {
        return ().into_any();
    };
    let Activity {
        id,
        title,
        kind,
        timers,
        ..
    } = shown.activity.clone();
    let answer = mine.and_then(|mine| mine.answer.clone());
    let kept = answer.is_some();
    let open = view.running && !shown.closed;
    let id = id.to_string();
    let activity_field = view! { <input type="hidden" name="activity" value=id.clone()/> };
    let problem = sender.problem_of(&id);
    let chosen = problem.map(|problem| problem.choices.clone());
    let sender = sender.clone();
    let body = match kind {
        ActivityKind::Poll(poll) => view! {
            <PhoneForm id path="answer" sender kept send="Send" open>
                {activity_field}
                {poll_fields(poll, answer, chosen, open)}
            </PhoneForm>
        }
        .into_any(),
        ActivityKind::Drill(drill) => {
            let typed = sender.problem_of(&id).map(|problem| problem.fields.clone());
            let entries = typed.or(match answer {
                Some(Answer::Drill(entries)) => Some(entries),
                _ => None,
            });
            let entries = entries.unwrap_or_default();
            let fields = drill_fields(&drill, &entries, &view.phrases, &id, open);
            let limit = timers
                .iter()
                .find(|plan| Some(&plan.id) == drill.writing_timer.as_ref())
                .map(|plan| plan.planned);
            let elapsed = mine.and_then(|mine| mine.elapsed);
            view! {
                <p class="instructions">{drill.instructions.clone()}</p>
                <PhoneForm id path="answer" sender kept send="Hand in" open>
                    {activity_field}
                    {fields}
                    <p class="field-help">"Only you and the facilitator see what you write."</p>
                </PhoneForm>
                {elapsed.map(|elapsed| handed_in(elapsed, limit))}
            }
            .into_any()
        }
        ActivityKind::Vote(vote) => {
            let group = mine.and_then(|mine| mine.group.clone());
            view! {
                <blockquote class="statement"><p>{vote.statement.clone()}</p></blockquote>
                <PhoneForm id path="answer" sender kept send="Decide" open>
                    {activity_field}
                    {vote_fields(vote, group, answer, chosen, open)}
                </PhoneForm>
            }
            .into_any()
        }
        ActivityKind::Commitments(_) if !view.running => return ().into_any(),
        ActivityKind::Commitments(commitments) => {
            view! { <p class="instructions">{commitments.instructions}</p> }.into_any()
        }
    };
    view! { <h2 id="activity-title">{title}</h2> {body} }.into_any()
}

/// With whom somebody works.
pub fn group_line(group: &MyGroup) -> AnyView {
    let kind = if group.size == 2 { "Pair" } else { "Table" };
    let with = match group.with.as_slice() {
        [] => String::new(),
        [one] => format!(", with {one}"),
        [first @ .., last] => format!(", with {} and {last}", first.join(", ")),
    };
    view! { <p class="group-line"><strong>{format!("{kind} {}", group.number)}</strong>{with}</p> }
        .into_any()
}

/// What has come of the activity, once the facilitator shows it.
pub fn outcome(view: &PhoneView) -> AnyView {
    let shown = view.forms.activity.clone().zip(view.responses.clone());
    shown
        .map(|(activity, responses)| {
            view! {
                <Progress activity=activity.clone() responses=responses.clone()/>
                <Outcome activity responses/>
            }
        })
        .into_any()
}

/// `chosen` has just been refused, and stays chosen.
fn poll_fields(
    poll: Poll,
    answer: Option<Answer>,
    chosen: Option<Vec<ChoiceId>>,
    open: bool,
) -> impl IntoView {
    let taken = chosen.unwrap_or_else(|| match answer {
        Some(Answer::Poll(hands)) => hands.into_iter().collect(),
        _ => Vec::new(),
    });
    view! {
        <ChoiceEntries question=poll.question choices=poll.choices input="checkbox" taken open/>
        <p class="field-help">"Raise as many as are true, or none. This is anonymous: the room sees numbers only, never names."</p>
    }
}

fn drill_fields(
    drill: &Drill,
    entries: &BTreeMap<FieldId, String>,
    phrases: &Arc<[Phrases]>,
    form: &str,
    open: bool,
) -> Vec<impl IntoView + use<>> {
    let fields = drill.fields.iter().map(|field| {
        let entry = entries.get(&field.id).unwrap_or(&field.initial).clone();
        let phrases = Arc::clone(phrases);
        view! { <FieldEntry field=field.clone() entry form=form.to_owned() open phrases/> }
    });
    fields.collect()
}

/// Nobody is cut off at zero; the time is only told.
fn handed_in(elapsed: Span, limit: Option<Span>) -> impl IntoView {
    let after = text::length(elapsed);
    let sentence = match limit.map(|limit| (limit, text::length(limit))) {
        Some((limit, shown)) if elapsed > limit => {
            format!("Handed in after {after}: over {shown}.")
        }
        Some((_, shown)) => format!("Handed in after {after}, inside {shown}."),
        None => format!("Handed in after {after}."),
    };
    view! { <p class="handed-in">{sentence}</p> }
}

fn vote_fields(
    vote: Vote,
    group: Option<MyGroup>,
    answer: Option<Answer>,
    chosen: Option<Vec<ChoiceId>>,
    open: bool,
) -> impl IntoView {
    let decided = group.and_then(|group| group.choice);
    let label = decided.as_ref().and_then(|(choice, by)| {
        let choice = vote.choices.iter().find(|known| known.id == *choice)?;
        Some(format!("Your group says: {} ({by}).", choice.label))
    });
    let own = match answer {
        Some(Answer::Vote(choice)) => Some(choice),
        _ => None,
    };
    let taken = decided.map(|(choice, _)| choice).or(own);
    let taken = chosen.unwrap_or_else(|| taken.into_iter().collect());
    let closed = (!open).then_some("The facilitator has closed the vote.");
    let help = |text| view! { <p class="field-help">{text}</p> };
    view! {
        <ChoiceEntries question=vote.question choices=vote.choices input="radio"
            taken open/>
        {label.map(|label| view! { <p class="field-help">{label}</p> })}
        {closed.map(help)}
    }
}
