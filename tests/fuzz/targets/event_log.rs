//! A log that is damaged gives the session that is left of it, or none, and never a panic: else one
//! bad disk would take the whole server with it, again at each start.

use super::views;
use plenary::domain::session::{Actor, Command, Record, Request, Session};
use plenary::domain::time::{Instant, Span};

/// The data is a log, one record a line; a line that cannot be read ends it.
pub fn event_log(data: &[u8]) {
    let log: Vec<Record> = data
        .split(|byte| *byte == b'\n')
        .map_while(|line| serde_json::from_slice(line).ok())
        .collect();
    for record in &log {
        assert_comes_back(record);
    }
    let Some(session) = Session::replay(&log) else {
        return;
    };
    assert_eq!(Session::replay(&log), Some(session.clone()));
    for now in [session.latest(), session.latest() + Span::from_minutes(70)] {
        views::derive_all(&session, now);
    }
    views::export_all(&session, session.latest());
    go_on(session);
}

fn assert_comes_back(record: &Record) {
    let written = serde_json::to_string(record).expect("it can be written");
    let read: Record = serde_json::from_str(&written).expect("it can be read");
    assert_eq!(read, *record);
    if let Some(event) = record.event.erased() {
        assert_eq!(event.whose(), record.event.whose());
    }
}

/// The session can be led and joined, as far as it goes.
fn go_on(mut session: Session) {
    // As the task of a session takes the time.
    let now = session.time_at(Instant::from_millis(1_795_600_000_000));
    let now = now.max(session.latest());
    let due = session.due(now);
    take(&mut session, now, &Actor::Time, None, due);
    let join = Command::Join {
        name: "Ana".to_owned(),
        key: "a-key".into(),
    };
    let ana = Actor::Participant("a-new-participant".into());
    let lead = Actor::Facilitator;
    let orders = [
        (&ana, join),
        (&lead, Command::Pause),
        (&lead, Command::Forward),
        (&lead, Command::Resume),
        (&lead, Command::Backward),
        (&lead, Command::End),
    ];
    for (number, (by, command)) in orders.into_iter().enumerate() {
        let id = format!("go-on-{number}").as_str().into();
        let request = Request { id, command };
        if let Ok(events) = session.decide(now, by, &request) {
            take(&mut session, now, by, Some(&request), events);
        }
    }
    let _ = session.snapshot();
    views::derive_all(&session, now);
}

fn take(
    session: &mut Session,
    now: Instant,
    by: &Actor,
    request: Option<&Request>,
    events: Vec<plenary::domain::session::Event>,
) {
    for record in session.record(now, by, request, events) {
        session.apply(&record);
    }
}
