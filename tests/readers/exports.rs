//! What was entered comes back as it was, whoever reads the exports: `exports_check.py` reads them with
//! programs that are not ours, and compares.

use super::exports_room::Room;
use super::{hostile, python};
use std::path::Path;
use std::process::Command;

/// The files of a session, with what is asked of `plenary export` for each.
const FILES: [(&str, &[&str]); 8] = [
    ("commitments.csv", &["--format", "csv"]),
    ("participants.csv", &["--table", "participants"]),
    ("responses.csv", &["--table", "responses"]),
    ("timing.csv", &["--format", "csv", "--table", "timing"]),
    ("check-ins.csv", &["--table", "check-ins"]),
    ("report.xlsx", &["--format", "xlsx"]),
    ("report.json", &["--format", "json"]),
    ("report.md", &["--format", "md"]),
];

fn plenary(data: &Path, code: &str, arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["export", code, "--data"])
        .arg(data)
        .args(arguments)
        .output()
        .expect("it can be started")
}

/// Writes all exports of a session of hostile people, and `expected.json` with what they entered.
async fn written() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let (room, expected) = hostile::session();
    let code = room.session.code().clone();
    let data = folder.path().join("data");
    room.keep(&data).await;
    for (file, arguments) in FILES {
        let path = folder.path().join(file);
        let path = path.to_str().expect("it is text");
        let output = plenary(
            &data,
            code.as_str(),
            &[arguments, &["--out", path]].concat(),
        );
        let problem = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{file}: {problem}");
        assert!(output.stdout.is_empty(), "{file}");
    }
    let expected = serde_json::to_vec_pretty(&expected).expect("it is JSON");
    std::fs::write(folder.path().join("expected.json"), expected).expect("it can be written");
    folder
}

#[tokio::test]
async fn other_programs_read_back_what_was_entered() {
    let folder = written().await;
    python::read("exports_check.py", folder.path());
}

#[tokio::test]
async fn a_table_is_asked_for_only_where_files_hold_one() {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let room = Room::open("Lisbon", |_| {});
    room.keep(folder.path()).await;
    let code = room.session.code().as_str();
    let output = plenary(
        folder.path(),
        code,
        &["--format", "json", "--table", "timing"],
    );
    assert!(!output.status.success());
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(
        problem.contains("--table goes with --format csv"),
        "{problem}"
    );
    let output = plenary(folder.path(), code, &["--table", "timing"]);
    let table = String::from_utf8(output.stdout).expect("it is UTF-8");
    assert!(
        table.starts_with("\u{feff}section,planned_seconds,"),
        "{table}"
    );
    let output = plenary(folder.path(), "ZZZZZZ", &[]);
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(
        problem.contains("There is no session with the code"),
        "{problem}"
    );
}
