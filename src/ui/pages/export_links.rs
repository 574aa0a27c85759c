//! Where a session's files are.

use crate::export::Format;
use leptos::prelude::*;

/// Links to all files that can be had of a session, folded away.
#[component]
pub fn ExportLinks(
    /// Names the session.
    code: String,
) -> impl IntoView {
    let links: Vec<_> = Format::ALL
        .into_iter()
        .map(|format| {
            let path = format!("/s/{code}/export/{}", format.file());
            view! { <li><a href=path download>{words(format)}</a></li> }
        })
        .collect();
    view! {
        <details class="export-links">
            <summary class="button">"Download"</summary>
            <ul>{links}</ul>
        </details>
    }
}

fn words(format: Format) -> String {
    match format {
        Format::Csv(table) => format!("{} (CSV)", table.title()),
        Format::Xlsx => "Everything (Excel)".to_owned(),
        Format::Json => "Everything (JSON)".to_owned(),
        Format::Markdown => "Everything (Markdown)".to_owned(),
    }
}
