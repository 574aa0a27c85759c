//! What a reader is to find in a calendar file: computed here from the days that a test names, without
//! the code that writes the file. `calendar_check.py` says how it is written.

use super::calendar_room::Room;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use plenary::domain::training::{CommitmentKind, Repeat};
use serde_json::{Map, Value, json};

/// So many weeks and months something that repeats is looked at: the first change of the clocks stands
/// in the file by its day, and only those of later years show whether its rule is right.
const WEEKS: i64 = 160;
const MONTHS: i64 = 36;
/// How long a meeting of the training takes, in minutes.
const MEETING: i64 = 30;

/// What is to be found in a file.
pub struct Expectation {
    zone: String,
    name: String,
    zone_is_well_known: bool,
    events: Map<String, Value>,
}

impl Expectation {
    /// A calendar without events. Of zones that are not well known, the readers' own data may differ.
    pub fn nothing(room: &Room, zone_is_well_known: bool) -> Self {
        Self {
            zone: room.session.time_zone().to_owned(),
            name: room.session.training().title.clone(),
            zone_is_well_known,
            events: Map::new(),
        }
    }

    /// A promise of Ana's, with its first day.
    pub fn promise(&mut self, room: &Room, kind: &CommitmentKind, first: Date, link: &str) {
        let days = repeated(kind.repeat, first);
        let made = &room.ana().commitments[&kind.id];
        let fields = kind.fields.iter();
        let mut lines = vec![kind.promise.clone()];
        lines.extend(fields.map(|field| format!("{}: {}", field.label, made.fields[&field.id])));
        lines.push(link.to_owned());
        let is_meeting = kind.meeting.is_some();
        let occurrences: Vec<_> = days
            .into_iter()
            .map(|day| {
                if is_meeting {
                    at_nine(day, &self.zone)
                } else {
                    whole(day)
                }
            })
            .collect();
        let event = json!({
            "summary": kind.title,
            "description": lines.join("\n"),
            "url": link,
            "status": null,
            "repeats": kind.repeat.is_some(),
            "ends": null,
            "occurrences": occurrences,
        });
        self.events.insert(uid(kind.id.as_str()), event);
    }

    /// Something that does not repeat for ever, but until a day.
    pub fn end(&mut self, kind: &str, day: Date) {
        self.events[&uid(kind)]["ends"] = json!(day.to_string());
    }

    /// A promise that is given up.
    pub fn cancel(&mut self, kind: &str) {
        self.events[&uid(kind)]["status"] = json!("CANCELLED");
    }

    /// A check-in of the training that asks about some kinds of promise.
    pub fn check_in(&mut self, room: &Room, id: &str, day: Date, kinds: &[&str], link: &str) {
        let training = room.session.training();
        let mut plans = training.check_ins.iter();
        let plan = plans.find(|plan| plan.id.as_str() == id).expect("it asks");
        let promises = kinds
            .iter()
            .map(|kind| format!("- {}\n", room.kind(kind).promise));
        let promises: String = promises.collect();
        let event = json!({
            "summary": format!("{}: {}", training.title, plan.title),
            "description": format!("{}\n{promises}{link}", plan.question),
            "url": link,
            "status": null,
            "repeats": false,
            "ends": null,
            "occurrences": [whole(day)],
        });
        self.events.insert(uid(&format!("check-in-{id}")), event);
    }

    /// The instants of a promise, in UTC.
    pub fn instants(&self, kind: &str) -> Vec<String> {
        let occurrences = self.events[&uid(kind)]["occurrences"].as_array();
        let occurrences = occurrences.expect("it is a list").iter();
        let instants = occurrences.map(|one| one["utc"].as_str().expect("it has a time"));
        instants.map(str::to_owned).collect()
    }

    /// As `calendar_check.py` reads it.
    pub fn json(&self) -> String {
        let whole = json!({
            "zone": self.zone,
            "zone_is_well_known": self.zone_is_well_known,
            "name": self.name,
            "events": self.events,
        });
        whole.to_string()
    }
}

fn uid(what: &str) -> String {
    format!("ABC234-ana-{what}@plenary")
}

/// The first days of something. What is monthly here is always on the last such weekday of its month.
fn repeated(repeat: Option<Repeat>, first: Date) -> Vec<Date> {
    match repeat {
        None => vec![first],
        Some(Repeat::Weekly) => (0..WEEKS).map(|week| first + week.weeks()).collect(),
        Some(Repeat::Monthly) => (0..MONTHS)
            .map(|month| {
                let month = first.first_of_month() + month.months();
                let last = month.nth_weekday_of_month(-1, first.weekday());
                last.expect("each month has one")
            })
            .collect(),
    }
}

fn whole(day: Date) -> Value {
    json!({"start": day.to_string(), "end": (day + 1.day()).to_string()})
}

fn at_nine(day: Date, zone: &str) -> Value {
    let zone = TimeZone::get(zone).expect("a time zone");
    let start = day.at(9, 0, 0, 0);
    let instant = start.to_zoned_datetime(zone).expect("a time of this age");
    let written = |at: DateTime| at.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    json!({
        "start": written(start),
        "end": written(start + MEETING.minutes()),
        "utc": instant.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    })
}
