//! The activity that is on: what has been answered, and what to do with it.

use crate::domain::ids::ActivityId;
use crate::domain::session::Command;
use crate::domain::training::ActivityKind;
use crate::domain::views::{ActivityView, AnswerRow, Responses};
use crate::ui::activity::{Outcome, Progress, Seating};
use crate::ui::driver::Driver;
use crate::ui::text;
use leptos::prelude::*;

/// The activity that is on.
#[component]
pub fn ActivityPanel(
    /// The activity.
    activity: Memo<Option<ActivityView>>,
    /// How many have answered, and what.
    responses: Memo<Option<Responses>>,
    /// What each participant answered.
    answers: Memo<Vec<AnswerRow>>,
    /// Who works with whom.
    seating: Memo<Vec<Vec<String>>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let panel = move || {
        let activity = activity.get()?;
        let view = activity.clone();
        let id = activity.activity.id.clone();
        Some(view! {
            <h2 class="panel-label">{activity.activity.title.clone()}</h2>
            {move || responses.get().map(|responses| view! {
                <Progress activity=view.clone() responses=responses.clone()/>
                <Outcome activity=view.clone() responses/>
            })}
            <div class="activity-controls">
                <RevealButton activity=activity.clone() driver/>
                {activity.activity.group_size.map(|size| view! { <GroupsButton id size seating driver/> })}
            </div>
            <Seating seating/>
            <ol class="answers">{move || answers.get().into_iter().map(answer).collect_view()}</ol>
        })
    };
    view! {
        <Show when=move || activity.read().is_none()>
            <h2 class="panel-label">"Activity"</h2>
            <p class="empty">"No activity is open in this section yet."</p>
        </Show>
        {panel}
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
        (ActivityKind::Vote(_), false) => "Close and reveal the answer",
        (_, false) => "Show results to the room",
        (_, true) => "Hide results",
    };
    let (id, revealed) = (activity.activity.id, activity.revealed);
    let order = move |_| {
        let activity = id.clone();
        driver.order(if revealed {
            Command::Conceal { activity }
        } else {
            Command::Reveal { activity }
        });
    };
    view! { <button type="button" class="reveal primary" on:click=order>{words}</button> }
        .into_any()
}

/// Puts everybody who is present into groups; asks first where there are some already.
#[component]
fn GroupsButton(
    /// The activity.
    id: ActivityId,
    /// How many people work together.
    size: u8,
    /// Who works with whom.
    seating: Memo<Vec<Vec<String>>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let asks = RwSignal::new(false);
    let id = StoredValue::new(id);
    let what = if size == 2 {
        "pairs".to_owned()
    } else {
        format!("tables of {size}")
    };
    let form = move || {
        asks.set(false);
        driver.order(Command::FormGroups {
            activity: id.get_value(),
            seed: seed(),
        });
    };
    let words = move || match (seating.read().is_empty(), asks.get()) {
        (true, _) => format!("Form {what}"),
        (false, false) => format!("Form {what} again"),
        (false, true) => "Really? Everybody moves".to_owned(),
    };
    let press = move |_| {
        if seating.read_untracked().is_empty() || asks.get_untracked() {
            form();
        } else {
            asks.set(true);
        }
    };
    view! { <button type="button" class="form-groups" class:danger=move || asks.get() on:click=press>{words}</button> }.into_any()
}

/// Any number makes a seating; this one differs from click to click.
fn seed() -> u64 {
    #[cfg(feature = "hydrate")]
    return crate::ui::browser::performance_now().to_bits();
    #[cfg(not(feature = "hydrate"))]
    0
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
