//! Reads `faq.md`: each second-level heading is a question, and what follows it the answer.

use super::markdown::{events, html, plain};
use super::problem::Reporter;
use super::scan::check_plain;
use super::text::LineIndex;
use crate::domain::training::Question;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

/// The name of the file.
pub(super) const FILE: &str = "faq.md";

/// Reads the questions.
pub(super) fn read(text: &str, report: Reporter<'_>) -> Vec<Question> {
    check_plain(text, report);
    let lines = LineIndex::new(text);
    let mut reader = Reader {
        report,
        questions: Vec::new(),
        open: None,
        answer: Vec::new(),
        has_title: false,
        has_stray_text: false,
    };
    let mut depth = 0_usize;
    let mut heading: Option<(HeadingLevel, String)> = None;
    for (event, place) in events(text) {
        let line = lines.lines_before(place.start) + 1;
        match &event {
            Event::Start(Tag::Heading { level, .. })
                if depth == 0 && *level <= HeadingLevel::H2 =>
            {
                heading = Some((*level, String::new()));
            }
            Event::Start(_) if depth == 0 => {
                let source = text.get(place.clone()).unwrap_or_default();
                reader.begin_block(source, line);
            }
            _ => {}
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match (&mut heading, &event) {
            (Some((level, title)), Event::End(TagEnd::Heading(_))) => {
                reader.begin_question(*level, title.trim(), line);
                heading = None;
            }
            (Some((_, title)), _) => title.push_str(plain(&event)),
            (None, _) => reader.answer.push(event),
        }
    }
    reader.finish_question();
    if reader.questions.is_empty() && !reader.has_stray_text {
        report.add(
            1,
            "There is no question in this file; begin each with a heading, as in `## \
             How long is it?`.",
        );
    }
    reader.questions
}

struct Reader<'e, 'r> {
    report: Reporter<'r>,
    questions: Vec<Question>,
    /// The question that is being answered, and its line.
    open: Option<(String, usize)>,
    answer: Vec<Event<'e>>,
    has_title: bool,
    has_stray_text: bool,
}

impl Reader<'_, '_> {
    fn begin_block(&mut self, source: &str, line: usize) {
        let is_comment = source.trim_start().starts_with("<!--");
        if self.open.is_none() && !is_comment && !self.has_stray_text {
            self.has_stray_text = true;
            self.report.add(
                line,
                "This text stands before the first question; write a heading with the question \
                 above it, as in `## How long is it?`.",
            );
        }
    }

    fn begin_question(&mut self, level: HeadingLevel, title: &str, line: usize) {
        if level == HeadingLevel::H1 {
            let is_title = self.open.is_none() && !self.has_title && !self.has_stray_text;
            self.has_title = true;
            if is_title {
                return;
            }
            self.report.add(
                line,
                format!("A question begins with `##`; write `## {title}`."),
            );
        }
        self.finish_question();
        if title.is_empty() {
            self.report
                .add(line, "The heading has no question; write it after `##`.");
        }
        self.open = Some((title.to_owned(), line));
    }

    fn finish_question(&mut self) {
        let answer_html = html(std::mem::take(&mut self.answer));
        let Some((question, line)) = self.open.take() else {
            return;
        };
        if answer_html.trim().is_empty() {
            self.report.add(
                line,
                "This question has no answer; write it below the heading, or delete the heading.",
            );
        }
        self.questions.push(Question {
            question,
            answer_html,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::problem::Report;
    use super::*;

    fn read_all(text: &str) -> (Vec<Question>, Vec<String>) {
        let report = Report::default();
        let questions = read(text, report.file(FILE, text));
        (
            questions,
            report
                .into_problems()
                .iter()
                .map(ToString::to_string)
                .collect(),
        )
    }

    #[test]
    fn each_heading_is_a_question_and_what_follows_is_its_answer() {
        let (questions, problems) = read_all(
            "# Questions\n\n## How *long*?\n\n45 minutes.\n\n### Really?\n\nYes.\n\n## \
             Who?\nYou.\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(
            questions,
            [
                Question {
                    question: "How long?".into(),
                    answer_html: "<p>45 minutes.</p>\n<h3>Really?</h3>\n<p>Yes.</p>\n".into(),
                },
                Question {
                    question: "Who?".into(),
                    answer_html: "<p>You.</p>\n".into()
                },
            ]
        );
    }

    #[test]
    fn an_answer_that_is_only_a_comment_is_none() {
        let (_, problems) = read_all("## Who?\n<!-- later -->\n");
        assert_eq!(problems.len(), 1);
    }
}
