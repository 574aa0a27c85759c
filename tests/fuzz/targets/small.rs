//! A small training with one of everything.

use super::training_parser::files;
use plenary::content::{SourceFile, parse};
use plenary::domain::training::Training;

/// Its name.
pub const SLUG: &str = "small";

/// It is also what the parser's corpus begins with.
const TEXT: &str = include_str!("../corpus/training_parser/small");

/// Its files.
pub fn sources() -> Vec<SourceFile> {
    files(TEXT.as_bytes())
}

/// The training.
pub fn training() -> Training {
    let (training, problems) = parse(SLUG, &sources());
    assert!(problems.is_empty(), "{problems:#?}");
    training
}
