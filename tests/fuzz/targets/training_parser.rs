//! A training from any text: nothing breaks the parser, it says where something is wrong, and what it
//! finds nothing wrong with can be run.

use super::room::Room;
use super::views;
use plenary::content::{Problem, SourceFile, parse};
use plenary::domain::session::{Command, Session};
use plenary::domain::training::Training;
use std::collections::HashSet;
use std::hash::Hash;

/// Begins a file: its name comes after it.
const FILE: &str = "=== ";

/// More than so many times all views of a session are not derived: a training can have thousands of
/// steps.
const MOST_LOOKS: usize = 16;

/// The data is the files of a folder, each after a line with its name.
pub fn training_parser(data: &[u8]) {
    let files = files(data);
    let (training, problems) = parse("fuzzed", &files);
    assert_eq!(
        parse("fuzzed", &files),
        (training.clone(), problems.clone()),
        "it is read in the same way twice"
    );
    assert!(problems.is_sorted(), "{problems:?}");
    for problem in &problems {
        assert_is_in(problem, &files);
    }
    for section in &training.sections {
        for slide in &section.slides {
            for step in 1..=slide.steps {
                let mark = format!("data-step=\"{step}\"");
                assert!(slide.html.contains(&mark), "nothing happens: {slide:?}");
            }
            assert_harmless(&slide.html);
            assert_harmless(&slide.notes_html);
        }
    }
    if problems.is_empty() {
        assert_whole(&training);
        run(training);
    }
}

/// The files that data stands for.
pub fn files(data: &[u8]) -> Vec<SourceFile> {
    let text = String::from_utf8_lossy(data);
    let mut files: Vec<SourceFile> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix(FILE), files.last_mut()) {
            (Some(name), _) => files.push(SourceFile {
                name: name.trim().to_owned(),
                text: String::new(),
            }),
            (None, Some(file)) => file.text.push_str(line),
            (None, None) => files.push(SourceFile {
                name: "training.toml".to_owned(),
                text: line.to_owned(),
            }),
        }
    }
    files
}

fn assert_is_in(problem: &Problem, files: &[SourceFile]) {
    // Of two files with one name the last is read.
    let file = files.iter().rfind(|file| file.name == problem.file);
    let is_known = file.is_some() || problem.file == "training.toml";
    assert!(is_known, "{problem}");
    let text = file.map_or("", |file| file.text.as_str());
    // For an editor a `\r` alone ends a line, too.
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let last = lines.lines().count() + 1;
    assert!((1..=last).contains(&problem.line), "{problem} of {last}");
    assert!(!problem.message.trim().is_empty(), "{problem:?}");
}

/// What the parser lets through is put into pages as it is.
fn assert_harmless(html: &str) {
    let html = html.to_ascii_lowercase();
    for tag in ["<script", "<style", "<iframe", "<form", "<input", "<base"] {
        assert!(!html.contains(tag), "{html}");
    }
}

/// What a training without problems promises.
fn assert_whole(training: &Training) {
    assert!(!training.title.is_empty() && !training.sections.is_empty());
    for section in &training.sections {
        assert!(!section.title.is_empty() && !section.slides.is_empty());
        assert!(!section.planned.is_negative());
        let slides = section.slides.len();
        let mut cut = section.cuts.iter().flat_map(|cut| &cut.slides);
        assert!(cut.all(|slide| *slide < slides), "{:?}", section.cuts);
        for slide in &section.slides {
            let activity = slide.activity.as_ref();
            assert!(activity.is_none_or(|id| training.activity(id).is_some()));
        }
    }
    let activities = training.activities.iter();
    assert_differ(activities.map(|activity| &activity.id));
    assert_differ(training.timers().map(|timer| &timer.id));
    assert_differ(training.check_ins.iter().map(|plan| &plan.id));
}

fn assert_differ<T: Eq + Hash>(names: impl Iterator<Item = T>) {
    let mut seen = HashSet::new();
    for name in names {
        assert!(seen.insert(name), "two have one name");
    }
}

/// Goes through all slides and looks at the screens on the way.
fn run(training: Training) {
    let slides = training.sections.iter().flat_map(|one| &one.slides);
    let moves: usize = slides.map(|slide| usize::from(slide.steps) + 1).sum();
    let every = moves / MOST_LOOKS + 1;
    let mut room = Room::open(training);
    room.join("ana", "Ana").expect("there is room");
    views::derive_all(&room.session, room.now);
    for count in 1..=moves {
        assert!(room.lead(Command::Forward).is_ok_and(|moved| moved));
        if count % every == 0 || count == moves {
            views::derive_all(&room.session, room.now);
        }
    }
    assert_shown(&room.session);
    let beyond = room.lead(Command::Forward);
    assert!(beyond.is_ok_and(|moved| !moved), "after the last slide");
    room.lead(Command::End).expect("it runs");
    views::derive_all(&room.session, room.now);
    views::export_all(&room.session, room.now);
}

/// The last slide is there with all its steps.
fn assert_shown(session: &Session) {
    let last = session.training().sections.last();
    let last = last.and_then(|section| section.slides.last());
    let last = last.expect("a training without problems has slides");
    let view = session.slide_view().expect("the session runs");
    assert_eq!(
        (view.title, view.html),
        (last.title.clone(), last.html.clone())
    );
    assert_eq!(view.number, view.count);
}
