//! The commitments of the room, in the order in which the tables read them aloud.

use crate::domain::session::CommitmentName;
use crate::domain::training::ActivityKind;
use crate::domain::views::{ActivityView, CommitmentRow, Responses};
use crate::ui::activity::progress;
use crate::ui::drawing::{Shown, attribute, click, each, is_so, whenever, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use crate::ui::text;
use leptos::html;
use leptos::prelude::*;

/// All commitments, table by table, each to be shown to the room while it is read aloud.
#[component]
pub fn Commitments(
    /// All commitments, in the order of the tables.
    commitments: Part<Vec<CommitmentRow>>,
    /// The activity that is on.
    activity: Part<Option<ActivityView>>,
    /// How many have answered it.
    responses: Part<Option<Responses>>,
    /// Where the export is, if there is one.
    csv: Option<String>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let count = move || text::count(commitments.read().len(), "commitment", "commitments");
    let complete = move || {
        let (activity, responses) = activity.get().zip(responses.get())?;
        let asks = matches!(activity.activity.kind, ActivityKind::Commitments(_));
        asks.then(|| progress(&activity, &responses))
    };
    let tables = move || {
        let mut tables: Vec<_> = commitments.read().iter().map(|row| row.group).collect();
        tables.dedup();
        tables
    };
    view! {
        <div class="reading-head">
            <h2 class="panel-label">{words(count)}</h2>
            <p class="reading-progress">{words(move || complete().unwrap_or_default())}</p>
            <div class="reading-moves">
                <Shown when=move || !commitments.read().is_empty()>
                    <Moves commitments driver/>
                </Shown>
                {csv.map(|csv| view! { <a class="download" href=csv download>"Download CSV"</a> })}
            </div>
        </div>
        <div class="commitments">
            {each(tables, |table| table.unwrap_or_default().to_string(), move |table| view! { <Table table commitments driver/> }.into_any())}
        </div>
    }
}

/// What moves the queue: the next one that has not been read, and nothing.
#[component]
fn Moves(
    /// All commitments.
    commitments: Part<Vec<CommitmentRow>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let next = Memo::new(move |_| next_unread(&commitments.read()));
    let is_reading = move || commitments.read().iter().any(|row| row.reading);
    let show_next = move |_| {
        if let Some(name) = next.get_untracked() {
            driver.order(Order::ReadAloud(Some(name)));
        }
    };
    view! {
        <button type="button" class="reading-next primary" disabled=is_so(move || next.read().is_none()) on:click=click(show_next)>
            {words(move || if is_reading() { "Next" } else { "Read the next one aloud" }.to_owned())}
        </button>
        <button type="button" class="reading-off" disabled=is_so(move || !is_reading())
            on:click=click(move |_| driver.order(Order::ReadAloud(None)))>"Take it off"</button>
    }
}

/// The first that has not been read, after the one that is being read, or else from the beginning.
fn next_unread(rows: &[CommitmentRow]) -> Option<CommitmentName> {
    let reading = rows.iter().position(|row| row.reading);
    let (before, after) = rows.split_at(reading.unwrap_or(0));
    let mut queue = after.iter().chain(before);
    let next = queue.find(|row| !row.read && !row.reading && !row.hidden)?;
    Some(named(next))
}

fn named(row: &CommitmentRow) -> CommitmentName {
    CommitmentName {
        participant: row.participant.clone(),
        kind: row.kind_id.clone(),
    }
}

fn key(name: &CommitmentName) -> String {
    format!("{} {}", name.participant, name.kind)
}

/// The commitments of one table.
#[component]
fn Table(
    /// Which; none for those who sit at no table.
    table: Option<usize>,
    /// All commitments.
    commitments: Part<Vec<CommitmentRow>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let title = table.map_or("No table".to_owned(), |table| format!("Table {table}"));
    let names = move || {
        let rows = commitments.read();
        let rows = rows.iter().filter(|row| row.group == table);
        rows.map(named).collect()
    };
    view! {
        <section class="reading-table">
            <h3>{title}</h3>
            <ul>
                {each(names, key, move |name| view! { <OneCommitment name commitments driver/> }.into_any())}
            </ul>
        </section>
    }
}

/// One commitment: whose, what, and whether the room has heard it. It stays in place while its
/// state changes, and so does the focus.
#[component]
fn OneCommitment(
    /// Which.
    name: CommitmentName,
    /// All commitments.
    commitments: Part<Vec<CommitmentRow>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let wanted = name.clone();
    let row = Memo::new(move |_| {
        let rows = commitments.read();
        rows.iter().find(|row| named(row) == wanted).cloned()
    });
    let is = move |state: fn(&CommitmentRow) -> bool| row.read().as_ref().is_some_and(state);
    let state = move || match () {
        () if is(|row| row.reading) => "reading",
        () if is(|row| row.hidden) => "hidden",
        () if is(|row| row.read) => "read",
        () => "unread",
    };
    let mark = move || match state() {
        "reading" => "being read aloud",
        "hidden" => "hidden from the projector",
        "read" => "✓ read",
        _ => "",
    };
    let node = NodeRef::<html::Li>::new();
    whenever(move || {
        if is(|row| row.reading)
            && let Some(row) = node.get()
        {
            keep_in_sight(&row);
        }
    });
    let press = move |_| {
        let on = !is(|row| row.reading);
        driver.order(Order::ReadAloud(on.then(|| name.clone())));
    };
    let does = move || {
        let is_reading = is(|row| row.reading);
        if is_reading { "Take it off" } else { "Show" }
    };
    let of_row = move |part: fn(CommitmentRow) -> String| {
        words(move || row.get().map(part).unwrap_or_default())
    };
    let label = move || {
        let row = row.get();
        row.map_or(String::new(), |row| {
            format!("{}: {}, {}", does(), row.name, row.kind)
        })
    };
    view! {
        <li class="commitment" data-state=attribute(move || state().to_owned()) node_ref=node>
            <p class="commitment-name">{of_row(|row| row.name)}
                <span class="commitment-kind">{of_row(|row| row.kind)}</span>
            </p>
            <p class="commitment-entries"><span class="commitment-due">{of_row(due)}</span>{of_row(entries)}</p>
            <p class="commitment-state">{words(move || mark().to_owned())}</p>
            <button type="button" class="commitment-show" aria-label=attribute(label) disabled=is_so(move || is(|row| row.hidden))
                on:click=click(press)>{words(move || does().to_owned())}</button>
        </li>
    }
}

/// Scrolls the panel, where it scrolls for itself; never the page, which somebody may be reading.
#[cfg(feature = "hydrate")]
fn keep_in_sight(row: &web_sys::HtmlElement) {
    if let Ok(Some(panel)) = row.closest(".panel") {
        panel.set_scroll_top(row.offset_top() - panel.client_height() / 2);
    }
}

/// Only a browser scrolls.
#[cfg(not(feature = "hydrate"))]
fn keep_in_sight<T>(_: &T) {}

/// For when.
fn due(row: CommitmentRow) -> String {
    format!("{}: {}", row.due_label, row.due)
}

/// What was entered, in the same line as the date before it.
fn entries(row: CommitmentRow) -> String {
    let entries = row.entries.into_iter();
    entries
        .map(|(label, entry)| format!(" · {label}: {entry}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, is_read: bool) -> CommitmentRow {
        CommitmentRow {
            participant: name.into(),
            kind_id: "kind".into(),
            name: name.to_owned(),
            kind: String::new(),
            entries: vec![],
            due_label: String::new(),
            due: String::new(),
            group: None,
            read: is_read,
            reading: false,
            hidden: false,
        }
    }

    fn next(rows: &[CommitmentRow]) -> Option<String> {
        next_unread(rows).map(|name| name.participant.to_string())
    }

    #[test]
    fn next_is_the_first_unread_after_the_one_that_is_read_and_then_from_the_beginning() {
        let mut rows = [
            row("a", false),
            row("b", true),
            row("c", false),
            row("d", false),
        ];
        assert_eq!(next(&rows).as_deref(), Some("a"));
        rows[1].reading = true;
        assert_eq!(next(&rows).as_deref(), Some("c"));
        rows[2].hidden = true;
        assert_eq!(next(&rows).as_deref(), Some("d"));
        rows[3].read = true;
        assert_eq!(next(&rows).as_deref(), Some("a"));
        rows[0].read = true;
        assert_eq!(next(&rows), None);
    }
}
