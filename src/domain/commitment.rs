//! From "Friday" to a date: the rules by which a promise gets its day.

use super::training::{DueRule, Weekday};
use jiff::ToSpan;
use jiff::civil::{self, Date};

/// The day of a promise that is made in a session on `day`, always after that day.
///
/// Where the session's month holds no such day any more, it is the last one of the next month: a
/// promise made on the 31st is for a day that can still be kept. None only at the end of time.
pub fn due_date(rule: DueRule, day: Date) -> Option<Date> {
    match rule {
        DueRule::Next(weekday) => day.nth_weekday(1, weekday.into()).ok(),
        DueRule::LastOfMonth(weekday) => {
            let weekday = weekday.map_or(day.weekday(), Into::into);
            let this_month = day.nth_weekday_of_month(-1, weekday).ok()?;
            if this_month > day {
                return Some(this_month);
            }
            let next_month = day.first_of_month().checked_add(1.month()).ok()?;
            next_month.nth_weekday_of_month(-1, weekday).ok()
        }
    }
}

impl From<Weekday> for civil::Weekday {
    fn from(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const NEXT_FRIDAY: DueRule = DueRule::Next(Weekday::Friday);
    const NEXT_MONDAY: DueRule = DueRule::Next(Weekday::Monday);

    #[test]
    fn next_friday_is_the_first_friday_after_the_session() {
        assert_eq!(
            due_date(NEXT_FRIDAY, date(2026, 11, 24)),
            Some(date(2026, 11, 27))
        );
        assert_eq!(
            due_date(NEXT_FRIDAY, date(2026, 11, 26)),
            Some(date(2026, 11, 27))
        );
    }

    #[test]
    fn on_a_friday_the_promise_is_for_the_friday_after() {
        assert_eq!(
            due_date(NEXT_FRIDAY, date(2026, 11, 27)),
            Some(date(2026, 12, 4))
        );
    }

    #[test]
    fn next_monday_crosses_the_year() {
        assert_eq!(
            due_date(NEXT_MONDAY, date(2026, 12, 30)),
            Some(date(2027, 1, 4))
        );
    }

    #[test]
    fn the_last_one_of_the_month_falls_on_the_weekday_of_the_session() {
        let rule = DueRule::LastOfMonth(None);
        assert_eq!(due_date(rule, date(2026, 11, 10)), Some(date(2026, 11, 24)));
    }

    #[test]
    fn when_the_last_one_is_over_it_is_the_one_of_the_next_month() {
        let rule = DueRule::LastOfMonth(None);
        assert_eq!(due_date(rule, date(2026, 11, 24)), Some(date(2026, 12, 29)));
        let rule = DueRule::LastOfMonth(Some(Weekday::Friday));
        assert_eq!(due_date(rule, date(2026, 12, 31)), Some(date(2027, 1, 29)));
        assert_eq!(due_date(rule, date(2026, 11, 24)), Some(date(2026, 11, 27)));
    }
}
