//! What became of the promises of a room.

use crate::domain::check_in::Outcome;
use crate::domain::views::{Cohort, CohortCheckIn, CohortPerson, CohortPromise};
use crate::ui::pages::wide::Wide;
use crate::ui::text;
use leptos::prelude::*;

/// Promised against shipped: check-in by check-in, and person by person.
#[component]
pub fn CohortPage(
    /// The code.
    code: String,
    /// The name of this run.
    session: String,
    /// What has become of the promises.
    cohort: Cohort,
) -> impl IntoView {
    let Cohort {
        check_ins,
        kinds,
        people,
    } = cohort;
    let without = check_ins.is_empty().then(|| {
        view! { <p class="empty">"This training asks nobody what became of the promises: its commitments have no check-ins."</p> }
    });
    let check_ins: Vec<_> = check_ins
        .into_iter()
        .map(|check_in| view! { <CheckInResult check_in/> })
        .collect();
    view! {
        <main class="desk report cohort">
            <header class="desk-header">
                <p class="brand"><a href="/facilitate">"Plenary"</a></p>
                <nav>
                    <a href=format!("/s/{code}/console")>"Console"</a>
                    <a href=format!("/s/{code}/report")>"Report"</a>
                </nav>
            </header>
            <h1>"What became of the promises"</h1>
            <p>{session}</p>
            {without}
            {check_ins}
            <MailMerge code/>
            <People kinds people/>
        </main>
    }
}

/// What was answered at a check-in.
#[component]
fn CheckInResult(
    /// The check-in.
    check_in: CohortCheckIn,
) -> impl IntoView {
    let rows: Vec<_> = check_in
        .kinds
        .iter()
        .map(|tally| {
            let unanswered = tally.unanswered();
            view! {
                <tr>
                    <th scope="row">{tally.kind.clone()}</th>
                    <td>{tally.promised}</td>
                    <td>{tally.done}</td>
                    <td>{tally.moved}</td>
                    <td>{tally.dropped}</td>
                    <td>{unanswered}</td>
                </tr>
            }
        })
        .collect();
    let when = if check_in.is_due {
        format!("Asked since {}.", check_in.day)
    } else {
        format!("Asked from {} on; some may answer before.", check_in.day)
    };
    let waiting = (check_in.is_due && !check_in.waiting_for.is_empty())
        .then(|| format!("No answer yet from {}.", check_in.waiting_for.join(", ")));
    view! {
        <section class="panel">
            <h2>{check_in.title.clone()}</h2>
            <p>{when}</p>
            <Wide label=check_in.title.clone()>
                <table class="numbers">
                    <caption class="visually-hidden">{check_in.title}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Promise"</th>
                            <th scope="col">"Promised"</th>
                            <th scope="col">"Done"</th>
                            <th scope="col">"Moved"</th>
                            <th scope="col">"Dropped"</th>
                            <th scope="col">"No answer"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Wide>
            <p class="waiting-for">{waiting}</p>
        </section>
    }
}

/// The file for a mail program.
#[component]
fn MailMerge(
    /// The code.
    code: String,
) -> impl IntoView {
    view! {
        <section class="panel">
            <h2>"Ask them"</h2>
            <p>"A file for the mail merge of your mail program: name, personal link, and what was promised. Plenary itself sends nothing. Each download makes new links; those that people have already stay good. Whoever has the file can open everybody’s promises: delete it after sending."</p>
            <form method="post" action=format!("/s/{code}/check-ins/mail-merge")>
                <button type="submit" class="primary">"Download the mail-merge file"</button>
            </form>
        </section>
    }
}

/// Everybody, with what became of each promise.
#[component]
fn People(
    /// The kinds of promises.
    kinds: Vec<String>,
    /// Everybody.
    people: Vec<CohortPerson>,
) -> impl IntoView {
    let heads: Vec<_> = kinds
        .into_iter()
        .map(|kind| view! { <th scope="col">{kind}</th> })
        .collect();
    let title = text::count(people.len(), "participant", "participants");
    let rows: Vec<_> = people
        .into_iter()
        .map(|person| {
            let cells: Vec<_> = person
                .promises
                .into_iter()
                .map(|promise| view! { <td>{promise.map_or_else(|| "—".to_owned(), state)}</td> })
                .collect();
            view! { <tr><th scope="row">{person.name}</th>{cells}</tr> }
        })
        .collect();
    view! {
        <section class="panel">
            <h2>{title}</h2>
            <Wide label="Everybody, with what became of each promise">
                <table>
                    <caption class="visually-hidden">"Everybody, with what became of each promise"</caption>
                    <thead><tr><th scope="col">"Who"</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Wide>
        </section>
    }
}

fn state(promise: CohortPromise) -> String {
    let day = promise.due.strftime("%-d %b %Y");
    match promise.outcome {
        None => format!("Promised for {day}"),
        Some(Outcome::Done) => "✓ Done".to_owned(),
        Some(Outcome::Moved { .. }) => format!("→ Moved to {day}"),
        Some(Outcome::Dropped { why }) => format!("✕ Dropped: {why}"),
    }
}
