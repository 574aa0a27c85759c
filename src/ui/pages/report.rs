//! What a session came to.

use super::export_links::ExportLinks;
use crate::domain::time::Span;
use crate::export::Report;
use crate::ui::activity::{Outcome, Progress};
use crate::ui::text;
use leptos::prelude::*;

/// The report: planned against actual, what was answered, what was promised.
#[component]
pub fn ReportPage(
    /// The report.
    report: Report,
) -> impl IntoView {
    let sections: Vec<_> = report
        .sections
        .iter()
        .map(|section| {
            view! {
                <tr>
                    <th scope="row">{section.title.clone()}</th>
                    <td>{text::length(section.planned)}</td>
                    <td>{text::length(section.actual)}</td>
                    <td>{difference(section.actual, section.planned)}</td>
                </tr>
            }
        })
        .collect();
    let planned: Span = report.sections.iter().map(|section| section.planned).sum();
    let actual: Span = report.sections.iter().map(|section| section.actual).sum();
    let activities: Vec<_> = report
        .activities
        .iter()
        .map(|(activity, responses)| {
            view! {
                <section class="report-activity">
                    <h3>{activity.activity.title.clone()}</h3>
                    <Progress activity=activity.clone() responses=responses.clone()/>
                    <Outcome activity=activity.clone() responses=responses.clone()/>
                </section>
            }
        })
        .collect();
    let commitments: Vec<_> = report
        .commitments
        .iter()
        .map(|line| {
            let entries: Vec<_> = line
                .entries
                .iter()
                .map(|entry| format!("{}: {}", entry.label, entry.text))
                .collect();
            view! {
                <tr>
                    <th scope="row">{line.participant.clone()}</th>
                    <td>{line.kind.clone()}</td>
                    <td>{entries.join(" · ")}</td>
                    <td>{line.due.to_string()}</td>
                </tr>
            }
        })
        .collect();
    let code = report.code.to_string();
    view! {
        <main class="desk report">
            <header class="desk-header">
                <p class="brand"><a href="/facilitate">"Plenary"</a></p>
                <nav>
                    <a href=format!("/s/{code}/console")>"Console"</a>
                    <ExportLinks code=code.clone()/>
                </nav>
            </header>
            <h1>{report.session.clone()}</h1>
            <p>{format!("{} · {} · {}", report.training, report.day, text::count(report.participants, "participant", "participants"))}</p>
            <section class="panel">
                <h2>"Time"</h2>
                <table>
                    <thead><tr><th scope="col">"Section"</th><th scope="col">"Planned"</th><th scope="col">"Actual"</th><th scope="col">"Difference"</th></tr></thead>
                    <tbody>{sections}</tbody>
                    <tfoot><tr><th scope="row">"All"</th><td>{text::length(planned)}</td><td>{text::length(actual)}</td><td>{difference(actual, planned)}</td></tr></tfoot>
                </table>
            </section>
            <section class="panel"><h2>"Responses"</h2>{activities}</section>
            <section class="panel">
                <h2>{text::count(report.commitments.len(), "commitment", "commitments")}</h2>
                <table>
                    <thead><tr><th scope="col">"Who"</th><th scope="col">"What"</th><th scope="col">"Details"</th><th scope="col">"For when"</th></tr></thead>
                    <tbody>{commitments}</tbody>
                </table>
            </section>
        </main>
    }
}

fn difference(actual: Span, planned: Span) -> String {
    // Of whole seconds, as the columns beside it show them.
    let seconds = actual.as_millis() / 1_000 - planned.as_millis() / 1_000;
    let sign = match seconds {
        ..0 => "−",
        0 => "",
        1.. => "+",
    };
    format!("{sign}{}", text::length(Span::from_seconds(seconds.abs())))
}
