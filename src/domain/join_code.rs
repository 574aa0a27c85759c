//! The code by which people find a session: six characters that survive being read aloud, written
//! on a flip chart and typed on a phone.

use super::ids::JoinCode;

/// Letters and digits without I, L, O, 0 and 1, which look alike.
pub const ALPHABET: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/// How many characters a code has.
pub const LENGTH: usize = 6;

/// The code that random bytes give. Bytes that would make some characters likelier than others are
/// passed over; none when too few are left.
pub fn from_random(bytes: &[u8]) -> Option<JoinCode> {
    let fair = u8::MAX - u8::MAX % ALPHABET.len() as u8;
    let code: String = bytes
        .iter()
        .filter(|&&byte| byte < fair)
        .map(|&byte| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]))
        .take(LENGTH)
        .collect();
    (code.len() == LENGTH).then(|| JoinCode::new(code))
}

/// The code that somebody has typed, in any case and with spaces or hyphens; none where it cannot
/// be one.
pub fn from_typed(text: &str) -> Option<JoinCode> {
    let code: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    let is_code = code.len() == LENGTH && code.bytes().all(|byte| ALPHABET.contains(&byte));
    is_code.then(|| JoinCode::new(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_understood_however_it_is_typed() {
        for typed in ["ABC234", "abc234", " abc-234 ", "aB c2 34"] {
            assert_eq!(from_typed(typed), Some(JoinCode::from("ABC234")));
        }
        for typed in ["", "ABC23", "ABC2345", "ABC230", "ABCLIO", "ÄBC234"] {
            assert_eq!(from_typed(typed), None, "{typed}");
        }
    }

    #[test]
    fn every_character_is_equally_likely() {
        let mut counts = [0; 31];
        for byte in 0..=u8::MAX {
            if let Some(code) = from_random(&[byte; LENGTH]) {
                let first = code.as_str().as_bytes()[0];
                counts[ALPHABET
                    .iter()
                    .position(|&known| known == first)
                    .expect("it is known")] += 1;
            }
        }
        assert_eq!(counts, [8; 31]);
    }
}
