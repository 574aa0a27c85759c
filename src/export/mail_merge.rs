//! What any mail program needs to remind a room of its promises: a row for each participant.

use super::csv::{finished, writer};
use super::formula::neutral;
use crate::domain::ids::ParticipantId;
use crate::domain::session::{Commitment, Participant, Session};
use crate::domain::training::CommitmentKind;
use crate::domain::views::day_text;
use std::collections::BTreeMap;

/// Name, link and promises of everybody who has a link in `links`, as CSV: UTF-8 with a byte order
/// mark. The columns of the promises are named by their kinds.
pub fn mail_merge_csv(
    session: &Session,
    links: &BTreeMap<ParticipantId, String>,
) -> csv::Result<Vec<u8>> {
    let mut writer = writer();
    let kinds: Vec<_> = session.commitment_kinds().map(|(_, kind)| kind).collect();
    let columns = kinds.iter().map(|kind| kind.id.as_str());
    let columns = ["name", "link"].into_iter().chain(columns);
    writer.write_record(columns.map(neutral))?;
    for participant in session.present() {
        let Some(link) = links.get(&participant.id) else {
            continue;
        };
        let promises = kinds.iter().map(|kind| promise(participant, kind));
        let row = [participant.name.clone(), link.clone()].into_iter();
        writer.write_record(row.chain(promises).map(|cell| neutral(&cell)))?;
    }
    finished(writer)
}

/// What was promised, in one line of a letter; empty where nothing was.
fn promise(participant: &Participant, kind: &CommitmentKind) -> String {
    let made = participant.commitments.get(&kind.id);
    made.map(|made| sentence(kind, made)).unwrap_or_default()
}

fn sentence(kind: &CommitmentKind, made: &Commitment) -> String {
    let entries = kind.fields.iter().filter_map(|field| {
        let entry = made.fields.get(&field.id)?;
        Some(format!("{}: {entry}", field.label))
    });
    let due = format!("{}: {}", kind.due_label, day_text(made.due));
    let details: Vec<_> = entries.chain([due]).collect();
    format!("{} ({})", kind.promise, details.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, entries, training};
    use crate::domain::training::ActivityKind;
    use jiff::civil::date;

    #[test]
    fn a_row_has_the_link_and_what_was_promised() {
        let mut room = Room::open();
        for name in ["=Ana", "Raj", "Kim"] {
            room.join(name);
        }
        let slide = Command::GoTo {
            section: 2,
            slide: 1,
        };
        room.lead(slide).expect("it exists");
        let commit = Command::Commit {
            kind: "template".into(),
            fields: entries(&[("document", "The doc"), ("rep", "Leo")]),
            due: date(2026, 11, 27),
        };
        room.say("=Ana", commit).expect("it is open");
        let links = [("=Ana", "https://a.test/1"), ("Raj", "https://a.test/2")];
        let links = links.map(|(who, link)| (who.into(), link.to_owned()));
        let csv = mail_merge_csv(&room.session, &links.into()).expect("it can be written");
        assert_eq!(
            String::from_utf8(csv).expect("it is UTF-8"),
            "\u{feff}name,link,template\r\n\
             '=Ana,https://a.test/1,I ship it. (document: The doc; rep: Leo; Deadline: Friday 27 November 2026)\r\n\
             Raj,https://a.test/2,\r\n"
        );
    }

    #[test]
    fn a_kind_whose_name_begins_like_a_formula_is_none() {
        let mut training = training();
        if let ActivityKind::Commitments(commitments) = &mut training.activities[3].kind {
            commitments.kinds[0].id = "-cmd".into();
        }
        let session = Room::open_with(training).session;
        let csv = mail_merge_csv(&session, &BTreeMap::new()).expect("it can be written");
        assert_eq!(csv, "\u{feff}name,link,'-cmd\r\n".as_bytes());
    }
}
