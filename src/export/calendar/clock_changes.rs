//! The changes of a time zone's clocks, as the time zone database has them.

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

/// A change of the clocks.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// When, by the clocks before the change.
    pub at: DateTime,
    pub from: Offset,
    pub to: Offset,
    pub is_summer: bool,
    pub name: String,
}

impl Change {
    /// Whether two changes differ in nothing but their day.
    pub fn is_like(&self, other: &Self) -> bool {
        (self.from, self.to, self.is_summer, &self.name)
            == (other.from, other.to, other.is_summer, &other.name)
    }
}

/// The change before a day, so that the day itself is covered, and those from that day until `end`.
/// Never empty: where the clocks are not changed any more, what holds there begins long ago.
pub(super) fn changes(zone: &TimeZone, day: Date, end: Timestamp) -> Vec<Change> {
    // What has changed by the first instant of the day counts as before: clocks that go forward at
    // midnight change in that instant.
    let start = instant(zone, day);
    let mut following = zone
        .following(start)
        .take_while(|next| next.timestamp() < end)
        .peekable();
    if following.peek().is_none() {
        return vec![standing_still(zone, start)];
    }
    let just_after = start.checked_add(1.second()).unwrap_or(start);
    let before = zone.preceding(just_after).next();
    let all = before.into_iter().chain(following);
    all.map(|change| {
        let from = zone.to_offset(change.timestamp() - 1.second());
        Change {
            at: from.to_datetime(change.timestamp()),
            from,
            to: change.offset(),
            is_summer: change.dst().is_dst(),
            name: change.abbreviation().to_owned(),
        }
    })
    .collect()
}

fn standing_still(zone: &TimeZone, at: Timestamp) -> Change {
    let info = zone.to_offset_info(at);
    Change {
        at: DateTime::constant(1970, 1, 1, 0, 0, 0, 0),
        from: info.offset(),
        to: info.offset(),
        is_summer: false,
        name: info.abbreviation().to_owned(),
    }
}

/// The beginning of a day.
pub(super) fn instant(zone: &TimeZone, day: Date) -> Timestamp {
    let start = day.to_zoned_datetime(zone.clone());
    start.map_or(Timestamp::MAX, |start| start.timestamp())
}
