//! The parts of a phone, and the page that is made of them.

use super::form::{Problem, Sender};
use super::island::Phone;
use super::{activity, buddies, commitments, keep, now, return_link};
use crate::domain::session::Phase;
use crate::domain::time::Instant;
use crate::domain::views::{FormsView, Mine, PhoneView};
use leptos::prelude::*;

/// The parts of a phone's page, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartName {
    /// What is going on.
    Now,
    /// With whom a participant works.
    Group,
    /// The form of the activity.
    Activity,
    /// What has come of the activity.
    Outcome,
    /// A participant's promises.
    Commitments,
    /// Those who wrote with them.
    Buddies,
    /// What they keep of the training.
    Keep,
}

impl PartName {
    /// All parts, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Now,
        Self::Group,
        Self::Activity,
        Self::Outcome,
        Self::Commitments,
        Self::Buddies,
        Self::Keep,
    ];

    /// By which a part is found in the page and in the feed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Group => "group",
            Self::Activity => "activity",
            Self::Outcome => "outcome",
            Self::Commitments => "commitments",
            Self::Buddies => "buddies",
            Self::Keep => "keep",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Now => "part card card-now",
            Self::Activity => "part card card-activity",
            _ => "part",
        }
    }
}

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
        let nothing = PartName::ALL.map(|name| (name, ().into_any()));
        let mut parts = Vec::from(nothing);
        parts[0].1 = now::removed();
        return parts;
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

fn has_form(view: &FormsView, mine: &Mine, form: &str) -> bool {
    if mine.removed {
        return false;
    }
    let activity = view.activity.as_ref();
    let is_activity = activity.is_some_and(|view| view.activity.id.as_str() == form);
    let mut commitments = mine.commitments.iter();
    is_activity || commitments.any(|one| form == format!("commitment-{}", one.kind.id))
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
    /// When the page is rendered.
    now: Instant,
    /// What the forms share.
    sender: Sender,
) -> impl IntoView {
    let timers = if mine.removed {
        Vec::new()
    } else {
        view.stage.timers.clone()
    };
    let homeless = sender.problem.clone();
    let homeless = homeless.filter(|problem| !has_form(&view.forms, &mine, &problem.form));
    let mut parts = own_parts(&view.forms, &mine, &sender);
    for (name, part) in shared_parts(&view, &sender) {
        if !parts.iter().any(|(own, _)| *own == name) {
            parts.push((name, part));
        }
    }
    parts.sort_by_key(|(name, _)| *name as u8);
    let parts: Vec<_> = parts
        .into_iter()
        .map(|(name, part)| {
            view! { <div class=name.class() data-part=name.as_str()>{part}</div> }
        })
        .collect();
    view! {
        <main class="phone">
            <header class="phone-header">
                <p class="phone-session">{session}</p>
                <p class="phone-name">{mine.name}</p>
            </header>
            {homeless.map(refused)}
            <Phone code=sender.code now timers phrases=view.forms.phrases.to_vec()>{parts}</Phone>
        </main>
    }
}
