//! The parts of a phone, and the page that is made of them.

use super::carried::Carried;
use super::form::{Problem, Sender};
use super::live::Phone;
use super::part_name::PartName;
use super::{activity, buddies, commitments, keep, now, return_link};
use crate::domain::rehearsal::Reading;
use crate::domain::session::Phase;
use crate::domain::views::{FormsView, Mine, PhoneView, TimerView};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The parts that are the same on every phone.
pub fn shared_parts(view: &PhoneView, sender: &Sender) -> Vec<(PartName, AnyView)> {
    vec![
        (PartName::Now, now::now(view)),
        (
            PartName::Activity,
            activity::form(&view.forms, None, sender),
        ),
        (PartName::Outcome, activity::outcome(view)),
        (PartName::Keep, kept(view, sender)),
    ]
}

/// The parts that are only one participant's; they replace shared parts of the same names.
pub fn own_parts(view: &FormsView, mine: &Mine, sender: &Sender) -> Vec<(PartName, AnyView)> {
    if mine.removed {
        let parts = PartName::ALL.iter().map(|&name| match name {
            PartName::Now => (name, now::removed()),
            _ => (name, ().into_any()),
        });
        return parts.collect();
    }
    let group = mine.group.as_ref().filter(|_| view.running);
    let promises = commitments::commitments(&mine.commitments, view, sender);
    let mut parts = vec![
        (PartName::Group, group.map(activity::group_line).into_any()),
        (PartName::Commitments, promises),
        (PartName::Buddies, buddies::buddies(mine, sender)),
    ];
    let has_own_form = mine.answer.is_some()
        || sender.problem.is_some()
        || sender.page.is_some()
        || group.is_some_and(|group| group.choice.is_some());
    if has_own_form {
        let form = activity::form(view, Some(mine), sender);
        parts.push((PartName::Activity, form));
    }
    parts
}

/// The countdowns of somebody, where they are not the same as for all: who is off the list has none.
pub fn own_timers(mine: &Mine) -> Option<Vec<TimerView>> {
    mine.removed.then(Vec::new)
}

/// The forms on somebody's page.
fn form_ids(view: &FormsView, mine: &Mine) -> Vec<String> {
    if mine.removed {
        return Vec::new();
    }
    let commitments = mine.commitments.iter().map(commitments::form_id);
    commitments
        .chain(activity::form_id(view))
        .chain(buddies::form_id(mine))
        .collect()
}

/// For a form that has been refused and is not on the page any more: what was typed is not lost.
fn refused(problem: Problem) -> impl IntoView {
    let typed: Vec<_> = problem
        .fields
        .into_values()
        .filter(|text| !text.trim().is_empty())
        .map(|text| view! { <blockquote class="typed">{text}</blockquote> })
        .collect();
    let lead = (!typed.is_empty()).then(|| view! { <p>"What you had typed:"</p> });
    view! {
        <section class="card" role="alert">
            <p class="form-status" data-tone="refused">{problem.message}</p>
            {lead}
            {typed}
        </section>
    }
}

fn kept(view: &PhoneView, sender: &Sender) -> AnyView {
    if view.stage.phase == Phase::Lobby {
        return ().into_any();
    }
    let page = format!("/s/{}/keep", sender.code);
    let link = view
        .asks_for_return
        .then(|| return_link::return_link(&sender.code));
    view! { {link} {keep::keep(&view.takeaways, &view.scripts, page)} }.into_any()
}

/// The whole page.
#[component]
pub fn PhonePage(
    /// The name of this run.
    session: String,
    /// What is the same on every phone.
    view: PhoneView,
    /// What is only this participant's.
    mine: Mine,
    /// What the clock shows when the page is rendered.
    now: Reading,
    /// What the forms share.
    sender: Sender,
) -> impl IntoView {
    let timers = own_timers(&mine).unwrap_or_else(|| view.stage.timers.clone());
    let homeless = sender.problem.clone();
    let homeless = homeless.filter(|problem| !form_ids(&view.forms, &mine).contains(&problem.form));
    let mut parts: BTreeMap<_, _> = shared_parts(&view, &sender).into_iter().collect();
    parts.extend(own_parts(&view.forms, &mine, &sender));
    let parts: Vec<_> = parts
        .into_iter()
        .map(|(name, part)| {
            view! { <div class=name.class() data-part=name.as_str()>{part}</div> }
        })
        .collect();
    let carried = Carried {
        code: sender.code,
        now,
        timers,
        phrases: view.forms.phrases.to_vec(),
    };
    view! {
        <main class="phone">
            <header class="phone-header">
                <p class="phone-session">{session}</p>
                <p class="phone-name">{mine.name}</p>
            </header>
            {homeless.map(refused)}
            <Phone carried>{parts}</Phone>
        </main>
    }
}
