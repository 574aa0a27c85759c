//! How what people write reads: whether it is a question, holds a link, or says what a training
//! would rather not hear. All of it is a matter of letters and words, not of meaning.
//!
//! A phone asks this, too. So it does without the tables of Unicode: whoever asks lends what makes
//! letters small (`lower`), which a browser has, and what is a letter is told by ranges.

use super::training::Phrases;

/// Whether a text ends with a question mark; quotes, brackets and spaces may come after it.
pub fn ends_with_question(text: &str) -> bool {
    let is_after = |letter: char| {
        letter.is_whitespace() || is_apostrophe(letter) || "\"“”„«»‹›)]}）］」』】".contains(letter)
    };
    text.trim_end_matches(is_after).ends_with(['?', '？', '؟'])
}

/// The first of these openings with which a sentence of the text begins: then it tells more than it
/// asks.
pub fn reads_as_directive<'a>(
    text: &str,
    directives: &'a [String],
    lower: impl Fn(&str) -> String,
) -> Option<&'a str> {
    let words = |text: &str| words(text, &lower);
    let sentences: Vec<_> = text
        .split(|letter| ".!?？؟;:…\n".contains(letter))
        .map(words)
        .collect();
    let opens = |directive: &&String| {
        let opening = words(directive);
        !opening.is_empty() && sentences.iter().any(|words| words.starts_with(&opening))
    };
    directives.iter().find(opens).map(String::as_str)
}

/// Whether a text holds something to open: an address that begins with `http://`, `https://` or
/// `www.`, or one like `name.tld/path`.
pub fn has_link(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word
            .trim_matches(|letter: char| !is_letter(letter) && letter != '/')
            .to_ascii_lowercase();
        let goes_on = |beginning: &str| {
            let rest = word.split_once(beginning).map(|(_, rest)| rest);
            rest.is_some_and(|rest| rest.starts_with(is_letter))
        };
        goes_on("http://") || goes_on("https://") || is_www(&word) || is_host_with_path(&word)
    })
}

/// The first banned phrase in a text, with what to say instead. Case, punctuation, spaces and
/// apostrophes make no difference; only whole words count.
pub fn banned_phrase<'a>(
    text: &str,
    phrases: &'a [Phrases],
    lower: impl Fn(&str) -> String,
) -> Option<(&'a str, &'a str)> {
    let words = |text: &str| words(text, &lower);
    let said = words(text);
    let is_said = |banned: &str| {
        let banned = words(banned);
        !banned.is_empty() && said.windows(banned.len()).any(|words| words == banned)
    };
    phrases
        .iter()
        .flat_map(|phrases| phrases.banned.iter().zip(&phrases.replacements))
        .map(|(banned, replacement)| (banned.as_str(), replacement.as_str()))
        .find(|(banned, _)| is_said(banned))
}

/// An entry as the option with which it begins, and the rest: `Kind: what was written`.
pub fn split_option<'a>(entry: &'a str, options: &'a [String]) -> (Option<&'a str>, &'a str) {
    let split = options.iter().find_map(|option| {
        let rest = entry.strip_prefix(option.as_str())?.strip_prefix(':')?;
        Some((Some(option.as_str()), rest.trim()))
    });
    split.unwrap_or((None, entry))
}

/// Lower-case words without apostrophes: "What’s up?" is `whats up`.
fn words(text: &str, lower: impl Fn(&str) -> String) -> Vec<String> {
    let letters = text.chars().filter(|&letter| !is_apostrophe(letter));
    lower(&letters.collect::<String>())
        .split(|letter| !is_letter(letter))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_apostrophe(letter: char) -> bool {
    "'’‘ʼ`´＇".contains(letter)
}

/// A letter or a digit; beyond ASCII whatever is neither space, punctuation nor a symbol, as far as
/// people type those.
fn is_letter(letter: char) -> bool {
    let is_other = matches!(
        letter,
        '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b4}' | '\u{b6}'..='\u{b9}' | '\u{bb}'..='\u{bf}'
            | '×' | '÷' | '\u{37e}' | '\u{387}' | '\u{589}' | '\u{5be}' | '\u{60c}' | '\u{61b}'
            | '\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}' | '\u{964}' | '\u{965}'
            | '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20cf}' | '\u{2190}'..='\u{2bff}'
            | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{30fb}'
            | '\u{fe00}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
            | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{1f000}'..='\u{1faff}'
    );
    if letter.is_ascii() {
        letter.is_ascii_alphanumeric()
    } else {
        !is_other
    }
}

fn is_www(word: &str) -> bool {
    word.strip_prefix("www.")
        .is_some_and(|host| host.contains('.'))
}

fn is_host_with_path(word: &str) -> bool {
    let Some((host, path)) = word.split_once('/') else {
        return false;
    };
    let is_label = |label: &str| {
        let mut letters = label.chars();
        !label.is_empty() && letters.all(|letter| is_letter(letter) || letter == '-')
    };
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    let is_in_top = |letter: char| is_letter(letter) && !letter.is_ascii_digit();
    let is_top = top.chars().count() > 1 && top.chars().all(is_in_top);
    is_top && host.split('.').all(is_label) && path.starts_with(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_question_ends_with_its_mark_whatever_closes_after_it() {
        for text in [
            "Why?",
            "Why? ",
            "“Why?”",
            "(why?)",
            "何？」",
            "لماذا؟",
            "I see. Why?\n",
        ] {
            assert!(ends_with_question(text), "{text}");
        }
        for text in ["", "Why", "Why? Tell me.", "?a", "”"] {
            assert!(!ends_with_question(text), "{text}");
        }
    }

    #[test]
    fn a_directive_is_found_where_a_sentence_begins() {
        let directives = texts(&["You should", "don't you think", "make sure"]);
        let found = |text: &str| reads_as_directive(text, &directives, str::to_lowercase);
        assert_eq!(found("you SHOULD call them, right?"), Some("You should"));
        assert_eq!(found("Nice. Don’t you think so?"), Some("don't you think"));
        assert_eq!(found("“Make  sure you call?”"), Some("make sure"));
        assert_eq!(found("What do you think you should do?"), None);
        assert_eq!(found("Make surely what?"), None);
        assert_eq!(
            reads_as_directive("Why?", &texts(&["", "?"]), str::to_lowercase),
            None
        );
    }

    #[test]
    fn a_link_is_an_address_or_a_host_with_a_path() {
        for text in [
            "see https://example.com",
            "(HTTP://localhost:3000/x)",
            "call:https://x.y",
            "www.example.com.",
            "docs.example.com/call-14, minute 3",
        ] {
            assert!(has_link(text), "{text}");
        }
        for text in [
            "",
            "https://",
            "and/or",
            "e.g./i.e.",
            "1.5/2 hours",
            "the call. Monday",
            "www.",
            "example.com",
        ] {
            assert!(!has_link(text), "{text}");
        }
    }

    #[test]
    fn a_banned_phrase_is_found_in_whole_words_however_it_is_typed() {
        let phrases = [Phrases {
            banned: texts(&["What's the plan", "top 5?", "…"]),
            replacements: texts(&["What did you learn?", "What is hard?", "-"]),
        }];
        let found = |text: &str| banned_phrase(text, &phrases, str::to_lowercase);
        let plan = Some(("What's the plan", "What did you learn?"));
        assert_eq!(found("So,  WHAT’S the\nplan?!"), plan);
        assert_eq!(found("whats the plan"), plan);
        assert_eq!(found("«What’s the plan🙂» – well…"), plan);
        assert_eq!(found("On the top-5"), Some(("top 5?", "What is hard?")));
        assert_eq!(found("What's the planet?"), None);
        assert_eq!(found("top 50"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn an_entry_is_told_from_the_option_that_it_begins_with() {
        let options = texts(&["A signal", "A change"]);
        assert_eq!(
            split_option("A change: next week", &options),
            (Some("A change"), "next week")
        );
        assert_eq!(split_option("A change:", &options), (Some("A change"), ""));
        assert_eq!(
            split_option("A changeling", &options),
            (None, "A changeling")
        );
    }
}
