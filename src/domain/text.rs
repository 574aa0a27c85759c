//! What people type, made fit to be kept and shown.

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
    let visible: String = text.chars().filter(|&letter| is_kept(letter)).collect();
    let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    checked(line, limit)
}

/// Several lines: invisible characters are dropped, line ends are `\n`.
pub fn paragraph(text: &str, limit: usize) -> Result<String, TextProblem> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let visible: String = text.chars().filter(|&letter| is_kept(letter)).collect();
    checked(visible.trim().to_owned(), limit)
}

fn checked(text: String, limit: usize) -> Result<String, TextProblem> {
    match text.chars().count() {
        0 => Err(TextProblem::Empty),
        count if count > limit => Err(TextProblem::TooLong { limit }),
        _ => Ok(text),
    }
}

/// Controls would break lines of an export, and bidirectional overrides would let one entry change
/// how its neighbours read (Unicode Technical Report 36). The joiners U+200C and U+200D stay: emoji
/// and several scripts need them.
fn is_kept(letter: char) -> bool {
    let breaks_line = matches!(letter, '\n' | '\t' | ' ');
    let is_invisible = matches!(
        letter,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{61c}'
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
