//! The session beside earlier ones of the same training.

use crate::export::{Comparison, Run, SectionLine, SectionRuns};
use crate::ui::pages::wide::Wide;
use crate::ui::text;
use leptos::prelude::*;

/// This session and the earlier ones: one table of what they came to, and one of how their sections
/// kept to the plan.
#[component]
pub fn EarlierPanel(
    /// The sessions, this one first.
    comparison: Comparison,
) -> impl IntoView {
    let Comparison { runs, sections } = comparison;
    if runs.len() < 2 {
        return view! {
            <section class="panel nothing-earlier">
                <h2>"Earlier sessions"</h2>
                <p class="empty">"No earlier session of this training has ended. After the next one, the two are compared here."</p>
            </section>
        }
        .into_any();
    }
    view! {
        <section class="panel">
            <h2>"Earlier sessions"</h2>
            <Runs runs=runs.clone()/>
            <Sections runs sections/>
        </section>
    }
    .into_any()
}

/// What each run came to.
#[component]
fn Runs(
    /// The runs, this one first.
    runs: Vec<Run>,
) -> impl IntoView {
    let rows: Vec<_> = runs
        .into_iter()
        .enumerate()
        .map(|(index, run)| {
            let promises = &run.promises;
            let complete = of(promises.complete, promises.people, promises.kinds > 0);
            let shipped = of(promises.shipped, promises.promised, promises.promised > 0);
            let name = if index == 0 {
                view! { <span>{run.title.clone()}</span> " " <small>"this session"</small> }
                    .into_any()
            } else {
                view! { <a href=format!("/s/{}/report", run.code)>{run.title.clone()}</a> }
                    .into_any()
            };
            view! {
                <tr>
                    <th scope="row">{run.date.strftime("%-d %b %Y").to_string()}</th>
                    <td class="name">{name}</td>
                    <td>{run.participants}</td>
                    <td>{text::length(run.planned)}</td>
                    <td>{text::length(run.actual)}</td>
                    <td>{text::difference(run.actual, run.planned)}</td>
                    <td>{complete}</td>
                    <td>{shipped}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <Wide label="This session and earlier ones">
            <table class="numbers runs">
                <caption class="visually-hidden">"This session and earlier ones of the same training, the latest first"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Date"</th>
                        <th scope="col" class="name">"Session"</th>
                        <th scope="col">"People"</th>
                        <th scope="col">"Planned"</th>
                        <th scope="col">"Actual"</th>
                        <th scope="col">"Difference"</th>
                        <th scope="col">"With all commitments"</th>
                        <th scope="col">"Commitments done"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Wide>
    }
}

/// How the sections kept to the plan, run by run.
#[component]
fn Sections(
    /// The runs, this one first.
    runs: Vec<Run>,
    /// The sections.
    sections: Vec<SectionRuns>,
) -> impl IntoView {
    // Two runs may be of one day: whoever hears the table is told the name too.
    let heads: Vec<_> = runs
        .into_iter()
        .map(|run| {
            let day = run.date.strftime("%-d %b %Y").to_string();
            view! { <th scope="col">{day}<span class="visually-hidden">{format!(", {}", run.title)}</span></th> }
        })
        .collect();
    let rows: Vec<_> = sections
        .into_iter()
        .map(|section| {
            let cells: Vec<_> = section
                .times
                .into_iter()
                .map(|time| view! { <td>{difference(time)}</td> })
                .collect();
            view! { <tr><th scope="row">{section.title}</th>{cells}</tr> }
        })
        .collect();
    view! {
        <h3>"Longer or shorter than planned, section by section"</h3>
        <Wide label="Sections in this session and earlier ones">
            <table class="numbers section-runs">
                <caption class="visually-hidden">"How much longer or shorter than planned each section was in each session"</caption>
                <thead><tr><th scope="col">"Section"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </Wide>
    }
}

/// How much longer than planned a section took; a dash where there was no such section.
fn difference(time: Option<SectionLine>) -> String {
    time.map_or_else(
        || "–".to_owned(),
        |time| text::difference(time.actual, time.planned),
    )
}

/// "18 of 24 (75%)"; a dash where nothing was asked.
fn of(part: usize, all: usize, is_asked: bool) -> String {
    if is_asked {
        format!("{part} of {all} ({})", text::share(part, all))
    } else {
        "–".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_what_was_never_asked_is_a_dash() {
        assert_eq!(of(18, 24, true), "18 of 24 (75%)");
        assert_eq!(of(0, 0, false), "–");
        assert_eq!(difference(None), "–");
    }
}
