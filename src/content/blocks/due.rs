//! Reads the rules for dates, such as `next friday`.

use crate::content::nearest::did_you_mean;
use crate::domain::training::{DueRule, Weekday};

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Why a text is no rule for a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum DueError {
    /// The rule is right but for its day.
    #[error(
        "`due` names the day `{0}`, which is no day of the week{advice}",
        advice = did_you_mean(.0, DAYS.map(|(name, _)| name))
    )]
    Day(String),
    /// It is none of the rules.
    #[error(
        "`due` is \"{0}\"; write \"next <day>\", \"last <day> of month\" or \"last of month\", \
         as in \"next friday\"."
    )]
    Rule(String),
}

/// Reads a rule.
pub(super) fn due_rule(text: &str) -> Result<DueRule, DueError> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["next", name] => day(name).map(DueRule::Next),
        ["last", "of", "month"] => Ok(DueRule::LastOfMonth(None)),
        ["last", name, "of", "month"] => day(name).map(|day| DueRule::LastOfMonth(Some(day))),
        _ => Err(DueError::Rule(text.to_owned())),
    }
}

fn day(name: &str) -> Result<Weekday, DueError> {
    DAYS.iter()
        .find(|(known, _)| *known == name)
        .map(|(_, day)| *day)
        .ok_or_else(|| DueError::Day(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_rules_are_read() {
        assert_eq!(due_rule("next friday"), Ok(DueRule::Next(Weekday::Friday)));
        assert_eq!(
            due_rule("last  monday of month"),
            Ok(DueRule::LastOfMonth(Some(Weekday::Monday)))
        );
        assert_eq!(due_rule("last of month"), Ok(DueRule::LastOfMonth(None)));
    }

    #[test]
    fn a_slip_in_a_day_is_told_apart_from_an_unknown_rule() {
        assert_eq!(due_rule("next fryday"), Err(DueError::Day("fryday".into())));
        assert_eq!(due_rule("soon"), Err(DueError::Rule("soon".into())));
        assert_eq!(
            DueError::Day("fryday".into()).to_string(),
            "`due` names the day `fryday`, which is no day of the week; did you mean `friday`?"
        );
    }
}
