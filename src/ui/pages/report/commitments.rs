//! What was promised, table by table.

use crate::domain::check_in::Outcome;
use crate::domain::views::{CommitmentTable, TablePerson, TablePromise};
use crate::ui::text;
use leptos::prelude::*;

/// All promises, table by table, with those who have made none. What became of them has a column as
/// soon as anybody has said something about it.
#[component]
pub fn CommitmentsPanel(
    /// Everybody at their tables.
    tables: Vec<CommitmentTable>,
    /// The code.
    code: String,
) -> impl IntoView {
    let everybody = || tables.iter().flat_map(|table| &table.people);
    let all = || everybody().flat_map(|person| &person.promises);
    let count = all().count();
    let has_outcomes = all().any(|promise| promise.outcome.is_some());
    let is_seated = tables.iter().any(|table| table.number.is_some());
    let none = (count == 0).then(|| view! { <p class="empty">"Nobody has promised anything."</p> });
    let tables: Vec<_> = tables
        .into_iter()
        .filter(|_| count > 0)
        .map(|table| {
            let title = match table.number {
                Some(number) => format!("Table {number}"),
                None if is_seated => "Without a table".to_owned(),
                None => "Everybody".to_owned(),
            };
            view! { <TablePromises title people=table.people has_outcomes/> }
        })
        .collect();
    view! {
        <section class="panel">
            <h2>{text::count(count, "commitment", "commitments")}</h2>
            {none}
            {tables}
            <p class="report-more"><a href=format!("/s/{code}/check-ins")>"What became of the promises"</a></p>
        </section>
    }
}

/// The promises of those who sit at a table; what belongs to a person stays together.
#[component]
fn TablePromises(
    /// What the table is called.
    title: String,
    /// Who sits there.
    people: Vec<TablePerson>,
    /// Whether there is a column for what became of the promises.
    has_outcomes: bool,
) -> impl IntoView {
    let people: Vec<_> = people
        .into_iter()
        .map(|person| person_rows(person, has_outcomes))
        .collect();
    let became =
        has_outcomes.then(|| view! { <th scope="col" class="became">"What became of it"</th> });
    view! {
        <div class="table-promises">
            <h3>{title.clone()}</h3>
            <table class="words">
                <caption class="visually-hidden">{format!("{title}: commitments")}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="who">"Who"</th>
                        <th scope="col" class="kind">"What"</th>
                        <th scope="col">"Details"</th>
                        <th scope="col" class="due">"For when"</th>
                        {became}
                    </tr>
                </thead>
                {people}
            </table>
        </div>
    }
}

fn person_rows(person: TablePerson, has_outcomes: bool) -> impl IntoView {
    let missing = (!person.missing.is_empty()).then(|| {
        let columns = if has_outcomes { "4" } else { "3" };
        let missing = format!("Not promised: {}", person.missing.join(", "));
        view! { <td class="missing" colspan=columns>{missing}</td> }.into_any()
    });
    let promises = person.promises.into_iter();
    let cells: Vec<_> = promises
        .map(|promise| cells(promise, has_outcomes).into_any())
        .chain(missing)
        .collect();
    let span = cells.len().max(1).to_string();
    let mut who = Some(view! { <th scope="rowgroup" rowspan=span>{person.name}</th> });
    let rows: Vec<_> = cells
        .into_iter()
        .map(|cells| view! { <tr>{who.take()}{cells}</tr> })
        .collect();
    view! { <tbody>{rows}</tbody> }
}

fn cells(promise: TablePromise, has_outcomes: bool) -> impl IntoView {
    let became = has_outcomes.then(|| view! { <td>{promise.outcome.map(became)}</td> });
    view! {
        <td class="kind">{promise.row.kind}</td>
        <td>{details(&promise.row.entries)}</td>
        <td class="due">{promise.due.strftime("%a %-d %b %Y").to_string()}</td>
        {became}
    }
}

/// What was entered; nothing is left of entries that have been deleted.
fn details(entries: &[(String, String)]) -> String {
    let entries = entries.iter().filter(|(_, entry)| !entry.is_empty());
    let entries: Vec<_> = entries
        .map(|(label, entry)| format!("{label}: {entry}"))
        .collect();
    entries.join(" · ")
}

fn became(outcome: Outcome) -> String {
    match outcome {
        Outcome::Done => "✓ Done".to_owned(),
        Outcome::Moved { to } => format!("→ Moved to {}", to.strftime("%-d %b %Y")),
        Outcome::Dropped { why } if why.is_empty() => "✕ Dropped".to_owned(),
        Outcome::Dropped { why } => format!("✕ Dropped: {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_been_deleted_leaves_no_empty_label() {
        let entry = |label: &str, entry: &str| (label.to_owned(), entry.to_owned());
        let written = [entry("Document", "The doc"), entry("Rep", "Kim")];
        assert_eq!(details(&written), "Document: The doc · Rep: Kim");
        let deleted = [entry("Document", ""), entry("Rep", "")];
        assert_eq!(details(&deleted), "");
        let why = String::new();
        assert_eq!(became(Outcome::Dropped { why }), "✕ Dropped");
    }
}
