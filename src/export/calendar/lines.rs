//! Content lines: escaped, folded, and ended as RFC 5545 says (3.1 and 3.3.11).

/// The longest line, in octets, without its end.
const LONGEST: usize = 75;

/// The lines of a file.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A property whose value is no text: it stands as it is.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{value}"));
    }

    /// A property whose value is a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{}", escaped(value)));
    }

    /// The whole file.
    pub fn finish(self) -> String {
        self.0
    }

    /// A line that goes on begins with a space. No character is cut in two.
    fn folded(&mut self, line: &str) {
        let mut width = 0;
        for letter in line.chars() {
            if width + letter.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(letter);
            width += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push(letter),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(
            escaped("a,b;c\\d\ne\r\u{7}f: \"g\"\th"),
            "a\\,b\\;c\\\\d\\nef: \"g\"\th"
        );
    }

    #[test]
    fn no_line_is_too_long_and_no_character_is_cut() {
        for text in ["x".repeat(300), "שלום ".repeat(60), "👩‍💻é".repeat(50)] {
            let mut lines = Lines::default();
            lines.text("SUMMARY", &text);
            let file = lines.finish();
            for line in file.split_terminator("\r\n") {
                assert!(line.len() <= LONGEST, "{line}");
            }
            assert_eq!(file.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
        }
    }
}
