//! Divides a Markdown file into slides, and a slide into Markdown, code, blocks and notes.
//!
//! Works line by line, because a divider counts only outside of fences and comments. Every line of
//! Markdown keeps its place, so that later stages can say where a problem stands.

use super::blocks::BlockKind;
use super::fence::Fence;
use super::nearest::nearest;
use super::problem::Reporter;

/// Stands for a comment in Markdown, to keep apart what the comment kept apart.
pub(super) const COMMENT_MARK: &str = "<!-- -->";

/// What stands between two dividers.
pub(super) struct RawSlide {
    /// The first line of the file, or the line of the divider before the slide.
    pub line: usize,
    /// What is shown, in order.
    pub parts: Vec<Part>,
    /// The comments.
    pub notes: Vec<String>,
}

/// A piece of a slide.
pub(super) enum Part {
    /// Text; comments are replaced by [`COMMENT_MARK`].
    Markdown {
        /// The line that the text begins with.
        first_line: usize,
        /// The text.
        text: String,
    },
    /// Fenced text that is shown as it is.
    Code(String),
    /// A fenced block with a name.
    Block(RawBlock),
}

/// A fenced block with a name.
pub(super) struct RawBlock {
    /// What its name says it is.
    pub kind: BlockKind,
    /// The line of its opening fence; its text begins in the next.
    pub line: usize,
    /// What stands between the fences.
    pub text: String,
    /// Whether there is a closing fence.
    pub closed: bool,
}

/// Divides the text of a file.
pub(super) fn scan(text: &str, report: Reporter<'_>) -> Vec<RawSlide> {
    let mut scanner = Scanner {
        lines: text.lines().collect(),
        next: 0,
        done: Vec::new(),
        slide: RawSlide::beginning_at(1),
        markdown: None,
        never_closed: Vec::new(),
        report,
    };
    while let Some(line) = scanner.line(scanner.next) {
        if is_divider(line) {
            scanner.finish_slide(RawSlide::beginning_at(scanner.next + 1));
            scanner.next += 1;
        } else if let Some(fence) = Fence::open(line) {
            scanner.read_fence(fence);
        } else {
            scanner.read_text_line(line);
        }
    }
    scanner.finish_slide(RawSlide::beginning_at(1));
    scanner.done
}

fn is_divider(line: &str) -> bool {
    line.trim() == "---" && line.bytes().take_while(|byte| *byte == b' ').count() <= 3
}

impl RawSlide {
    fn beginning_at(line: usize) -> Self {
        Self {
            line,
            parts: Vec::new(),
            notes: Vec::new(),
        }
    }
}

struct Scanner<'t> {
    lines: Vec<&'t str>,
    /// The index of the line to read next.
    next: usize,
    done: Vec<RawSlide>,
    slide: RawSlide,
    markdown: Option<(usize, String)>,
    /// Fences for which the rest of the file was searched in vain; the search is not repeated, or
    /// a file of unclosed fences would take quadratic time.
    never_closed: Vec<Fence<'t>>,
    report: Reporter<'t>,
}

impl<'t> Scanner<'t> {
    fn line(&self, index: usize) -> Option<&'t str> {
        self.lines.get(index).copied()
    }

    fn push_markdown(&mut self, index: usize, line: &str) {
        let (_, text) = self
            .markdown
            .get_or_insert_with(|| (index + 1, String::new()));
        text.push_str(line);
        text.push('\n');
    }

    fn push_part(&mut self, part: Part) {
        self.finish_markdown();
        self.slide.parts.push(part);
    }

    fn finish_markdown(&mut self) {
        if let Some((first_line, text)) = self.markdown.take()
            && !text.trim().is_empty()
        {
            self.slide.parts.push(Part::Markdown { first_line, text });
        }
    }

    fn finish_slide(&mut self, following: RawSlide) {
        self.finish_markdown();
        let slide = std::mem::replace(&mut self.slide, following);
        self.done.push(slide);
    }

    /// The lines from one index to before another.
    fn text_between(&self, from: usize, to: usize) -> String {
        let mut text = String::new();
        for line in self.lines.get(from..to).unwrap_or_default() {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// The first divider in a range of lines, or else the range's end: where something ends whose
    /// author forgot to end it.
    fn divider_between(&self, from: usize, to: usize) -> usize {
        (from..to)
            .find(|index| self.line(*index).is_some_and(is_divider))
            .unwrap_or(to)
    }

    fn read_fence(&mut self, fence: Fence<'t>) {
        let open = self.next;
        let kind = self.kind_of_block(fence, open + 1);
        let (end, closed) = self.find_end(fence, open + 1);
        if !closed {
            let what = match kind {
                Some(kind) => format!("The block `{}`", kind.name()),
                None => "This code".to_owned(),
            };
            self.report.add(
                open + 1,
                format!(
                    "{what} is never closed; write a line with {} after its last line.",
                    fence.closing_line()
                ),
            );
        }
        if fence.nested {
            // Belongs to a list or quotation, which only the Markdown parser understands.
            let last = if closed { end } else { open };
            for index in open..=last {
                self.push_markdown(index, self.line(index).unwrap_or_default());
            }
            self.next = last + 1;
            return;
        }
        let text = self.text_between(open + 1, end);
        self.push_part(match kind {
            Some(kind) => Part::Block(RawBlock {
                kind,
                line: open + 1,
                text,
                closed,
            }),
            None => Part::Code(text),
        });
        self.next = if closed { end + 1 } else { end };
    }

    /// What the name of a fence stands for; none for code.
    fn kind_of_block(&self, fence: Fence<'t>, line: usize) -> Option<BlockKind> {
        let mut words = fence.info.split_whitespace();
        let name = words.next().filter(|name| *name != "text")?;
        let Some(kind) = BlockKind::from_name(name) else {
            let names = || BlockKind::ALL.map(BlockKind::name);
            let advice = match nearest(name, names()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("write one of {}, or ```text for code.", names().join(", ")),
            };
            self.report
                .add(line, format!("There is no block `{name}`; {advice}"));
            return None;
        };
        if fence.nested {
            self.report.add(
                line,
                format!(
                    "The block `{name}` must not be indented or stand in a list; write its \
                     fence at the beginning of the line."
                ),
            );
            return None;
        }
        if words.next().is_some() {
            self.report.add(
                line,
                format!(
                    "Write nothing but the name `{name}` after the fence; what the block \
                     holds goes into the lines below."
                ),
            );
        }
        Some(kind)
    }

    /// The index of the line that closes a fence and true, or of the line at which it must end and
    /// false.
    fn find_end(&mut self, fence: Fence<'t>, from: usize) -> (usize, bool) {
        let hopeless = self
            .never_closed
            .iter()
            .any(|earlier| earlier.is_easier_to_close_than(&fence));
        let mut end = from;
        while let Some(line) = self.line(end).filter(|_| !hopeless) {
            if fence.is_closed_by(line) {
                return (end, true);
            }
            if fence.is_interrupted_by(line) {
                return (self.divider_between(from, end), false);
            }
            end += 1;
        }
        if !hopeless {
            self.never_closed.push(fence);
        }
        (self.divider_between(from, self.lines.len()), false)
    }

    /// Reads a line of Markdown, with all lines of a comment that begins in it.
    fn read_text_line(&mut self, line: &'t str) {
        let mut rest = line;
        let mut kept = String::new();
        while let Some(start) = comment_start(rest) {
            let (before, comment) = rest.split_at(start);
            kept.push_str(before);
            let first = self.next;
            let after = self.read_comment(comment.get("<!--".len()..).unwrap_or_default());
            if self.next > first {
                kept.push_str(COMMENT_MARK);
                self.push_markdown(first, &kept);
                for index in first + 1..self.next {
                    self.push_markdown(index, "");
                }
                kept.clear();
            } else if !kept.trim().is_empty() || after.is_none_or(|after| after.trim().is_empty()) {
                // At the beginning of a line it would make the rest of the line raw HTML.
                kept.push_str(COMMENT_MARK);
            }
            let Some(after) = after else {
                return;
            };
            rest = after;
        }
        kept.push_str(rest);
        self.push_markdown(self.next, &kept);
        self.next += 1;
    }

    /// Reads a comment whose text begins with `first` and returns the rest of the line in which it
    /// ends, which is then the next line. If it never ends, the line after it is the next.
    fn read_comment(&mut self, first: &'t str) -> Option<&'t str> {
        let open = self.next;
        let mut index = open;
        let mut text = first;
        loop {
            let end = text.find("-->");
            let another = text.find("<!--");
            if let Some(end) = end
                && another.is_none_or(|another| end < another)
            {
                let last = text.get(..end).unwrap_or_default();
                self.slide.notes.push(if index == open {
                    last.to_owned()
                } else {
                    format!("{first}\n{}{last}", self.text_between(open + 1, index))
                });
                self.next = index;
                return text.get(end + "-->".len()..);
            }
            if another.is_some() || index >= self.lines.len() {
                break;
            }
            index += 1;
            text = self.line(index).unwrap_or_default();
        }
        self.report.add(
            open + 1,
            "This comment is never closed; write `-->` at its end.",
        );
        self.next = self.divider_between(open + 1, index.max(open + 1));
        let note = format!("{first}\n{}", self.text_between(open + 1, self.next));
        self.slide.notes.push(note);
        None
    }
}

/// Where a comment begins that does not stand in a code span.
fn comment_start(line: &str) -> Option<usize> {
    let mut offset = 0;
    while let Some(found) = line.get(offset..)?.find(['`', '<', '\\']) {
        let start = offset + found;
        let rest = line.get(start..)?;
        if rest.starts_with("<!--") {
            return Some(start);
        }
        offset = if rest.starts_with('`') {
            let code = rest.trim_start_matches('`');
            let ticks = rest.len() - code.len();
            let span = code
                .find(rest.get(..ticks)?)
                .map_or(0, |length| length + ticks);
            start + ticks + span
        } else {
            let skipped = if rest.starts_with('\\') { 2 } else { 1 };
            start
                + rest
                    .char_indices()
                    .nth(skipped)
                    .map_or(rest.len(), |(next, _)| next)
        };
    }
    None
}

/// Reports what is never closed in a file without slides, and blocks, which only slides can hold.
pub(super) fn check_plain(text: &str, report: Reporter<'_>) {
    for part in scan(text, report).into_iter().flat_map(|slide| slide.parts) {
        if let Part::Block(block) = part {
            report.add(
                block.line,
                format!(
                    "The block `{}` can stand only on a slide; move it to a section.",
                    block.kind.name()
                ),
            );
        }
    }
}
