//! Reads a section file: Markdown to slides.

use super::blocks::{self, BlockKind};
use super::collected::Collected;
use super::markdown::Body;
use super::notes;
use super::problem::Reporter;
use super::scan::{Part, RawSlide, scan};
use super::steps;
use super::text::escaped;
use crate::domain::ids::ActivityId;
use crate::domain::training::Slide;

/// Reads the slides of a section.
pub(super) fn read(text: &str, collected: &mut Collected, report: Reporter<'_>) -> Vec<Slide> {
    let raw_slides = scan(text, report);
    if let [only] = raw_slides.as_slice()
        && only.parts.is_empty()
        && only.notes.is_empty()
    {
        report.add(
            1,
            "This section has no slide; write one, beginning with a heading like `# \
             Welcome`.",
        );
        return Vec::new();
    }
    raw_slides
        .iter()
        .map(|raw| read_slide(raw, collected, report))
        .collect()
}

fn read_slide(raw: &RawSlide, collected: &mut Collected, report: Reporter<'_>) -> Slide {
    let mut body = Body::new(report);
    let mut shown: Option<BlockKind> = None;
    let mut block_title = String::new();
    let mut activity: Option<(ActivityId, usize)> = None;
    for part in &raw.parts {
        match part {
            Part::Markdown { first_line, text } => body.add_markdown(text, *first_line),
            Part::Code(text) => {
                body.add_html(&format!("<pre><code>{}</code></pre>\n", escaped(text)));
            }
            Part::Block(raw_block) => {
                let heading = body.heading.as_deref().unwrap_or_default();
                let block = blocks::read(raw_block, heading, collected, report);
                if !raw_block.kind.is_on_slide() {
                    continue;
                }
                if block.html.is_empty() {
                    body.add_drawing();
                }
                body.add_html(&block.html);
                if shown.is_none_or(|earlier| raw_block.kind.rank() < earlier.rank()) {
                    shown = Some(raw_block.kind);
                    block_title = block.title;
                }
                match (&activity, block.activity) {
                    (None, Some(id)) => activity = Some((id, raw_block.line)),
                    (Some((_, line)), Some(_)) => report.add(
                        raw_block.line,
                        format!(
                            "A slide holds one activity at most, and there is one in line \
                             {line} already; start a new slide with a line `---` above this one."
                        ),
                    ),
                    _ => {}
                }
            }
        }
    }
    body.finish_pause();
    let (html, steps) = steps::numbered(&body.html);
    if steps != body.steps {
        report.add(
            raw.line,
            "A step of this slide shows nothing, since HTML around it hides it; close each element \
             that the slide opens, or write it in Markdown.",
        );
    }
    if body.is_empty() {
        report.add(
            raw.line,
            "This slide is empty; write something on it, or delete the line `---` that makes it.",
        );
    }
    Slide {
        layout: body
            .layout
            .or(shown.map(BlockKind::layout))
            .unwrap_or_default(),
        title: [
            body.heading.as_deref().unwrap_or_default(),
            &block_title,
            &body.first_words,
        ]
        .into_iter()
        .map(str::trim)
        .find(|title| !title.is_empty())
        .unwrap_or_default()
        .to_owned(),
        steps,
        html,
        notes_html: notes::render(&raw.notes),
        activity: activity.map(|(id, _)| id),
    }
}
