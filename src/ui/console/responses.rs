//! The activity that is on: what has been answered, and what to do with it.

use super::groups::{Decisions, GroupsButton};
use super::hands::HandCountForm;
use crate::domain::ids::ActivityId;
use crate::domain::session::HandCount;
use crate::domain::training::{Activity, ActivityKind};
use crate::domain::views::{ActivityView, AnswerRow, Responses};
use crate::ui::activity::{Outcome, Progress};
use crate::ui::drawing::{Shown, click, drawn};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use crate::ui::text;
use leptos::prelude::*;

/// The activity that is on. What is typed or opened in it stays while answers come in.
#[component]
pub fn ActivityPanel(
    /// The activity.
    activity: Part<Option<ActivityView>>,
    /// How many have answered, and what.
    responses: Part<Option<Responses>>,
    /// What each participant answered.
    answers: Part<Vec<AnswerRow>>,
    /// Hands that were counted by eye.
    hands: Part<Option<HandCount>>,
    /// Who works with whom.
    seating: Part<Vec<Vec<String>>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let content = Memo::new(move |_| activity.get().map(|view| view.activity));
    let outcome = move || {
        let shown = activity.get().zip(responses.get());
        let shown = shown.map(|(activity, responses)| {
            view! {
                <Progress activity=activity.clone() responses=responses.clone()/>
                <Outcome activity responses/>
            }
        });
        shown.into_any()
    };
    let buttons = move || {
        let activity = activity.get();
        activity.map(|activity| moves(activity, driver)).into_any()
    };
    let panel = move || {
        let Activity {
            id,
            title,
            kind,
            group_size,
            ..
        } = content.get()?;
        let groups = group_size.map(|size| {
            let id = id.clone();
            view! { <GroupsButton id size seating driver/> }
        });
        let count = match kind {
            ActivityKind::Poll(poll) => {
                let choices = poll.choices;
                Some(view! { <HandCountForm activity=id choices hands driver/> })
            }
            _ => None,
        };
        Some(view! {
            <h2 class="panel-label">{title}</h2>
            {drawn(outcome)}
            <div class="activity-controls">{drawn(buttons)} {groups}</div>
            {count}
            <Decisions seating responses/>
            <ol class="answers">{drawn(move || answers.get().into_iter().map(answer).collect_view().into_any())}</ol>
        })
    };
    view! {
        <Shown when=move || activity.read().is_none()>
            <h2 class="panel-label">"Activity"</h2>
            <p class="empty">"No activity is open in this section yet."</p>
        </Shown>
        {drawn(move || panel().into_any())}
    }
}

/// What can be done with the answers.
fn moves(activity: ActivityView, driver: Driver) -> impl IntoView {
    view! {
        <CloseButton activity=activity.clone() driver/>
        <RevealButton activity driver/>
    }
}

/// Takes no more answers, or takes them again. A vote whose answer shows stays closed.
#[component]
fn CloseButton(
    /// The activity.
    activity: ActivityView,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let (close, is_closed) = match &activity.activity.kind {
        ActivityKind::Poll(_) => ("Close the poll", "The poll is closed."),
        ActivityKind::Vote(_) => ("Close the vote", "The vote is closed."),
        _ => return ().into_any(),
    };
    let is_vote = matches!(activity.activity.kind, ActivityKind::Vote(_));
    let (id, closed) = (activity.activity.id, activity.closed);
    let stays = is_vote && activity.revealed;
    let order = move |_| driver.order(close_order(id.clone(), closed));
    let button = (!stays).then(|| {
        let words = if closed { "Open it again" } else { close };
        view! { <button type="button" class="close-activity" on:click=click(order)>{words}</button> }
    });
    let state = closed.then(|| view! { <p class="activity-closed">{is_closed}</p> });
    view! { {state} {button} }.into_any()
}

fn close_order(activity: ActivityId, is_closed: bool) -> Order {
    if is_closed {
        Order::Reopen { activity }
    } else {
        Order::Close { activity }
    }
}

/// Shows the results to the room, or hides them. Commitments need none: their numbers always show.
#[component]
fn RevealButton(
    /// The activity.
    activity: ActivityView,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let words = match (&activity.activity.kind, activity.revealed) {
        (ActivityKind::Commitments(_), _) => return ().into_any(),
        (ActivityKind::Vote(_), false) if activity.closed => "Reveal the answer",
        (ActivityKind::Vote(_), false) => "Close and reveal the answer",
        (_, false) => "Show results to the room",
        (_, true) => "Hide results",
    };
    let (id, revealed) = (activity.activity.id, activity.revealed);
    let order = move |_| {
        let activity = id.clone();
        driver.order(if revealed {
            Order::Conceal { activity }
        } else {
            Order::Reveal { activity }
        });
    };
    view! { <button type="button" class="reveal primary" on:click=click(order)>{words}</button> }
        .into_any()
}

fn answer(row: AnswerRow) -> impl IntoView {
    let entries: Vec<_> = row
        .entries
        .into_iter()
        .map(|(label, entry)| view! { <div><dt>{label}</dt><dd>{entry}</dd></div> })
        .collect();
    view! {
        <li class="answer-row">
            <p class="answer-name">{row.name}<span class="answer-elapsed">{row.elapsed.map(text::length)}</span></p>
            <dl>{entries}</dl>
        </li>
    }
}
