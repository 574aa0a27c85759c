//! Text that a spreadsheet would take for a formula.

/// Whether a spreadsheet that reads this text from a file, or in whose cell it is typed, would
/// compute it (OWASP, "CSV Injection"). What people enter is never meant to be computed, and what it
/// computed could fetch from elsewhere or start programs.
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text for a CSV, which cannot say that a cell is text: with an apostrophe in front of what looks
/// like a formula, which spreadsheets read as "this is text". What was entered with apostrophes in
/// front of such a thing gets one more, so that a program that takes one away has what was entered.
pub(super) fn neutral(text: &str) -> String {
    if looks_like_formula(text.trim_start_matches('\'')) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_computed_is_marked_as_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert_eq!(neutral(formula), format!("'{formula}"));
        }
        assert_eq!(neutral("'=1"), "''=1");
        for text in ["1", "a=b", "'x", " =1", "", "'", "Łukasz"] {
            assert_eq!(neutral(text), text);
        }
    }
}
