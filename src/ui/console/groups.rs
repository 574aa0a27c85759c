//! Groups: who works with whom, and what each has decided.

use crate::domain::ids::ActivityId;
use crate::domain::views::{GroupResult, Responses, Results};
use crate::ui::activity::Seating;
use crate::ui::drawing::{Shown, click, drawn, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use leptos::prelude::*;

/// Puts everybody who is present into groups. The first time it is one tap; to form them again asks
/// first, because everybody would have to move.
#[component]
pub fn GroupsButton(
    /// The activity.
    id: ActivityId,
    /// How many people work together.
    size: u8,
    /// Who works with whom.
    seating: Part<Vec<Vec<String>>>,
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
        driver.order(Order::FormGroups {
            activity: id.get_value(),
            seed: seed(),
        });
    };
    let has_groups = move || !seating.read().is_empty();
    let label = move || {
        let again = if has_groups() { " again" } else { "" };
        format!("Form {what}{again}")
    };
    let press = move |_| {
        if has_groups() {
            asks.set(true);
        } else {
            form();
        }
    };
    view! {
        <Shown
            when=move || asks.get() && has_groups()
            fallback=move || view! { <button type="button" class="form-groups" on:click=click(press)>{words(label.clone())}</button> }
        >
            <div class="asks" role="group" aria-label="Form groups again">
                <p>"Everybody gets a new group: form again?"</p>
                <button type="button" class="form-groups-again danger" on:click=click(move |_| form())>"Form again"</button>
                <button type="button" class="form-groups-keep" on:click=click(move |_| asks.set(false))>"Keep the groups"</button>
            </div>
        </Shown>
    }
}

/// Any number makes a seating; this one differs from click to click.
fn seed() -> u64 {
    #[cfg(feature = "hydrate")]
    return crate::ui::browser::performance_now().to_bits();
    #[cfg(not(feature = "hydrate"))]
    0
}

/// Who works with whom, and in a vote what each group has decided.
#[component]
pub fn Decisions(
    /// Who works with whom.
    seating: Part<Vec<Vec<String>>>,
    /// What was answered.
    responses: Part<Option<Responses>>,
) -> impl IntoView {
    let groups = Memo::new(move |_| match responses.get()?.results? {
        Results::Vote { groups, .. } if !groups.is_empty() => Some(groups),
        _ => None,
    });
    let rows = move || {
        let groups = groups.get().unwrap_or_default().into_iter();
        groups
            .map(|group| decision(&seating.read(), group))
            .collect_view()
            .into_any()
    };
    view! {
        <Shown when=move || groups.read().is_some() fallback=move || view! { <Seating seating/> }>
            <ol class="decisions">{drawn(rows)}</ol>
        </Shown>
    }
}

fn decision(seating: &[Vec<String>], group: GroupResult) -> impl IntoView + use<> {
    let names = seating.get(group.number - 1).map(|names| names.join(", "));
    let decided = group.choice.is_some().to_string();
    let choice = group.choice.unwrap_or_else(|| "not decided yet".to_owned());
    view! {
        <li class="group decision" data-decided=decided>
            <span class="group-number">{group.number}</span>
            <span class="group-names">{names}</span>
            <span class="decision-choice">{choice}</span>
        </li>
    }
}
