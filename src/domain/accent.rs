//! The colour of a training.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A colour on which white words can be read: red, green and blue in sRGB, as `#0e6a5b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Accent([u8; 3]);

/// White words on an accent have at least this contrast. On the projector the accent is darkened
/// further where it is itself the colour of words, which takes these to 7 to 1.
pub const LEAST_CONTRAST: f64 = 6.0;

/// Why a text is no accent.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum AccentProblem {
    /// It is no colour.
    #[error("write a colour as six hexadecimal digits, as in \"#0e6a5b\"")]
    NoColour,
    /// White words on it cannot be read from the last row.
    #[error(
        "white words on it have a contrast of {0:.1} to 1 only; take a darker colour, with at least 6 to 1"
    )]
    TooLight(f64),
}

impl Accent {
    /// The six digits without the `#`.
    pub fn digits(self) -> String {
        let [red, green, blue] = self.0;
        format!("{red:02x}{green:02x}{blue:02x}")
    }
}

impl FromStr for Accent {
    type Err = AccentProblem;

    fn from_str(text: &str) -> Result<Self, AccentProblem> {
        let digits = text.strip_prefix('#').unwrap_or_default();
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(AccentProblem::NoColour);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| AccentProblem::NoColour)?;
        let [_, red, green, blue] = number.to_be_bytes();
        let contrast = contrast_with_white([red, green, blue]);
        if contrast < LEAST_CONTRAST {
            return Err(AccentProblem::TooLight(contrast));
        }
        Ok(Self([red, green, blue]))
    }
}

impl TryFrom<String> for Accent {
    type Error = AccentProblem;

    fn try_from(text: String) -> Result<Self, AccentProblem> {
        text.parse()
    }
}

impl From<Accent> for String {
    fn from(accent: Accent) -> Self {
        accent.to_string()
    }
}

impl fmt::Display for Accent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.digits())
    }
}

/// Source: WCAG 2.2, "contrast ratio" and "relative luminance".
fn contrast_with_white(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_is_a_colour_on_which_white_can_be_read() {
        let accent: Accent = "#0E6a5B".parse().expect("it is dark");
        assert_eq!(accent.to_string(), "#0e6a5b");
        for text in ["", "0e6a5b", "#0e6", "#0e6a5z", "teal", "#0e6a5b;}"] {
            assert_eq!(
                text.parse::<Accent>(),
                Err(AccentProblem::NoColour),
                "{text}"
            );
        }
        let light = "#ffd400".parse::<Accent>();
        assert!(matches!(light, Err(AccentProblem::TooLight(_))));
    }

    #[test]
    fn contrast_is_as_the_guidelines_have_it() {
        assert!((contrast_with_white([0, 0, 0]) - 21.0).abs() < 1e-9);
        assert!((contrast_with_white([255, 255, 255]) - 1.0).abs() < 1e-9);
        assert!((contrast_with_white([0x76, 0x76, 0x76]) - 4.54).abs() < 0.01);
    }
}
