//! Where a participant comes back to after the session: their promises, and what became of them.
//! Plain forms, so that it works on whatever they open it with, a week later.

mod check_in;
mod erase;
mod promise;

pub use erase::{ErasePage, ErasedPage};

use crate::domain::check_in::Outcome;
use crate::domain::ids::FieldId;
use crate::domain::training::Phrases;
use crate::domain::views::{BuddyView, ReturnPromise, ReturnView};
use crate::ui::phone::{CopyAndPrint, shared_promises};
use leptos::prelude::*;
use promise::Promise;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What somebody has sent and the server has refused, as it was entered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReturnProblem {
    /// Which form.
    pub form: String,
    /// Why, and what to do.
    pub message: String,
    /// What was typed into the fields of a promise.
    pub fields: BTreeMap<FieldId, String>,
    /// The date of the promise that was entered.
    pub due: String,
    /// What was said became of it.
    pub outcome: String,
    /// The date to which it was to be moved.
    pub to: String,
    /// Why it was to be given up.
    pub why: String,
}

/// What the forms of the page share.
#[derive(Clone)]
struct Desk {
    /// The address of the page.
    base: String,
    /// What would better not be said.
    phrases: Arc<[Phrases]>,
    /// What has just been refused.
    problem: Option<ReturnProblem>,
}

impl Desk {
    fn problem_of(&self, form: &str) -> Option<&ReturnProblem> {
        self.problem.as_ref().filter(|problem| problem.form == form)
    }
}

/// A participant's promises after the session.
#[component]
pub fn ReturnPage(
    /// The name of this run.
    session: String,
    /// The name of the training.
    training: String,
    /// The path of this page.
    base: String,
    /// The whole address of this page.
    link: String,
    /// The same as a QR code.
    qr: String,
    /// What there is to see.
    view: ReturnView,
    /// What would better not be said.
    phrases: Arc<[Phrases]>,
    /// What has just been refused.
    problem: Option<ReturnProblem>,
) -> impl IntoView {
    let desk = Desk {
        base: base.clone(),
        phrases,
        problem,
    };
    let is_asked = !view.removed && view.promises.iter().any(is_due);
    let body = if view.removed {
        view! { <p class="card">"The facilitator has taken you off the list. You can still delete what you wrote."</p> }
            .into_any()
    } else {
        let promises: Vec<_> = view
            .promises
            .into_iter()
            .map(|promise| view! { <Promise promise desk=desk.clone()/> })
            .collect();
        let early = promises.is_empty().then(|| {
            view! { <p class="card">"You have promised nothing yet. Your promises will be here as soon as the session comes to them."</p> }
        });
        view! {
            {early}
            {promises}
            <Buddies base=base.clone() buddies=view.buddies shares=view.shares_with_buddies/>
            <TakeHome base=base.clone()/>
        }
        .into_any()
    };
    // First to keep the link; once a promise is asked about, that comes first.
    let link = view! { <OwnLink link qr/> };
    let body = if is_asked {
        view! { {body} {link} }.into_any()
    } else {
        view! { {link} {body} }.into_any()
    };
    let running = view.is_running.then(|| {
        view! { <p class="card">"The session is still on. This page is yours for afterwards."</p> }
    });
    let expires = view.expires.map(|day| {
        format!("Everything about this session is deleted on {day}. You can delete what is yours earlier.")
    });
    view! {
        <main class="phone returning">
            <header class="phone-header">
                <p class="phone-session">{session}</p>
                <p class="phone-name">{view.name}</p>
            </header>
            <h1>{training}</h1>
            {running}
            {body}
            <footer class="returning-footer">
                <p>{expires}</p>
                <p><a href=format!("{base}/delete")>"Delete what I wrote"</a></p>
            </footer>
        </main>
    }
}

/// The address of the page, to be kept.
#[component]
fn OwnLink(
    /// The whole address.
    link: String,
    /// The same as a QR code.
    qr: String,
) -> impl IntoView {
    view! {
        <section class="card" aria-label="My link">
            <h2>"Keep this link"</h2>
            <p>"It is yours alone and shown only here: bookmark this page, or add the calendar, which brings you back. Whoever has it sees what you promised."</p>
            <p class="own-link" id="own-link">{link}</p>
            <p class="keep-tools"><CopyAndPrint what="own-link"/></p>
            <details>
                <summary>"As a QR code, for another device"</summary>
                <div class="own-link-qr" role="img" aria-label="QR code of this page" inner_html=qr></div>
            </details>
        </section>
    }
}

/// Those who wrote together, and whether they may see each other's promises.
#[component]
fn Buddies(
    /// The path of this page.
    base: String,
    /// The buddies.
    buddies: Vec<BuddyView>,
    /// Whether this participant shares their promises.
    shares: bool,
) -> impl IntoView {
    if buddies.is_empty() {
        return ().into_any();
    }
    let send = if shares {
        "Stop sharing"
    } else {
        "Share my promises"
    };
    let shared: Vec<_> = buddies.into_iter().map(shared_promises).collect();
    view! {
        <section class="card card-buddies" aria-label="My buddy">
            <h2>"My buddy"</h2>
            {shared}
            <p class="field-help">"Each of you sees what the other promised only when both share."</p>
            <form class="phone-form" method="post" action=format!("{base}/share")>
                <input type="hidden" name="share" value=(!shares).to_string()/>
                <button type="submit">{send}</button>
            </form>
        </section>
    }
    .into_any()
}

/// What can be taken from here.
#[component]
fn TakeHome(
    /// The path of this page.
    base: String,
) -> impl IntoView {
    view! {
        <section class="card" aria-label="To take home">
            <h2>"To take home"</h2>
            <p class="keep-tools">
                <a class="button" href=format!("{base}/commitments.ics")>"Add to my calendar"</a>
                <a class="button" href=format!("{base}/keep")>"What I wrote and the templates"</a>
                <a class="button" href=format!("{base}/keep.md") download>"The same as Markdown"</a>
            </p>
        </section>
    }
}

fn is_due(promise: &ReturnPromise) -> bool {
    promise.open.as_ref().is_some_and(|open| open.is_due)
}

/// What became of a promise, in a few words.
fn said(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Done => "Done".to_owned(),
        Outcome::Moved { to } => format!("Moved to {}", to.strftime("%A %-d %B %Y")),
        Outcome::Dropped { why } => format!("Dropped: {why}"),
    }
}
