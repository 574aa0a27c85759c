//! Planned against actual time: a chart, and the numbers behind it.

use super::chart::TimeChart;
use crate::domain::time::Span;
use crate::export::SectionLine;
use crate::ui::pages::wide::Wide;
use crate::ui::text;
use leptos::prelude::*;

/// Planned against actual time, section by section.
#[component]
pub fn TimePanel(
    /// The sections.
    sections: Vec<SectionLine>,
    /// How long the session has paused, which is in no section.
    paused: Span,
) -> impl IntoView {
    let rows: Vec<_> = sections
        .iter()
        .map(|section| {
            view! {
                <tr>
                    <th scope="row">{section.title.clone()}</th>
                    <td>{text::length(section.planned)}</td>
                    <td>{text::length(section.actual)}</td>
                    <td>{text::difference(section.actual, section.planned)}</td>
                </tr>
            }
        })
        .collect();
    let planned: Span = sections.iter().map(|section| section.planned).sum();
    let actual: Span = sections.iter().map(|section| section.actual).sum();
    let paused = (paused > Span::ZERO).then(|| {
        let sentence = format!(
            "The session paused for {} in all, which no section counts.",
            text::length(paused)
        );
        view! { <p class="outcome-detail">{sentence}</p> }
    });
    view! {
        <section class="panel">
            <h2>"Time"</h2>
            <TimeChart sections/>
            <Wide label="Time, section by section">
                <table class="numbers">
                    <caption class="visually-hidden">"Planned and actual time, section by section"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Section"</th>
                            <th scope="col">"Planned"</th>
                            <th scope="col">"Actual"</th>
                            <th scope="col">"Difference"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">"All"</th>
                            <td>{text::length(planned)}</td>
                            <td>{text::length(actual)}</td>
                            <td>{text::difference(actual, planned)}</td>
                        </tr>
                    </tfoot>
                </table>
            </Wide>
            {paused}
        </section>
    }
}
