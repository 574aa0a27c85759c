//! Later looks at the promises: when participants are asked what became of one, and what they answer.

use super::ids::{CheckInId, KindId};
use super::time::Instant;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

/// A day after the session on which participants are asked what became of their promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckInPlan {
    /// Unique in the training.
    pub id: CheckInId,
    /// What people see, for example "Day 7".
    pub title: String,
    /// What is asked of each promise, one sentence.
    pub question: String,
    /// How long after the session.
    pub after: After,
    /// Which promises it asks about; all of them where none is named.
    pub kinds: Vec<KindId>,
}

/// A while after the day of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum After {
    /// So many days.
    Days(u16),
    /// So many weeks.
    Weeks(u16),
    /// So many calendar months: from the 31st of January, one month ends on the last of February.
    Months(u16),
}

impl CheckInPlan {
    /// The day on which it asks, for a session on `day`. None only at the end of time.
    pub fn date(&self, day: Date) -> Option<Date> {
        day.checked_add(Span::from(self.after)).ok()
    }

    /// Whether it asks about a promise of this kind.
    pub fn asks_about(&self, kind: &KindId) -> bool {
        self.kinds.is_empty() || self.kinds.contains(kind)
    }
}

impl From<After> for Span {
    fn from(after: After) -> Self {
        match after {
            After::Days(days) => i64::from(days).days(),
            After::Weeks(weeks) => i64::from(weeks).weeks(),
            After::Months(months) => i64::from(months).months(),
        }
    }
}

/// What became of a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "snake_case")]
pub enum Outcome {
    /// It is kept.
    Done,
    /// It has a new date.
    Moved {
        /// For when now.
        to: Date,
    },
    /// It is given up.
    Dropped {
        /// Why, in the participant's words.
        why: String,
    },
}

/// A participant's answer about a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// What became of it.
    pub outcome: Outcome,
    /// When that was said last.
    pub at: Instant,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn plan(after: After) -> CheckInPlan {
        CheckInPlan {
            id: "later".into(),
            title: "Later".into(),
            question: "What became of it?".into(),
            after,
            kinds: Vec::new(),
        }
    }

    #[test]
    fn a_while_is_counted_in_calendar_days() {
        let day = date(2026, 11, 24);
        assert_eq!(plan(After::Days(7)).date(day), Some(date(2026, 12, 1)));
        assert_eq!(plan(After::Weeks(3)).date(day), Some(date(2026, 12, 15)));
        assert_eq!(plan(After::Months(3)).date(day), Some(date(2027, 2, 24)));
    }

    #[test]
    fn a_month_without_that_day_ends_on_its_last() {
        let day = date(2026, 11, 30);
        assert_eq!(plan(After::Months(3)).date(day), Some(date(2027, 2, 28)));
    }

    #[test]
    fn without_kinds_it_asks_about_all() {
        let mut plan = plan(After::Days(7));
        assert!(plan.asks_about(&"template".into()));
        plan.kinds.push("template".into());
        assert!(plan.asks_about(&"template".into()));
        assert!(!plan.asks_about(&"meeting".into()));
    }
}
