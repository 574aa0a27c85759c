//! Text as Markdown that shows it as it stands.

/// A text that no reader of Markdown takes for markup (CommonMark 0.31, section 2.4; GitHub's tables
/// and strikethrough). Its lines are kept. Addresses stay as they are: that readers make links of them
/// is what whoever pasted one wants.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        let begins_block = matches!(letter, '-' | '+' | '=') && escaped.is_empty();
        let ends_number = matches!(letter, '.' | ')')
            && !escaped.is_empty()
            && escaped.chars().all(|before| before.is_ascii_digit());
        match letter {
            '\n' | '\r' => escaped.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '!' => {
                escaped.extend(['\\', letter]);
            }
            _ if begins_block || ends_number => escaped.extend(['\\', letter]),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_markup_is_escaped_and_the_rest_is_not() {
        assert_eq!(
            escaped("It’s Kim’s: fine, really."),
            "It’s Kim’s: fine, really."
        );
        assert_eq!(escaped("[x](javascript:y)"), "\\[x\\](javascript:y)");
        assert_eq!(escaped("<b>*a*|b"), "\\<b\\>\\*a\\*\\|b");
        assert_eq!(escaped("- one\ntwo"), "\\- one<br>two");
        assert_eq!(escaped("one\r# two\r\nthree"), "one<br>\\# two<br>three");
        assert_eq!(escaped("1. one"), "1\\. one");
        assert_eq!(escaped("a - b"), "a - b");
    }

    #[test]
    fn the_pages_reader_gives_the_text_back() {
        for text in [
            "=1+1", "# x", "a_b_c", "~~a~~", "&amp;", "![x](y)", "`a`", "12) x", "\\",
        ] {
            let mut html = String::new();
            pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&escaped(text)));
            let read = html.replace("<p>", "").replace("</p>\n", "");
            let read = read
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"");
            assert_eq!(read.replace("&amp;", "&"), text, "{html}");
        }
    }
}
