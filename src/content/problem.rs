//! What is wrong with a training, said so that its author can put it right.

use std::cell::RefCell;

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct Problem {
    /// The file's name in the folder of the training.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// One sentence: what is wrong and what to write instead.
    pub message: String,
}

/// Collects the problems of all files of a training.
///
/// It is shared by readers that are open at the same time (a block and the tables in it), which is
/// why adding to it needs no exclusive access.
#[derive(Default)]
pub(super) struct Report {
    problems: RefCell<Vec<Problem>>,
}

impl Report {
    /// A way to report problems of one file.
    pub fn file<'a>(&'a self, file: &'a str, text: &str) -> Reporter<'a> {
        Reporter {
            report: self,
            file,
            last_line: text.lines().count().max(1),
        }
    }

    /// All problems, by file and line.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort();
        problems.dedup();
        problems
    }
}

/// Reports problems of one file.
#[derive(Clone, Copy)]
pub(super) struct Reporter<'a> {
    report: &'a Report,
    file: &'a str,
    last_line: usize,
}

impl<'a> Reporter<'a> {
    /// The name of the file.
    pub fn file(&self) -> &'a str {
        self.file
    }

    /// Adds a problem. A line behind the end, where something is missing, becomes the last line.
    pub fn add(&self, line: usize, message: impl Into<String>) {
        self.report.problems.borrow_mut().push(Problem {
            file: self.file.to_owned(),
            line: line.clamp(1, self.last_line),
            message: message.into(),
        });
    }
}
