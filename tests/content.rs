//! Broken trainings and what is said about them; and that nothing at all breaks the parser.

use plenary::content::{Problem, SourceFile, is_training_file, parse};
use plenary::domain::training::Training;
use proptest::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The one training among the broken ones that is whole: the base for mutations.
const WHOLE: &str = "00-nothing-wrong";

fn broken_trainings() -> Vec<PathBuf> {
    folders_in("tests/broken")
}

fn folders_in(root: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .expect("a folder of trainings")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn read_folder(folder: &Path) -> Vec<SourceFile> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = name_of(&path);
        if is_training_file(&name) {
            let text = fs::read_to_string(&path).expect("a text");
            files.push(SourceFile { name, text });
        }
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .and_then(|name| name.to_str())
        .expect("a name")
        .to_owned()
}

fn whole_training() -> Vec<SourceFile> {
    let folder = broken_trainings()
        .into_iter()
        .find(|folder| name_of(folder) == WHOLE)
        .expect("the whole training");
    read_folder(&folder)
}

/// How many lines a text has for an editor: a `\r` alone ends a line too.
fn line_count(text: &str) -> usize {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.lines().count().max(1)
}

fn assert_problems_are_in_the_files(files: &[SourceFile], problems: &[Problem]) {
    let lines: HashMap<&str, usize> = files
        .iter()
        .map(|file| (file.name.as_str(), line_count(&file.text)))
        .collect();
    for problem in problems {
        let last = lines.get(problem.file.as_str()).copied().unwrap_or(1);
        assert!(
            (1..=last).contains(&problem.line),
            "{problem} (of {last} lines)"
        );
        assert!(!problem.message.trim().is_empty());
    }
    assert!(problems.is_sorted(), "{problems:?}");
}

fn parse_checked(files: &[SourceFile]) -> (Training, Vec<Problem>) {
    let (training, problems) = parse("a-training", files);
    assert_problems_are_in_the_files(files, &problems);
    for slide in training.sections.iter().flat_map(|section| &section.slides) {
        for step in 1..=slide.steps {
            assert!(
                slide.html.contains(&format!("data-step=\"{step}\"")),
                "step {step} of {} is not in {}",
                slide.steps,
                slide.html
            );
        }
    }
    (training, problems)
}

#[test]
fn each_broken_training_is_reported_word_by_word() {
    let mut wrong = Vec::new();
    for folder in broken_trainings() {
        let files = read_folder(&folder);
        let slug = name_of(&folder);
        let (_, problems) = parse(&slug, &files);
        assert_problems_are_in_the_files(&files, &problems);
        let found: String = problems
            .iter()
            .map(|problem| format!("{problem}\n"))
            .collect();
        let expected = fs::read_to_string(folder.join("expected.txt")).expect("expected.txt");
        if found != expected {
            wrong.push(format!(
                "== {slug}\n-- expected\n{expected}-- found\n{found}"
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_trainings_that_come_with_plenary_have_no_problem() {
    let folders = folders_in("content");
    assert!(folders.len() >= 2);
    for folder in folders {
        let (_, problems) = parse_checked(&read_folder(&folder));
        assert_eq!(problems, [], "{}", folder.display());
    }
}

#[test]
fn the_template_has_no_problem_once_it_has_a_title() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/command_line/template");
    let mut files = read_folder(&folder);
    for file in &mut files {
        file.text = file.text.replace("{{title}}", "A title");
        assert!(!file.text.contains("{{"), "{}", file.name);
    }
    let (training, problems) = parse_checked(&files);
    assert_eq!(problems, []);
    assert_eq!(training.title, "A title");
}

#[test]
fn the_sales_training_has_three_cards_to_take_home() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/sales-manager-1-1-reboot");
    let (training, _) = parse_checked(&read_folder(&folder));
    let items: Vec<usize> = training
        .takeaways
        .iter()
        .map(|card| card.items.len())
        .collect();
    assert_eq!(items, [5, 3, 3]);
}

/// Each of these left something open that swallowed the step after it.
#[test]
fn what_an_item_leaves_open_does_not_take_in_the_next_step() {
    let open = [
        "<!-- x",
        "<div title=\"x",
        "<div ",
        "<script>x",
        "<textarea>",
    ];
    for html in open {
        for text in [
            format!("* {html}\n* two\n* three\n"),
            format!("* one\n* {html}\n\n  more\n* three\n"),
        ] {
            parse_checked(&[
                SourceFile {
                    name: "training.toml".into(),
                    text: "title=\"T\"\nsummary=\"S\"\n\
                        [[section]]\nfile=\"01-a.md\"\ntitle=\"A\"\nminutes=1"
                        .into(),
                },
                SourceFile {
                    name: "01-a.md".into(),
                    text,
                },
            ]);
        }
    }
}

#[test]
fn there_are_enough_broken_trainings_to_speak_of() {
    assert!(broken_trainings().len() >= 22);
}

#[test]
fn line_endings_and_a_byte_order_mark_change_nothing() {
    let files = whole_training();
    let windows: Vec<SourceFile> = files
        .iter()
        .map(|file| SourceFile {
            name: file.name.clone(),
            text: format!("\u{feff}{}", file.text.replace('\n', "\r\n")),
        })
        .collect();
    assert_eq!(parse("a-training", &files), parse("a-training", &windows));
}

#[test]
fn a_training_without_files_has_problems_but_no_sections() {
    let (training, problems) = parse_checked(&[]);
    assert!(training.sections.is_empty());
    assert!(!problems.is_empty());
}

#[test]
fn time_grows_with_the_size_and_not_with_its_square() {
    let awkward = [
        "<!-- x\n---\n",
        "```text\n---\n",
        "~~~~\n",
        "x <!-- y\n",
        "- ```text\n",
        "```poll\nid = \"x\"\n",
        "# {.foo} a\n",
        "* a\n\n. . .\n\n",
        "> * ",
    ];
    for piece in awkward {
        let files = [
            SourceFile {
                name: "training.toml".into(),
                text: "[[section]]\nfile = \"01-a.md\"\n".into(),
            },
            SourceFile {
                name: "01-a.md".into(),
                text: piece.repeat(2_000),
            },
        ];
        let start = std::time::Instant::now();
        parse_checked(&files);
        assert!(
            start.elapsed().as_secs() < 20,
            "{piece:?}: {:?}",
            start.elapsed()
        );
    }
}

/// Changes a file line by line: deletes, doubles, swaps, inserts or cuts off.
#[derive(Clone, Debug)]
struct Mutation {
    file: usize,
    line: usize,
    kind: u8,
    text: String,
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let text = prop_oneof![
        Just("---".to_owned()),
        Just("```".to_owned()),
        Just("```drill".to_owned()),
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("# {.title} A".to_owned()),
        Just("* item".to_owned()),
        Just(". . .".to_owned()),
        Just("[[choice]]".to_owned()),
        Just("title = \"\"\"".to_owned()),
        ".{0,40}",
    ];
    (any::<usize>(), any::<usize>(), 0_u8..5, text).prop_map(|(file, line, kind, text)| Mutation {
        file,
        line,
        kind,
        text,
    })
}

fn mutate(files: &mut [SourceFile], mutation: &Mutation) {
    let index = mutation.file % files.len();
    let mut lines: Vec<String> = files[index].text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        lines.push(String::new());
    }
    let line = mutation.line % lines.len();
    match mutation.kind {
        0 => {
            lines.remove(line);
        }
        1 => lines.insert(line, lines[line].clone()),
        2 => {
            let other = (line + 1) % lines.len();
            lines.swap(line, other);
        }
        3 => lines.insert(line, mutation.text.clone()),
        _ => {
            let half = lines[line].chars().count() / 2;
            lines[line] = lines[line].chars().take(half).collect();
        }
    }
    files[index].text = lines.join("\n");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_text_whatever_breaks_the_parser(
        manifest in "(?s).{0,200}",
        section in "(?s).{0,400}",
        faq in "(?s).{0,200}",
    ) {
        parse_checked(&[
            SourceFile { name: "training.toml".into(), text: manifest },
            SourceFile { name: "01-a.md".into(), text: section },
            SourceFile { name: "faq.md".into(), text: faq.clone() },
            SourceFile { name: "sources.md".into(), text: faq },
        ]);
    }

    #[test]
    fn no_mixture_of_markup_breaks_the_parser(
        pieces in prop::collection::vec(
            prop_oneof![
                Just("\n"), Just("\r\n"), Just("---"), Just("```"), Just("````"), Just("~~~"),
                Just("```poll\n"), Just("```sources"), Just("<!--"), Just("-->"), Just("# "),
                Just("{.title}"), Just("{.x"), Just("* "), Just("- "), Just("> "), Just("    "),
                Just("\n. . .\n\n"), Just("`"), Just("\\"), Just("é"), Just("<div>"), Just("|-|"),
                Just("id = \"x\"\n"), Just("[[timer]]\n"), Just("\"\"\""), Just("![x](//y)"),
                Just("\n\n"),
            ],
            0..60,
        ),
    ) {
        let text = pieces.concat();
        parse_checked(&[
            SourceFile {
                name: "training.toml".into(),
                text: "title=\"T\"\nsummary=\"S\"\n\
                    [[section]]\nfile=\"01-a.md\"\ntitle=\"A\"\nminutes=1".into(),
            },
            SourceFile { name: "01-a.md".into(), text: text.clone() },
            SourceFile { name: "faq.md".into(), text: text.clone() },
            SourceFile { name: "sources.md".into(), text },
        ]);
    }

    #[test]
    fn no_change_of_a_whole_training_breaks_the_parser(
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let mut files = whole_training();
        for mutation in &mutations {
            mutate(&mut files, mutation);
        }
        parse_checked(&files);
    }
}
