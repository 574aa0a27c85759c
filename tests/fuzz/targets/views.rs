//! Everything that is derived from a session.

use plenary::domain::session::{Participant, Session};
use plenary::domain::time::Instant;
use plenary::domain::views::{ConsoleView, ProjectorView};
use plenary::export::{
    Format, Handout, Report, keep_markdown, mail_merge_csv, participant_calendar,
};
use std::collections::BTreeMap;
use std::hint::black_box;

/// Derives all views as of a time. What a browser gets comes back as it was sent.
pub fn derive_all(session: &Session, now: Instant) {
    let today = session.day_of(now);
    let console = session.console_view();
    let sent = serde_json::to_string(&console).expect("it can be sent");
    let received: ConsoleView = serde_json::from_str(&sent).expect("it can be read");
    assert_eq!(received, console);
    let projector = session.projector_view();
    let sent = serde_json::to_string(&projector).expect("it can be sent");
    let received: ProjectorView = serde_json::from_str(&sent).expect("it can be read");
    assert_eq!(received, projector);
    for timer in &console.stage.timers {
        let left = timer.timer.remaining(now);
        black_box((left.countdown_seconds(), timer.timer.elapsed(now)));
    }
    if let Some(forecast) = console.forecast {
        black_box((forecast.delay(now), forecast.current.remaining(now)));
    }
    black_box((session.phone_view(), session.forms_view()));
    black_box((
        session.scripts(),
        session.slide_texts(),
        session.cohort(today),
    ));
    black_box((
        session.due(now),
        session.next_deadline(),
        session.reading(now),
    ));
    for participant in everybody(session) {
        let id = &participant.id;
        black_box((session.mine(id), session.own_revision(id)));
        black_box((session.own_words(id), session.return_view(id, today)));
    }
}

fn everybody(session: &Session) -> Vec<&Participant> {
    [session.present(), session.removed()].concat()
}

/// Makes all files that can be taken home, as of a time.
pub fn export_all(session: &Session, now: Instant) {
    for participant in everybody(session) {
        black_box(keep_markdown(session, participant));
        black_box(participant_calendar(
            session,
            participant,
            "https://a.test",
            now,
        ));
    }
    let report = Report::of(session, now);
    for format in Format::ALL {
        // A table may be too large for a format, which is said.
        black_box(format.write(&report).ok());
    }
    black_box(Handout::of(session, std::slice::from_ref(session), now));
    let present = session.present().into_iter();
    let links: BTreeMap<_, _> = present
        .map(|person| (person.id.clone(), "https://a.test".to_owned()))
        .collect();
    black_box(mail_merge_csv(session, &links).ok());
}
