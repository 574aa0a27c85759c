//! Times as people read them.

use crate::domain::time::{Instant, Span};

/// A countdown: "4:59", and "+0:12" once it is over.
pub fn countdown(remaining: Span) -> String {
    let seconds = remaining.countdown_seconds();
    let sign = if seconds < 0 { "+" } else { "" };
    format!("{sign}{}", minutes_and_seconds(seconds.abs()))
}

/// What a screen reader says of a countdown: at one minute, at half a minute and at zero, and nothing
/// in between.
pub fn announcement(label: &str, remaining: Span) -> Option<String> {
    let said = match remaining.countdown_seconds() {
        ..=0 => "Time is up",
        1..=30 => "30 seconds left",
        31..=60 => "1 minute left",
        _ => return None,
    };
    Some(format!("{said}: {label}"))
}

/// A length: "5:00".
pub fn length(span: Span) -> String {
    minutes_and_seconds(span.as_millis().max(0) / 1_000)
}

/// A length in whole minutes: "15 min".
pub fn minutes(span: Span) -> String {
    format!("{} min", span.whole_minutes())
}

/// A time of day: "10:04".
pub fn time_of_day(at: Instant, utc_offset: Span) -> String {
    let minutes = (at + utc_offset)
        .as_millis()
        .div_euclid(60_000)
        .rem_euclid(24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// How far from the plan, to the minute: "on time", "+4 min", "2 min early".
pub fn delay(delay: Span) -> String {
    let minutes = (delay.as_millis() + 30_000).div_euclid(60_000);
    match minutes {
        0 => "on time".to_owned(),
        1.. => format!("+{minutes} min"),
        _ => format!("{} min early", -minutes),
    }
}

/// How much longer than planned something took, to the second: "+1:10", "−0:30", "0:00".
pub fn difference(actual: Span, planned: Span) -> String {
    // Of whole seconds, as the lengths beside it show them.
    let seconds = actual.as_millis() / 1_000 - planned.as_millis() / 1_000;
    let sign = match seconds {
        ..0 => "−",
        0 => "",
        1.. => "+",
    };
    format!("{sign}{}", minutes_and_seconds(seconds.abs()))
}

/// A share in whole percent: "75%"; nothing of nothing is a dash.
pub fn share(part: usize, of: usize) -> String {
    match (part * 100 + of / 2).checked_div(of) {
        Some(percent) => format!("{percent}%"),
        None => "–".to_owned(),
    }
}

/// What stands in a text area, as HTML. Leptos escapes what is in any other element, but writes this as
/// it comes: somebody's `</textarea>` would end it, and what follows would be part of the page.
pub fn in_textarea(entry: &str) -> String {
    let entry = entry.replace('&', "&amp;");
    entry.replace('<', "&lt;").replace('>', "&gt;")
}

/// Buttons and hints are English.
pub const PAGE_LANGUAGE: &str = "en";

/// The language of a training's words, as a page marks them; none where it is the page's own.
pub fn other_language(language: &str) -> Option<String> {
    (language != PAGE_LANGUAGE).then(|| language.to_owned())
}

/// A number of things: "1 person", "3 people".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// An amount of data, roughly: "640 MB", "12 GB".
pub fn bytes(bytes: u64) -> String {
    match bytes {
        1_000_000_000.. => format!("{} GB", bytes / 1_000_000_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

fn minutes_and_seconds(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_countdown_counts_up_with_a_plus_once_it_is_over() {
        assert_eq!(countdown(Span::from_minutes(10)), "10:00");
        assert_eq!(countdown(Span::from_millis(59_001)), "1:00");
        assert_eq!(countdown(Span::ZERO), "0:00");
        assert_eq!(countdown(Span::from_seconds(-72)), "+1:12");
    }

    #[test]
    fn a_countdown_is_announced_at_a_minute_half_a_minute_and_zero() {
        let said = |seconds| announcement("Pairs", Span::from_seconds(seconds));
        assert_eq!(said(61), None);
        assert_eq!(said(60).as_deref(), Some("1 minute left: Pairs"));
        assert_eq!(said(31), said(60));
        assert_eq!(said(30).as_deref(), Some("30 seconds left: Pairs"));
        assert_eq!(said(0).as_deref(), Some("Time is up: Pairs"));
    }

    #[test]
    fn a_time_of_day_is_that_of_the_session() {
        let at = Instant::from_millis(9 * 3_600_000 + 4 * 60_000);
        assert_eq!(time_of_day(at, Span::from_minutes(60)), "10:04");
        assert_eq!(time_of_day(at, Span::from_minutes(-10 * 60)), "23:04");
    }

    #[test]
    fn a_difference_has_a_sign_unless_there_is_none() {
        let told = |actual| difference(Span::from_millis(actual), Span::from_minutes(1));
        assert_eq!(told(130_000), "+1:10");
        assert_eq!(told(30_000), "−0:30");
        assert_eq!(told(60_999), "0:00");
    }

    #[test]
    fn what_is_typed_does_not_end_its_text_area() {
        assert_eq!(
            in_textarea("Q&A: 1 < 2 &lt; </textarea><b>"),
            "Q&amp;A: 1 &lt; 2 &amp;lt; &lt;/textarea&gt;&lt;b&gt;"
        );
    }

    #[test]
    fn a_share_of_nothing_is_no_number() {
        assert_eq!(share(2, 3), "67%");
        assert_eq!(share(0, 4), "0%");
        assert_eq!(share(0, 0), "–");
    }

    #[test]
    fn a_delay_is_told_to_the_minute() {
        assert_eq!(delay(Span::from_seconds(20)), "on time");
        assert_eq!(delay(Span::from_minutes(4)), "+4 min");
        assert_eq!(delay(Span::from_minutes(-2)), "2 min early");
    }
}
