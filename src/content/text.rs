//! Small helpers for plain text.

use std::borrow::Cow;

/// The text without a byte order mark and with `\n` as the only line ending.
pub(super) fn normalised(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Finds the line of a byte offset.
pub(super) struct LineIndex {
    newlines: Vec<usize>,
}

impl LineIndex {
    /// Of this text.
    pub fn new(text: &str) -> Self {
        Self {
            newlines: text.match_indices('\n').map(|(at, _)| at).collect(),
        }
    }

    /// How many lines end before this offset.
    pub fn lines_before(&self, offset: usize) -> usize {
        self.newlines.partition_point(|&newline| newline < offset)
    }
}

/// The text as it is written in HTML, in an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(character),
        }
    }
    html
}

/// A `<p>` for each paragraph; blank lines stand between paragraphs.
pub(super) fn paragraphs(text: &str) -> String {
    let mut html = String::new();
    let mut paragraph = String::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            if !paragraph.is_empty() {
                paragraph.push('\n');
            }
            paragraph.push_str(line.trim());
        } else if !paragraph.is_empty() {
            html.push_str("<p>");
            html.push_str(&escaped(&paragraph));
            html.push_str("</p>");
            paragraph.clear();
        }
    }
    html
}

/// Whether this can be the name of something: lower-case letters, digits and hyphens.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_endings_and_a_byte_order_mark_make_no_difference() {
        assert_eq!(normalised("\u{feff}a\r\nb\rc\n"), "a\nb\nc\n");
    }

    #[test]
    fn an_offset_belongs_to_the_line_that_it_stands_in() {
        let lines = LineIndex::new("ab\n\nc");
        assert_eq!(lines.lines_before(0), 0);
        assert_eq!(lines.lines_before(2), 0);
        assert_eq!(lines.lines_before(3), 1);
        assert_eq!(lines.lines_before(4), 2);
        assert_eq!(lines.lines_before(99), 2);
    }

    #[test]
    fn blank_lines_make_paragraphs_and_markup_stays_text() {
        assert_eq!(
            paragraphs("\nOne <b>\ntwo\n \nThree & \"four\"\n"),
            "<p>One &lt;b&gt;\ntwo</p><p>Three &amp; &quot;four&quot;</p>"
        );
    }
}
