//! What a report is made from.

use crate::domain::session::Session;
use crate::domain::time::Instant;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// A session at a time.
pub(super) struct Source<'a> {
    pub(super) session: &'a Session,
    time_zone: TimeZone,
}

impl<'a> Source<'a> {
    pub(super) fn new(session: &'a Session) -> Self {
        Self {
            session,
            time_zone: TimeZone::get(session.time_zone()).unwrap_or(TimeZone::UTC),
        }
    }

    /// A point in time as the clocks of the session showed it.
    pub(super) fn local(&self, at: Instant) -> ZonedDateTime {
        Timestamp::from_millisecond(at.as_millis())
            .unwrap_or_default()
            .to_zoned_datetime(self.time_zone.clone())
    }
}
