//! Renders the body of a slide: Markdown to sanitised HTML, with its steps and its heading.

use super::heading::take_marks;
use super::problem::Reporter;
use super::sanitise::{is_local, missing_end, sanitised};
use super::scan::COMMENT_MARK;
use super::text::LineIndex;
use crate::domain::training::Layout;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// How many letters of a slide without a heading stand for it in lists.
const LONGEST_FIRST_WORDS: usize = 60;

/// Reads Markdown; each event comes with the place that it was written in.
pub(super) fn events(markdown: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter()
}

/// Writes sanitised HTML.
pub(super) fn html<'e>(events: impl IntoIterator<Item = Event<'e>>) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    sanitised(&html)
}

/// The letters of an event, without markup.
pub(super) fn plain<'e>(event: &'e Event<'_>) -> &'e str {
    match event {
        Event::Text(text) | Event::Code(text) => text,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    }
}

/// The body of a slide, as far as it is written.
pub(super) struct Body<'r> {
    report: Reporter<'r>,
    /// Sanitised.
    pub html: String,
    /// The highest step so far.
    pub steps: u16,
    /// The text of the heading.
    pub heading: Option<String>,
    /// The layout that the heading asks for.
    pub layout: Option<Layout>,
    /// How the text begins, for a slide without a heading.
    pub first_words: String,
    has_first_words: bool,
    has_content: bool,
    pause: Pause,
}

/// What a paragraph `. . .` did so far.
#[derive(Clone, Copy)]
enum Pause {
    None,
    /// It stands in this line, and nothing followed yet.
    Waiting(usize),
    /// What follows belongs to this step; whether any of it could be shown is still open.
    Begun {
        line: usize,
        step: u16,
    },
    /// What follows belongs to this step.
    Step(u16),
}

impl<'r> Body<'r> {
    /// Without anything in it.
    pub fn new(report: Reporter<'r>) -> Self {
        Self {
            report,
            html: String::new(),
            steps: 0,
            heading: None,
            layout: None,
            first_words: String::new(),
            has_first_words: false,
            has_content: false,
            pause: Pause::None,
        }
    }

    /// Whether nothing was written that people could see.
    pub fn is_empty(&self) -> bool {
        !self.has_content
    }

    /// Takes note of something that the app draws, which is there at once.
    pub fn add_drawing(&mut self) {
        self.has_content = true;
    }

    /// Adds HTML that needs no sanitising.
    pub fn add_html(&mut self, html: &str) {
        if !html.is_empty() {
            self.begin_content();
            self.append(html);
        }
    }

    /// Adds Markdown.
    pub fn add_markdown(&mut self, text: &str, first_line: usize) {
        let (text, layout) = take_marks(text, first_line, self.report);
        self.layout = self.layout.or(layout);
        MarkdownWriter {
            lines: LineIndex::new(&text),
            text: &text,
            first_line,
            depth: 0,
            items_wait: Vec::new(),
            markup: String::new(),
            heading: None,
            skipping: false,
            run: Vec::new(),
            body: self,
        }
        .write();
    }

    /// Ends what waits for the last `. . .`; without it, that paragraph would be a step on which
    /// nothing happens.
    pub fn finish_pause(&mut self) {
        let line = match self.pause {
            Pause::None | Pause::Step(_) => return,
            Pause::Waiting(line) => line,
            Pause::Begun { line, step } => {
                if self.steps == step {
                    self.steps -= 1;
                }
                line
            }
        };
        self.pause = Pause::None;
        self.report.add(
            line,
            "Nothing follows this `. . .`; write below it what waits for the step, or delete it.",
        );
    }

    /// Takes the first paragraph, or what else comes first, until it is long enough.
    fn add_first_words(&mut self, event: &Event<'_>) {
        let ends = matches!(
            event,
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock)
        );
        if self.has_first_words {
            return;
        }
        for letter in plain(event).chars() {
            self.first_words.push(letter);
            if self.first_words.chars().count() >= LONGEST_FIRST_WORDS {
                self.first_words.push('…');
                self.has_first_words = true;
                return;
            }
        }
        self.has_first_words |= ends && !self.first_words.trim().is_empty();
    }

    fn next_step(&mut self) -> u16 {
        self.steps = self.steps.saturating_add(1);
        self.steps
    }

    fn begin_content(&mut self) {
        self.has_content = true;
        if let Pause::Waiting(line) = self.pause {
            let step = self.next_step();
            self.pause = Pause::Begun { line, step };
        }
    }

    fn append(&mut self, html: &str) {
        if html.trim().is_empty() {
            return;
        }
        match self.pause {
            Pause::Begun { step, .. } | Pause::Step(step) => {
                self.pause = Pause::Step(step);
                self.html
                    .push_str(&format!("<div data-step=\"{step}\">\n{html}</div>\n"));
            }
            _ => self.html.push_str(html),
        }
        if !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }
}

struct MarkdownWriter<'m, 'b, 'r> {
    text: &'m str,
    lines: LineIndex,
    first_line: usize,
    /// How many elements are open.
    depth: usize,
    /// For each open item of a list, whether it waits for a step.
    items_wait: Vec<bool>,
    /// What the block of HTML that is open has written so far.
    markup: String,
    /// The text of the heading that is open.
    heading: Option<String>,
    /// Inside of something that is not written.
    skipping: bool,
    /// What belongs to the same step and is written in one go.
    run: Vec<Event<'m>>,
    body: &'b mut Body<'r>,
}

impl<'m> MarkdownWriter<'m, '_, '_> {
    fn write(mut self) {
        for (event, place) in events(self.text) {
            match &event {
                Event::Start(_) => {
                    if self.depth == 0 {
                        self.begin_block(&event, &place);
                    }
                    self.depth += 1;
                }
                Event::End(_) => self.depth = self.depth.saturating_sub(1),
                _ if self.depth == 0 => self.body.begin_content(),
                _ => {}
            }
            if self.skipping {
                self.skipping = self.depth > 0;
            } else {
                self.write_event(event, &place);
            }
        }
        self.finish_run();
    }

    fn line(&self, place: &Range<usize>) -> usize {
        self.first_line + self.lines.lines_before(place.start)
    }

    fn source(&self, place: &Range<usize>) -> &'m str {
        self.text.get(place.clone()).unwrap_or_default().trim()
    }

    fn begin_block(&mut self, event: &Event<'_>, place: &Range<usize>) {
        let source = self.source(place);
        match event {
            Event::Start(Tag::Paragraph) if source == ". . ." => {
                self.finish_run();
                self.body.finish_pause();
                self.body.pause = Pause::Waiting(self.line(place));
                self.skipping = true;
            }
            Event::Start(Tag::HtmlBlock) if source == COMMENT_MARK => self.skipping = true,
            Event::Start(Tag::Heading { .. }) => {
                self.check_heading(place);
                self.body.begin_content();
            }
            _ => self.body.begin_content(),
        }
    }

    fn check_heading(&self, place: &Range<usize>) {
        let line = self.line(place);
        if self.body.heading.is_some() {
            self.body.report.add(
                line,
                "A slide has one heading at most; start a new slide with a line `---` above this \
                 one, or make it bold text.",
            );
        } else if self.body.has_content {
            self.body.report.add(
                line,
                "The heading must come first on its slide; move it up, or start a new slide with \
                 a line `---` above it.",
            );
        }
    }

    fn write_event(&mut self, event: Event<'m>, place: &Range<usize>) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(plain(&event));
        } else {
            self.body.add_first_words(&event);
        }
        if matches!(event, Event::End(_)) {
            // What is left open would take in what follows: the steps after it, too.
            let end = missing_end(&std::mem::take(&mut self.markup));
            if !end.is_empty() {
                self.run.push(Event::Html(end.into()));
            }
        }
        let written = match event {
            Event::Start(Tag::Heading {
                id, classes, attrs, ..
            }) => {
                if self.depth > 1 {
                    self.body.report.add(
                        self.line(place),
                        "A heading must not stand in a list or quotation; make it bold text.",
                    );
                }
                self.heading = Some(String::new());
                Event::Start(Tag::Heading {
                    level: HeadingLevel::H1,
                    id,
                    classes,
                    attrs,
                })
            }
            Event::End(TagEnd::Heading(_)) => {
                self.end_heading(place);
                Event::End(TagEnd::Heading(HeadingLevel::H1))
            }
            Event::Start(Tag::Item) => {
                let waits = self.source(place).starts_with('*');
                self.items_wait.push(waits);
                if waits {
                    let step = self.body.next_step();
                    Event::Html(format!("\n<li data-step=\"{step}\">").into())
                } else {
                    event
                }
            }
            Event::End(TagEnd::Item) => {
                if self.items_wait.pop() == Some(true) {
                    Event::Html("</li>\n".into())
                } else {
                    event
                }
            }
            Event::Start(Tag::Image { ref dest_url, .. }) => {
                if !is_local(dest_url) {
                    self.body.report.add(
                        self.line(place),
                        format!(
                            "The image `{dest_url}` would be loaded from elsewhere; put the \
                             file where the app serves it and write its path."
                        ),
                    );
                }
                event
            }
            Event::Html(ref markup) | Event::InlineHtml(ref markup)
                if markup.to_ascii_lowercase().contains("data-step") =>
            {
                self.body.report.add(
                    self.line(place),
                    "Steps are not written as `data-step`; begin the items of a list with `*`, \
                     or write a paragraph `. . .` above what waits.",
                );
                return;
            }
            Event::Html(ref markup) | Event::InlineHtml(ref markup) => {
                self.markup.push_str(markup);
                event
            }
            _ => event,
        };
        self.run.push(written);
    }

    fn end_heading(&mut self, place: &Range<usize>) {
        let heading = self.heading.take().unwrap_or_default().trim().to_owned();
        if heading.is_empty() {
            self.body.report.add(
                self.line(place),
                "The heading has no text; write it after `#`, or delete the line.",
            );
        } else if heading.contains("{.") {
            self.body.report.add(
                self.line(place),
                "The mark for the layout stands in the wrong place; write it right after `#`, as \
                 in `# {.title} Welcome`.",
            );
        }
        self.body.heading.get_or_insert(heading);
    }

    fn finish_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.body.append(&html(run));
    }
}
