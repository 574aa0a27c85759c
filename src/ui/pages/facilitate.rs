//! The facilitator's desk: trainings, and sessions past and running.

use crate::domain::session::MOST_PARTICIPANTS;
use crate::domain::training::Training;
use crate::ui::island::island;
use crate::ui::text;
use crate::ui::time_zone::DayAndTimeZone;
use leptos::prelude::*;
use std::sync::Arc;

/// A session in the list.
#[derive(Clone, Debug)]
pub struct SessionItem {
    /// The code.
    pub code: String,
    /// The name of this run.
    pub title: String,
    /// The name of the training.
    pub training: String,
    /// The day, as people read it.
    pub day: String,
    /// Whether it is over.
    pub ended: bool,
    /// Whether only the facilitator was real.
    pub is_rehearsal: bool,
}

/// Trainings, a form for a new session, and all sessions.
#[component]
pub fn FacilitatePage(
    /// The trainings that can be run.
    trainings: Vec<Arc<Training>>,
    /// All sessions, the newest first.
    sessions: Vec<SessionItem>,
    /// Today where the server is, ISO 8601.
    date: String,
    /// Where the server is, an IANA name.
    time_zone: String,
    /// Whether they have a password.
    has_account: bool,
) -> impl IntoView {
    let account = has_account.then(|| view! { <a class="quiet" href="/account">"Password"</a> });
    let (past, open): (Vec<_>, Vec<_>) = sessions.into_iter().partition(|session| session.ended);
    let cards: Vec<_> = trainings
        .into_iter()
        .map(|training| {
            let (date, time_zone) = (date.clone(), time_zone.clone());
            view! { <TrainingCard training date time_zone/> }
        })
        .collect();
    view! {
        <main class="desk">
            <header class="desk-header">
                <p class="brand">"Plenary"</p>
                <nav>
                    {account}
                    <form method="post" action="/sign-out"><button type="submit" class="quiet">"Sign out"</button></form>
                </nav>
            </header>
            <h1>"Sessions"</h1>
            <SessionList title="Open" sessions=open empty="No session is open. Start one below."/>
            <h1>"Trainings"</h1>
            <div class="training-cards">{cards}</div>
            <SessionList title="Past" sessions=past empty="No session has ended yet."/>
        </main>
    }
}

#[component]
fn TrainingCard(
    /// The training.
    training: Arc<Training>,
    /// Today.
    date: String,
    /// Where the server is.
    time_zone: String,
) -> impl IntoView {
    let sections: Vec<_> = training
        .sections
        .iter()
        .map(|section| view! { <li><span>{section.title.clone()}</span><span class="minutes">{text::minutes(section.planned)}</span></li> })
        .collect();
    view! {
        <section class="panel training-card">
            <h2>{training.title.clone()}</h2>
            <p>{training.summary.clone()}</p>
            <p class="training-length">{format!("{} in {}", text::minutes(training.planned()), text::count(training.sections.len(), "section", "sections"))}</p>
            <ol class="training-sections">{sections}</ol>
            <div class="training-start">
                <form class="new-session" method="post" action="/facilitate/sessions">
                    <input type="hidden" name="training" value=training.slug.clone()/>
                    <label class="field">
                        <span class="field-label">"Name of this session"</span>
                        <input type="text" name="title" required maxlength="80" placeholder="Lisbon, November" autocomplete="off"/>
                    </label>
                    {island(DayAndTimeZone { date, time_zone })}
                    <button type="submit" class="primary">"Start a session"</button>
                </form>
                <Rehearse slug=training.slug.clone()/>
            </div>
        </section>
    }
}

/// A form for a rehearsal, folded away.
#[component]
fn Rehearse(
    /// Names the training.
    slug: String,
) -> impl IntoView {
    let speeds: Vec<_> = SPEEDS
        .iter()
        .map(|(times, words)| view! { <option value=times.to_string()>{*words}</option> })
        .collect();
    view! {
        <details class="rehearse">
            <summary>"Rehearse"</summary>
            <p>"Everything is as in a session, with simulated participants who join, answer and commit. Nothing of it is exported; the report shows your timing."</p>
            <form class="new-session" method="post" action="/facilitate/rehearsals">
                <input type="hidden" name="training" value=slug/>
                <label class="field">
                    <span class="field-label">"Simulated participants"</span>
                    <input type="number" name="participants" required min="0" max=MOST_PARTICIPANTS.to_string() value="24"/>
                </label>
                <label class="field">
                    <span class="field-label">"Speed"</span>
                    <select name="speed">{speeds}</select>
                </label>
                <button type="submit">"Start a rehearsal"</button>
            </form>
        </details>
    }
}

/// Speeds that are offered, in words.
const SPEEDS: [(u8, &str); 5] = [
    (1, "as it will be"),
    (2, "twice as fast"),
    (5, "5 times as fast"),
    (10, "10 times as fast"),
    (20, "20 times as fast"),
];

#[component]
fn SessionList(
    /// What the list is called.
    title: &'static str,
    /// The sessions.
    sessions: Vec<SessionItem>,
    /// What to say where there are none.
    empty: &'static str,
) -> impl IntoView {
    let nothing = sessions
        .is_empty()
        .then(|| view! { <p class="empty">{empty}</p> });
    let rows: Vec<_> = sessions
        .into_iter()
        .map(|session| {
            let address = |end: &str| format!("/s/{}/{end}", session.code);
            let (console, report, end, delete) =
                (address("console"), address("report"), address("end"), address("delete"));
            let check_ins = (!session.is_rehearsal)
                .then(|| view! { <a class="button" href=address("check-ins")>"Check-ins"</a> });
            let badge = session.is_rehearsal.then(|| view! { <span class="badge">"Rehearsal"</span> });
            let moves = if session.ended {
                view! {
                    <a class="button" href=report>"Report"</a>
                    {check_ins}
                }
                .into_any()
            } else {
                view! {
                    <a class="button primary" href=console>"Console"</a>
                    <form method="post" action=end><button type="submit">"End"</button></form>
                }
                .into_any()
            };
            view! {
                <li class="session-row">
                    <p class="session-words">
                        <strong>{session.title}</strong>
                        {badge}
                        <span>{session.training}" · "{session.day}" · "<span class="code">{session.code.clone()}</span></span>
                    </p>
                    <div class="session-moves">{moves}<a class="quiet" href=delete>"Delete"</a></div>
                </li>
            }
        })
        .collect();
    view! {
        <section class="panel session-list">
            <h2>{title}</h2>
            {nothing}
            <ul>{rows}</ul>
        </section>
    }
}

/// Asks before a session is deleted.
#[component]
pub fn DeletePage(
    /// The code.
    code: String,
    /// The name of this run.
    title: String,
    /// How many have joined.
    people: usize,
    /// How many promises have been made.
    commitments: usize,
) -> impl IntoView {
    let contents = format!(
        "{} and {} go with it, for good. Download the commitments first if somebody needs them.",
        text::count(people, "person", "people"),
        text::count(commitments, "commitment", "commitments")
    );
    view! {
        <main class="sheet">
            <p class="brand"><a href="/facilitate">"Plenary"</a></p>
            <h1>{format!("Delete “{title}”?")}</h1>
            <p>{contents}</p>
            <p><a href=format!("/s/{code}/export/commitments.csv") download>"Download CSV"</a></p>
            <form method="post" action=format!("/s/{code}/delete")><button type="submit" class="danger">"Delete for good"</button></form>
            <p><a href="/facilitate">"Keep it"</a></p>
        </main>
    }
}
