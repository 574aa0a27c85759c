//! What people type, made fit to be kept and shown.

use std::borrow::Cow;
use thiserror::Error;

/// The longest name of a participant or a session, in characters.
pub const LONGEST_NAME: usize = 80;
/// The longest entry in a field of a form, in characters.
pub const LONGEST_ENTRY: usize = 2_000;
/// The longest notes of a facilitator, in characters.
pub const LONGEST_NOTES: usize = 10_000;

/// Why a text cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TextProblem {
    /// Nothing is left once spaces and invisible characters are gone.
    #[error("nothing is entered")]
    Empty,
    /// It has more characters than fit.
    #[error("more than {limit} characters are entered")]
    TooLong {
        /// How many characters fit.
        limit: usize,
    },
    /// It is no question.
    #[error("end with a question mark, and ask something that you don’t know yet")]
    NoQuestion,
}

/// One line: invisible characters are dropped and runs of white space become one space.
pub fn line(text: &str, limit: usize) -> Result<String, TextProblem> {
    let is_tidy = !text.contains("  ") && text.trim_ascii().len() == text.len();
    if is_tidy && is_printable_ascii(text, b' ') {
        return checked(text.to_owned(), limit);
    }
    let visible = visible(text);
    let mut line = String::with_capacity(visible.len());
    for word in visible.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    checked(line, limit)
}

/// Several lines: invisible characters are dropped, line ends are `\n`.
pub fn paragraph(text: &str, limit: usize) -> Result<String, TextProblem> {
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    checked(visible(&text).trim().to_owned(), limit)
}

fn checked(text: String, limit: usize) -> Result<String, TextProblem> {
    match text.chars().count() {
        0 => Err(TextProblem::Empty),
        count if count > limit => Err(TextProblem::TooLong { limit }),
        _ => Ok(text),
    }
}

/// So many marks above and below a letter are writing; more of them run into the lines around it.
const MOST_MARKS: usize = 4;

/// What can be seen of a text. What cannot would make two names look the same, break the lines of an
/// export, or change how its neighbours read (Unicode Technical Report 36).
fn visible(text: &str) -> Cow<'_, str> {
    if is_printable_ascii(text, b'\n') || text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut marks = 0;
    let mut letters = text.chars().filter(|&letter| is_kept(letter)).peekable();
    while let Some(letter) = letters.next() {
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        let is_in_place = match letter {
            JOINER | NON_JOINER => {
                let joins = |beside: Option<char>| beside.is_some_and(is_joined);
                joins(kept.chars().next_back()) && joins(letters.peek().copied())
            }
            _ => marks <= MOST_MARKS,
        };
        if is_in_place {
            kept.push(letter);
        }
    }
    Cow::Owned(kept)
}

/// Whether a text has only what ASCII can print, and `also`. It looks at all bytes, which takes less time
/// than to stop at the first.
fn is_printable_ascii(text: &str, also: u8) -> bool {
    let is_in = |byte: u8| matches!(byte, b' '..=b'~') | (byte == also);
    text.bytes().fold(true, |all, byte| all & is_in(byte))
}

/// What most texts in Latin letters are made of: always seen, with dashes and quotation marks.
fn is_plain(letter: char) -> bool {
    matches!(
        letter,
        '\n' | ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}'
    )
}

const NON_JOINER: char = '\u{200c}';
const JOINER: char = '\u{200d}';

/// Emoji and several scripts need the joiners between their letters; in Latin, Greek and Cyrillic
/// they only hide.
fn is_joined(letter: char) -> bool {
    !matches!(letter, '\0'..='\u{52f}' | NON_JOINER | JOINER)
}

fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
    )
}

/// Neither a control nor one of the characters that leave no trace: soft hyphen, grapheme joiner,
/// Hangul fillers, bidirectional controls, annotations and tags.
fn is_kept(letter: char) -> bool {
    let breaks_line = matches!(letter, '\n' | '\t' | ' ');
    let is_invisible = matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0e}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    breaks_line || !(letter.is_control() || is_invisible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_loses_controls_overrides_and_extra_space() {
        assert_eq!(
            line("  Ana\u{202e}\u{7}  Lima\n", 80),
            Ok("Ana Lima".to_owned())
        );
    }

    #[test]
    fn emoji_and_right_to_left_names_stay_whole() {
        for name in ["👩‍👧 Ana", "عَلِي", "Łukasz", "می‌خواهم"] {
            assert_eq!(line(name, 80), Ok(name.to_owned()));
        }
    }

    #[test]
    fn what_cannot_be_seen_makes_no_second_name() {
        for hidden in [
            "A\u{200d}na",
            "An\u{200c}a\u{200d}",
            "\u{2800}Ana",
            "A\u{ad}na",
            "Ana\u{3164}",
            "Ana\u{e0041}",
            "A\u{34f}na",
            "Ana\u{fe00}",
            "\u{feff}Ana",
            "Ana \u{200d}",
        ] {
            assert_eq!(line(hidden, 80), Ok("Ana".to_owned()), "{hidden:?}");
        }
        assert_eq!(
            line("\u{3164}\u{200d}\u{2800}", 80),
            Err(TextProblem::Empty)
        );
    }

    #[test]
    fn what_is_plain_needs_no_look_around_it() {
        for plain in ('\0'..=char::MAX).filter(|&letter| is_plain(letter)) {
            assert!(is_kept(plain), "{plain:?}");
            assert!(!is_mark(plain), "{plain:?}");
            assert!(![JOINER, NON_JOINER].contains(&plain), "{plain:?}");
        }
    }

    #[test]
    fn marks_do_not_pile_up() {
        let piled = format!("A{}na", "\u{301}".repeat(200));
        let kept = line(&piled, 80).expect("it is short enough once it is cleaned");
        assert_eq!(kept, "A\u{301}\u{301}\u{301}\u{301}na");
        assert_eq!(line("Ứ\u{323}", 80), Ok("Ứ\u{323}".to_owned()));
    }

    #[test]
    fn a_text_that_is_clean_stays_as_it_is() {
        let once = line("a\u{200d}\u{200d}b \u{202e}👩\u{200d}👧\u{200d}", 80).expect("some");
        assert_eq!(line(&once, 80), Ok(once));
    }

    #[test]
    fn a_paragraph_keeps_its_lines() {
        assert_eq!(
            paragraph("one\r\n\r\ntwo\n", 80),
            Ok("one\n\ntwo".to_owned())
        );
    }

    #[test]
    fn too_much_and_nothing_are_told_apart() {
        assert_eq!(line("\u{200b} ", 80), Err(TextProblem::Empty));
        assert_eq!(line("abcd", 3), Err(TextProblem::TooLong { limit: 3 }));
    }
}
