//! Reads `sources.md`: each item of its lists is a source.

use super::markdown::{events, html};
use super::problem::Reporter;
use super::scan::check_plain;
use super::text::LineIndex;
use crate::domain::training::Source;
use pulldown_cmark::{Event, Tag, TagEnd};

/// The name of the file.
pub(super) const FILE: &str = "sources.md";

/// Reads the sources.
pub(super) fn read(text: &str, report: Reporter<'_>) -> Vec<Source> {
    check_plain(text, report);
    let lines = LineIndex::new(text);
    let mut sources = Vec::new();
    let mut has_stray_text = false;
    let mut item = Vec::new();
    let mut depth = 0_usize;
    for (event, place) in events(text) {
        let line = lines.lines_before(place.start) + 1;
        if let Event::End(_) = event {
            depth = depth.saturating_sub(1);
        }
        // The items of a list at the top stand in it, at depth 1, and hold what is deeper.
        match &event {
            Event::Start(
                Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_),
            ) if depth == 0 => {
                has_stray_text = true;
                report.add(
                    line,
                    "Only the items of a list are sources; begin this text with `-`.",
                );
            }
            Event::Start(Tag::Item) if depth == 1 => item.clear(),
            Event::End(TagEnd::Item) if depth == 1 => {
                let text_html = html(std::mem::take(&mut item)).trim().to_owned();
                if text_html.is_empty() {
                    report.add(
                        line,
                        "This source is empty; write it after the `-`, or delete \
                         the line.",
                    );
                } else {
                    sources.push(Source { text_html });
                }
            }
            _ if depth >= 2 => item.push(event.clone()),
            _ => {}
        }
        if let Event::Start(_) = event {
            depth += 1;
        }
    }
    if sources.is_empty() && !has_stray_text {
        report.add(
            1,
            "There is no source in this file; write a list, one item for each source.",
        );
    }
    sources
}

#[cfg(test)]
mod tests {
    use super::super::problem::Report;
    use super::*;

    #[test]
    fn each_item_is_a_source_with_its_markup() {
        let text = "# Sources\n\n- A. Author, *Work*, 2020\n- Second\n  - with a detail\n\n## \
             More\n\n1. Third\n";
        let report = Report::default();
        let sources: Vec<String> = read(text, report.file(FILE, text))
            .into_iter()
            .map(|source| source.text_html)
            .collect();
        assert_eq!(
            sources,
            [
                "A. Author, <em>Work</em>, 2020",
                "Second\n<ul>\n<li>with a detail</li>\n</ul>",
                "Third"
            ]
        );
        assert_eq!(report.into_problems(), []);
    }
}
