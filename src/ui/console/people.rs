//! Who has joined, and what they have promised.

use crate::domain::session::Command;
use crate::domain::views::{CommitmentRow, RosterRow};
use crate::ui::driver::Driver;
use crate::ui::projector::Entrance;
use crate::ui::text;
use leptos::prelude::*;

/// Who has joined.
#[component]
pub fn People(
    /// How people come in.
    entrance: Entrance,
    /// Who has joined.
    roster: Memo<Vec<RosterRow>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let count = move || text::count(roster.read().len(), "person", "people");
    view! {
        <h2 class="panel-label">{count}</h2>
        <details class="how-to-join" open=move || roster.read().is_empty()>
            <summary>"How to join"</summary>
            <p>{entrance.address}" · "<strong class="code">{entrance.code.to_string()}</strong></p>
            <figure class="how-to-join-qr" role="img" aria-label="QR code of the join link" inner_html=entrance.qr_svg></figure>
        </details>
        <ul class="roster">
            <For each=move || roster.get() key=|row| row.clone() let(row)>
                <Person row driver/>
            </For>
        </ul>
    }
}

/// One participant.
#[component]
fn Person(
    /// Who.
    row: RosterRow,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let participant = StoredValue::new(row.id);
    let asks = RwSignal::new(false);
    let press = move |_| {
        if asks.get_untracked() {
            driver.order(Command::Remove {
                participant: participant.get_value(),
            });
        } else {
            asks.set(true);
        }
    };
    let commitments = match row.commitments {
        0 => String::new(),
        number => text::count(number, "commitment", "commitments"),
    };
    view! {
        <li class="person">
            <span class="person-name">{row.name}</span>
            <span class="person-state">{row.answered.then_some("answered")}</span>
            <span class="person-commitments">{commitments}</span>
            <button type="button" class="person-remove quiet" class:danger=move || asks.get() on:click=press>
                {move || if asks.get() { "Really remove?" } else { "Remove" }}
            </button>
        </li>
    }
}

/// What has been promised.
#[component]
pub fn Commitments(
    /// All promises.
    commitments: Memo<Vec<CommitmentRow>>,
    /// Where the export is.
    csv: String,
) -> impl IntoView {
    let count = move || text::count(commitments.read().len(), "commitment", "commitments");
    view! {
        <h2 class="panel-label">{count}</h2>
        <a class="download" href=csv download>"Download CSV"</a>
        <ul class="commitments">
            <For each=move || commitments.get() key=|row| row.clone() let(row)>
                <li class="commitment">
                    <p class="commitment-name">{row.name}<span class="commitment-kind">{row.kind}</span></p>
                    <p class="commitment-due">{row.due_label}": "{row.due}</p>
                    <p class="commitment-entries">
                        {row.entries.into_iter().map(|(label, entry)| format!("{label}: {entry}")).collect::<Vec<_>>().join(" · ")}
                    </p>
                </li>
            </For>
        </ul>
    }
}
