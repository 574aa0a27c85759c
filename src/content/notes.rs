//! Renders the presenter notes of a slide.

use super::markdown::{events, html};
use pulldown_cmark::{Event, Tag};

/// How a paragraph begins that tells the presenter what to do.
const CUE: &str = "Cue:";

/// Renders the comments of a slide, one after the other.
pub(super) fn render(notes: &[String]) -> String {
    notes.iter().map(|note| render_note(note)).collect()
}

fn render_note(note: &str) -> String {
    let text = without_indentation(note);
    let mut begins_cue = false;
    html(events(&text).map(|(event, place)| match event {
        Event::Start(Tag::Paragraph) => {
            begins_cue = text
                .get(place)
                .is_some_and(|paragraph| paragraph.trim_start().starts_with(CUE));
            if begins_cue {
                Event::Html("<p class=\"cue\">".into())
            } else {
                event
            }
        }
        Event::Text(ref letters) if begins_cue => {
            begins_cue = false;
            match letters.strip_prefix(CUE) {
                Some(cue) => Event::Text(cue.trim_start().to_owned().into()),
                None => event,
            }
        }
        _ => event,
    }))
}

/// Takes off what all lines are indented by, or Markdown would read an indented note as code.
fn without_indentation(note: &str) -> String {
    let (first, others) = note.split_once('\n').unwrap_or((note, ""));
    let indentation = others
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    let mut text = first.trim_start().to_owned();
    for line in others.lines() {
        text.push('\n');
        text.push_str(line.get(indentation..).unwrap_or_default());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_that_begins_with_cue_is_marked_and_loses_the_word() {
        let notes = ["\nAsk *twice*.\n\nCue: wait & see.\n\nSource: here.\n".to_owned()];
        assert_eq!(
            render(&notes),
            "<p>Ask <em>twice</em>.</p>\n<p class=\"cue\">wait &amp; see.</p>\n<p>Source: \
             here.</p>\n"
        );
    }

    #[test]
    fn an_indented_note_is_still_text_and_several_notes_follow_one_another() {
        let notes = [
            "\n      Wait.\n\n      - one\n".to_owned(),
            " Go on. ".to_owned(),
        ];
        assert_eq!(
            render(&notes),
            "<p>Wait.</p>\n<ul>\n<li>one</li>\n</ul>\n<p>Go on.</p>\n"
        );
    }

    #[test]
    fn a_note_cannot_run_anything() {
        assert_eq!(render(&["<script>x()</script>".to_owned()]).trim(), "");
    }
}
