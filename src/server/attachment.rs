//! Names for the files that browsers keep.

use crate::export::{Format, Report};

/// The longest part of a name that comes from a title, in characters. File systems take 255 bytes,
/// and a character is up to 4 of them.
const LONGEST_TITLE: usize = 50;

/// The value of `Content-Disposition` that keeps an export under a name of its own: for old programs
/// in ASCII, and for all others whole (RFC 6266 with RFC 8187).
pub fn content_disposition(report: &Report, format: Format) -> String {
    let name = |title: &str| {
        let code = report.code.as_str();
        let parts = [title, code, format.subject()];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}.{}", parts.join("-"), format.extension())
    };
    let title = safe(&report.session);
    let ascii = safe(&title.replace(|letter: char| !letter.is_ascii(), "-"));
    format!(
        "attachment; filename=\"{}\"; filename*=UTF-8''{}",
        name(&ascii),
        percent_encoded(&name(&title))
    )
}

/// A title without what some system forbids in a name, or reads as more than a letter.
fn safe(title: &str) -> String {
    let is_safe = |letter: char| {
        let is_plain = letter.is_ascii_alphanumeric() || letter == '_';
        is_plain || !(letter.is_ascii() || letter.is_whitespace() || letter.is_control())
    };
    let letters = title.chars().take(LONGEST_TITLE);
    let safe: String = letters
        .map(|letter| if is_safe(letter) { letter } else { '-' })
        .collect();
    let words: Vec<_> = safe.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}

fn percent_encoded(name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                encoded.push(char::from(byte));
            }
            _ => encoded += &format!("%{byte:02X}"),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        assert_eq!(
            safe("Lisbon, November: the \"second\" / try"),
            "Lisbon-November-the-second-try"
        );
        assert_eq!(safe("../../etc/passwd"), "etc-passwd");
        assert_eq!(safe("a\r\nSet-Cookie: x=y"), "a-Set-Cookie-x-y");
        assert_eq!(safe("Łódź שלום"), "Łódź-שלום");
        assert_eq!(safe("%2e%2e"), "2e-2e");
        assert_eq!(safe(&"x".repeat(80)).len(), LONGEST_TITLE);
        assert_eq!(safe("***"), "");
    }

    #[test]
    fn what_is_no_letter_of_ascii_is_encoded() {
        assert_eq!(percent_encoded("Łódź-1.csv"), "%C5%81%C3%B3d%C5%BA-1.csv");
    }
}
