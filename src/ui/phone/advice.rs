//! Gentle advice on what somebody writes: nothing is refused for it.

use crate::domain::training::Phrases;
use crate::domain::wording;

/// What a field would like to be told about its entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// Whether a link belongs into it.
    pub link: bool,
    /// Whether it is to be a question.
    pub question: bool,
    /// Openings with which a question reads as an instruction.
    pub directives: Vec<String>,
}

/// What could be better in an entry; none where it is empty, or fine. `lower` makes letters small.
pub fn advice(
    entry: &str,
    wishes: &Wishes,
    phrases: &[Phrases],
    lower: fn(&str) -> String,
) -> Option<String> {
    if entry.trim().is_empty() {
        return None;
    }
    if let Some((banned, replacement)) = wording::banned_phrase(entry, phrases, lower) {
        return Some(format!(
            "“{banned}” is one of the phrases to drop. Perhaps: “{replacement}”"
        ));
    }
    if let Some(opening) = wording::reads_as_directive(entry, &wishes.directives, lower) {
        return Some(format!(
            "“{opening} …” tells more than it asks. What do you really not know yet?"
        ));
    }
    if wishes.question && !wording::ends_with_question(entry) {
        return Some("A question ends with a question mark.".to_owned());
    }
    if wishes.link && !wording::has_link(entry) {
        return Some("There is no link in it yet.".to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(entry: &str) -> Option<String> {
        let wishes = Wishes {
            link: false,
            question: true,
            directives: vec!["you should".into()],
        };
        let phrases = Phrases {
            banned: vec!["How is it going".into()],
            replacements: vec!["What did you learn?".into()],
        };
        advice(entry, &wishes, &[phrases], str::to_lowercase)
    }

    #[test]
    fn advice_is_given_one_thing_at_a_time_and_never_on_an_empty_field() {
        assert_eq!(told("  "), None);
        assert_eq!(told("What is hardest?"), None);
        let first = told("How is it going with the plan").unwrap_or_default();
        assert!(first.contains("What did you learn?"), "{first}");
        let second = told("You should call them, shouldn’t you?").unwrap_or_default();
        assert!(second.contains("you should …"), "{second}");
        assert!(told("Tell me more").is_some());
    }

    #[test]
    fn a_missing_link_is_mentioned() {
        let wishes = Wishes {
            link: true,
            ..Wishes::default()
        };
        assert!(advice("On the call", &wishes, &[], str::to_lowercase).is_some());
        let linked = advice("https://example.com/call", &wishes, &[], str::to_lowercase);
        assert_eq!(linked, None);
    }
}
