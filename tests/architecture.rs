//! Dependencies point inward, and the rules stay pure. What this file lists is what the layers may
//! know of each other; whoever has to add a name here changes the architecture.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, each with the layers that it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("content", &["domain"]),
    ("store", &["domain"]),
    ("export", &["domain"]),
    ("live", &["domain", "store"]),
    ("ui", &["domain", "export", "server"]),
    ("simulation", &["domain"]),
    (
        "server",
        &[
            "content",
            "domain",
            "export",
            "live",
            "simulation",
            "store",
            "ui",
        ],
    ),
];

/// What would bring a clock, chance, the outside world or a framework into the rules.
const IMPURE: &[&str] = &[
    "std::time",
    "std::fs",
    "std::net",
    "std::io",
    "std::env",
    "std::thread",
    "SystemTime",
    "leptos",
    "tokio",
    "axum",
    "rusqlite",
    "getrandom",
    "tracing",
    "web_sys",
    "js_sys",
    "async fn",
    ".await",
    "println!",
    "::now()",
    "unsafe",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn source(layer: &str) -> Vec<(PathBuf, String)> {
    let files = sources(&Path::new("src").join(layer)).into_iter();
    files
        .map(|path| {
            (
                path.clone(),
                fs::read_to_string(path).expect("it can be read"),
            )
        })
        .collect()
}

/// Lines that are code, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()));
    lines.filter(|(_, line)| !line.starts_with("//"))
}

#[test]
fn the_rules_have_neither_clock_nor_chance_nor_input_and_output() {
    for (path, text) in source("domain") {
        for (number, line) in code(&text) {
            for impure in IMPURE {
                assert!(
                    !line.contains(impure),
                    "{}:{number}: {impure}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn each_layer_uses_only_the_layers_that_it_may() {
    for (layer, allowed) in LAYERS {
        for (path, text) in source(layer) {
            let is_test = path.ends_with("tests.rs");
            for (number, line) in code(&text) {
                for (other, _) in LAYERS {
                    let uses = line.contains(&format!("crate::{other}::"));
                    let may = layer == other || allowed.contains(other) || is_test;
                    assert!(
                        !uses || may,
                        "{}:{number}: {layer} uses {other}",
                        path.display()
                    );
                }
            }
        }
    }
}

#[test]
fn every_layer_is_listed() {
    let folders = fs::read_dir("src").expect("the folder is there");
    for entry in folders {
        let entry = entry.expect("it can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_listed = LAYERS.iter().any(|(layer, _)| *layer == name) || name == "command_line";
        assert!(
            is_listed || !entry.path().is_dir(),
            "{name} is no layer that this test knows"
        );
    }
}

#[test]
fn the_engine_knows_nothing_of_what_a_training_is_about() {
    for (layer, _) in LAYERS {
        for (path, text) in source(layer) {
            for (number, line) in text.lines().enumerate() {
                let words = [
                    "salesforce",
                    "pipeline meeting",
                    "forecast hygiene",
                    "acme",
                    " 1:1 ",
                    "1:1s",
                ];
                for word in words {
                    let found = line.to_lowercase().contains(word);
                    assert!(!found, "{}:{}: {word}", path.display(), number + 1);
                }
            }
        }
    }
}
