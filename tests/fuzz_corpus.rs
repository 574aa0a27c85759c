//! What is fuzzed, for some seconds: each target of `tests/fuzz` over its corpus, and over changes of it
//! that are made from seeds.
//!
//! `PLENARY_FUZZ_RUNS` says how many changes; `PLENARY_SEED` replays one of them. `make fuzz` runs the
//! same targets for as long as somebody likes.

#[allow(dead_code)]
#[path = "faults/settings.rs"]
mod settings;
#[path = "fuzz/targets.rs"]
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use targets::mutation;

type Target = fn(&[u8]);

/// The inputs that are kept for a target, with their names.
fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.join("tests/fuzz/corpus").join(name);
    let entries = fs::read_dir(folder).expect("the target has a corpus");
    let mut corpus: Vec<_> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read(&path).expect("it can be read"))
        })
        .collect();
    corpus.sort();
    corpus
}

/// Runs a target; where it fails, says on what before it does.
fn run(name: &str, target: Target, what: &str, data: &[u8]) {
    let run = AssertUnwindSafe(|| target(data));
    if let Err(failure) = catch_unwind(run) {
        eprintln!("{name} fails on {what}");
        resume_unwind(failure);
    }
}

/// Runs a target over its corpus, and over so many changes of it.
fn fuzz(name: &str, target: Target, runs: u64) {
    let corpus = corpus(name);
    assert!(!corpus.is_empty(), "{name} has a corpus");
    for (file, data) in &corpus {
        run(name, target, file, data);
    }
    let pick = |number: u64| &corpus[(number % corpus.len() as u64) as usize].1;
    for seed in settings::seeds("PLENARY_FUZZ_RUNS", runs) {
        let base = pick(seed);
        let data = match name {
            "event_log" if seed % 4 > 0 => mutation::log(base, seed),
            _ => mutation::any(base, pick(seed / 7), seed),
        };
        run(name, target, &format!("PLENARY_SEED={seed}"), &data);
    }
}

#[test]
fn the_parser_takes_any_text_and_says_where_it_is_wrong() {
    fuzz("training_parser", targets::training_parser, 300);
}

#[test]
fn no_form_breaks_the_server_or_gets_markup_into_a_page() {
    fuzz("forms", targets::forms, 300);
}

#[test]
fn a_damaged_log_gives_what_is_left_of_the_session_and_never_a_panic() {
    fuzz("event_log", targets::event_log, 300);
}

#[test]
fn a_calendar_is_well_formed_and_holds_what_was_promised() {
    fuzz("calendar", targets::calendar, 300);
}

#[test]
fn tables_give_back_what_was_written_and_compute_nothing() {
    fuzz("tables", targets::tables, 300);
}
