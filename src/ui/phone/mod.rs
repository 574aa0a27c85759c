//! What a participant holds: the one thing that matters now, and what is theirs.
//!
//! All forms are plain HTML that the browser can send by itself. The island sends them in place,
//! and keeps what is typed on the device until the server has it.

// `#[island]` makes a struct of the props that cannot be documented.
#![allow(missing_docs)]

mod commitments;
mod form;
mod forms;

use super::activity::{Outcome, Progress};
use super::countdown::Countdowns;
use super::live::Live;
use crate::domain::ids::{ActivityId, JoinCode};
use crate::domain::session::Phase;
use crate::domain::time::Instant;
use crate::domain::training::ActivityKind;
use crate::domain::views::{MyGroup, PhoneView};
use commitments::MyCommitments;
pub use form::Problem;
use form::Sender;
use forms::AnswerForm;
use leptos::prelude::*;

/// The phone.
#[island]
pub fn Phone(
    /// The session.
    code: JoinCode,
    /// The name of this run.
    session: String,
    /// What to show first.
    view: PhoneView,
    /// When the page was rendered.
    now: Instant,
    /// Makes the ids of the commands that this page sends.
    page: String,
    /// What went wrong with the form that has just been sent without JavaScript.
    problem: Option<Problem>,
) -> impl IntoView {
    let live = Live::new(view, now, format!("/s/{code}/events/phone"));
    let (clock, connected) = (live.clock, live.connected);
    let stage = live.part(|view| view.stage.clone());
    let slide_title = live.part(|view| view.slide_title.clone());
    // Without what changes while somebody writes: the form must stay as it is.
    let activity = live.part(|view| view.activity.as_ref().map(|view| view.activity.clone()));
    let shown = live.part(|view| view.activity.clone());
    let responses = live.part(|view| view.responses.clone());
    let mine = live.part(|view| view.mine.clone());
    let timers = Memo::new(move |_| stage.read().timers.clone());
    let group = Memo::new(move |_| mine.read().group.clone());
    let commitments = Memo::new(move |_| mine.read().commitments.clone());
    let sender = StoredValue::new(Sender {
        code: code.clone(),
        page,
        problem,
    });
    let runs = move || matches!(stage.read().phase, Phase::Running { .. });
    let has_ended = move || matches!(stage.read().phase, Phase::Ended { .. });
    let is_closed = move |id: &ActivityId| {
        shown.read().as_ref().is_some_and(|view| {
            view.activity.id == *id
                && view.revealed
                && matches!(view.activity.kind, ActivityKind::Vote(_))
        })
    };
    let promises_now = move || {
        activity
            .read()
            .as_ref()
            .is_some_and(|activity| matches!(activity.kind, ActivityKind::Commitments(_)))
    };
    let form = move || {
        let activity = activity.get()?;
        let title = activity.title.clone();
        let id = activity.id.clone();
        let closed = Signal::derive(move || is_closed(&id));
        let body = match activity.kind {
            ActivityKind::Commitments(ref commitments) => {
                view! { <p class="instructions">{commitments.instructions.clone()}</p> }.into_any()
            }
            _ => view! { <AnswerForm activity mine sender=sender.get_value() closed/> }.into_any(),
        };
        Some(view! {
            <section class="card card-activity" aria-label=title.clone()>
                <h2>{title.clone()}</h2>
                {move || group.get().map(|group| view! { <Group group/> })}
                {body}
                {move || shown.get().zip(responses.get()).filter(|(view, _)| view.revealed).map(|(view, responses)| view! {
                    <Progress activity=view.clone() responses=responses.clone()/>
                    <Outcome activity=view responses/>
                })}
            </section>
        })
    };
    view! {
        <main class="phone">
            <header class="phone-header">
                <p class="phone-session">{session}</p>
                <p class="phone-name">{move || mine.read().name.clone()}</p>
            </header>
            <p class="phone-connection" class:shown=move || !connected.get() role="status">
                {move || if connected.get() { "" } else { "No connection. What you write is kept on this phone." }}
            </p>
            <Show
                when=move || !mine.read().removed
                fallback=|| view! {
                    <section class="card">
                        <h2>"You are off the list"</h2>
                        <p>"The facilitator has taken you off the list of this session. Ask them if you would like to come back."</p>
                    </section>
                }
            >
                <Show when=move || stage.read().phase == Phase::Lobby>
                    <section class="card card-now">
                        <h1>"You are in"</h1>
                        <p>"The session begins in a moment. Keep this page open: it changes by itself."</p>
                    </section>
                </Show>
                <Show when=runs>
                    <section class="card card-now">
                        <p class="now-section">
                            {move || { let section = &stage.read().section; format!("Section {} of {} · {}", section.number, section.count, section.title) }}
                        </p>
                        <h1 class="now-slide">{move || slide_title.get()}</h1>
                        <Countdowns timers clock/>
                    </section>
                    {form}
                </Show>
                <Show when=has_ended>
                    <section class="card card-now">
                        <h1>"Thank you"</h1>
                        <p>"The session is over. What you wrote has been kept."</p>
                    </section>
                </Show>
                <Show when=move || !commitments.read().is_empty()>
                    <MyCommitments commitments sender=sender.get_value() open=Signal::derive(move || runs() && promises_now()) editable=Signal::derive(runs)/>
                </Show>
            </Show>
        </main>
    }
}

/// With whom somebody works.
#[component]
fn Group(
    /// The group.
    group: MyGroup,
) -> impl IntoView {
    let kind = if group.size == 2 { "Pair" } else { "Table" };
    let with = match group.with.as_slice() {
        [] => String::new(),
        [one] => format!(", with {one}"),
        [first @ .., last] => format!(", with {} and {last}", first.join(", ")),
    };
    view! { <p class="group-line"><strong>{format!("{kind} {}", group.number)}</strong>{with}</p> }
        .into_any()
}
