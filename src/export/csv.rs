//! The commitments as CSV: UTF-8 with a byte order mark, so that spreadsheets read names right.

use super::report::{CommitmentLine, Report};
use crate::domain::ids::FieldId;
use crate::domain::training::Repeat;

pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One row a commitment. The columns of the fields are those of the training.
pub fn commitments_csv(report: &Report) -> csv::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let fields = report.fields.iter().map(FieldId::as_str);
    let before = [
        "session_code",
        "session",
        "training",
        "session_date",
        "participant",
        "kind",
    ];
    writer.write_record(before.into_iter().chain(fields).chain([
        "due",
        "repeats",
        "committed_at",
    ]))?;
    for line in &report.commitments {
        writer.write_record(row(report, line).iter().map(|cell| neutral(cell)))?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

fn row(report: &Report, line: &CommitmentLine) -> Vec<String> {
    let entry = |field: &FieldId| {
        let entry = line.entries.iter().find(|entry| entry.field == *field);
        entry.map(|entry| entry.text.clone()).unwrap_or_default()
    };
    let repeats = match line.repeat {
        None => "",
        Some(Repeat::Weekly) => "weekly",
        Some(Repeat::Monthly) => "monthly",
    };
    let mut row = vec![
        report.code.to_string(),
        report.session.clone(),
        report.training.clone(),
        report.date.to_string(),
        line.participant.clone(),
        line.kind.clone(),
    ];
    row.extend(report.fields.iter().map(entry));
    row.push(line.due.to_string());
    row.push(repeats.to_owned());
    row.push(
        line.committed_at
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string(),
    );
    row
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front, which
/// spreadsheets read as "this is text" (OWASP, "CSV Injection").
pub(super) fn neutral(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, entries};
    use jiff::civil::date;

    fn rows(entered: &[(&str, &str)]) -> Vec<Vec<String>> {
        let mut room = Room::open();
        room.join("Łukasz");
        let slide = Command::GoTo {
            section: 2,
            slide: 1,
        };
        room.lead(slide).expect("it exists");
        let commit = Command::Commit {
            kind: "template".into(),
            fields: entries(entered),
            due: date(2026, 11, 27),
        };
        room.say("Łukasz", commit).expect("it is open");
        let csv = commitments_csv(&Report::of(&room.session, room.now)).expect("it can be written");
        let text = String::from_utf8(csv).expect("it is UTF-8");
        let text = text.strip_prefix(BYTE_ORDER_MARK).expect("it has its mark");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        reader
            .records()
            .map(|record| {
                record
                    .expect("it can be read")
                    .iter()
                    .map(str::to_owned)
                    .collect()
            })
            .collect()
    }

    #[test]
    fn a_row_holds_everything_that_was_promised() {
        let rows = rows(&[("document", "The shared doc"), ("rep", "Kim")]);
        assert_eq!(
            rows[0].join(","),
            "session_code,session,training,session_date,participant,kind,document,rep,due,repeats,committed_at"
        );
        assert_eq!(
            rows[1].join("|"),
            "ABC234|Lisbon|Small|2026-11-24|Łukasz|Template|The shared doc|Kim|2026-11-27||2026-11-24T06:00:00+00:00"
        );
    }

    #[test]
    fn a_formula_is_text_and_quotes_and_commas_come_back() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)"] {
            let rows = rows(&[("document", formula), ("rep", "\"Kim\", the, second")]);
            assert_eq!(rows[1][6], format!("'{formula}"));
            assert_eq!(rows[1][7], "\"Kim\", the, second");
        }
        assert_eq!(neutral("\tx"), "'\tx");
        assert_eq!(neutral("\rx"), "'\rx");
    }
}
