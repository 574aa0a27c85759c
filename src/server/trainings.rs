//! The trainings that can be run: those in a folder, or those that the binary carries.

use crate::content::{self, Problem, SourceFile};
use crate::domain::training::Training;
use include_dir::{Dir, include_dir};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error;
use tokio::sync::watch;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// The trainings that can be run, by name; cheap to clone. All clones change together.
#[derive(Clone, Debug)]
pub struct Trainings(watch::Sender<Arc<[Arc<Training>]>>);

/// Why trainings cannot be run.
#[derive(Debug, Error)]
pub enum Problems {
    /// A folder or file cannot be read.
    #[error("{path} cannot be read: {source}.")]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// There is no training in a folder.
    #[error("{0} holds no training: a training is a folder with a training.toml in it.")]
    None(PathBuf),
    /// What is written in them is wrong.
    #[error("{}", Listed(.0))]
    Wrong(Vec<Problem>),
}

impl Problems {
    /// Each problem in a line of its own.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Wrong(problems) => problems.iter().map(Problem::to_string).collect(),
            other => vec![other.to_string()],
        }
    }
}

struct Listed<'a>(&'a [Problem]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in self.0 {
            writeln!(formatter, "{problem}")?;
        }
        match self.0.len() {
            1 => write!(formatter, "1 problem"),
            count => write!(formatter, "{count} problems"),
        }
    }
}

impl Trainings {
    /// The trainings that the binary carries.
    pub fn embedded() -> Result<Self, Problems> {
        let folders = EMBEDDED.dirs().map(|folder| {
            let files = folder.files().filter_map(|file| {
                Some((
                    file.path().file_name()?.to_str()?.to_owned(),
                    file.contents_utf8()?.to_owned(),
                ))
            });
            let name = folder.path().display().to_string();
            (PathBuf::from("content").join(&name), name, files.collect())
        });
        parsed(folders.collect())
    }

    /// The trainings in a folder: it is one itself, or holds some.
    pub fn read(folder: &Path) -> Result<Self, Problems> {
        if folder.join("training.toml").is_file() {
            return parsed(vec![read_folder(folder)?]);
        }
        let mut folders = Vec::new();
        for path in entries(folder)? {
            if path.join("training.toml").is_file() {
                folders.push(read_folder(&path)?);
            }
        }
        if folders.is_empty() {
            return Err(Problems::None(folder.to_owned()));
        }
        parsed(folders)
    }

    /// All of them, in the order of their names.
    pub fn all(&self) -> Arc<[Arc<Training>]> {
        Arc::clone(&self.0.borrow())
    }

    /// The training with this name.
    pub fn get(&self, slug: &str) -> Option<Arc<Training>> {
        let all = self.0.borrow();
        all.iter().find(|training| training.slug == slug).cloned()
    }

    /// Those of `other` can be run from now on.
    pub(super) fn replace(&self, other: &Self) {
        self.0.send_replace(other.all());
    }
}

/// A folder's path, its name, and the names and texts of its files.
type Folder = (PathBuf, String, Vec<(String, String)>);

fn parsed(mut folders: Vec<Folder>) -> Result<Trainings, Problems> {
    folders.sort();
    let mut trainings = Vec::new();
    let mut problems = Vec::new();
    for (path, slug, files) in folders {
        let files: Vec<SourceFile> = files
            .into_iter()
            .filter(|(name, _)| content::is_training_file(name))
            .map(|(name, text)| SourceFile { name, text })
            .collect();
        let (training, found) = content::parse(&slug, &files);
        trainings.push(Arc::new(training));
        problems.extend(found.into_iter().map(|problem| Problem {
            file: path.join(&problem.file).display().to_string(),
            ..problem
        }));
    }
    if problems.is_empty() {
        Ok(Trainings(watch::Sender::new(trainings.into())))
    } else {
        Err(Problems::Wrong(problems))
    }
}

fn read_folder(path: &Path) -> Result<Folder, Problems> {
    let mut files = Vec::new();
    for file in entries(path)? {
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let Some(name) = name.filter(|name| content::is_training_file(name)) else {
            continue;
        };
        let bytes = std::fs::read(&file).map_err(|source| Problems::Unreadable {
            path: file.clone(),
            source,
        })?;
        files.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let slug = whole
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    Ok((path.to_owned(), slug.unwrap_or_default(), files))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Problems> {
    let unreadable = |source| Problems::Unreadable {
        path: folder.to_owned(),
        source,
    };
    std::fs::read_dir(folder)
        .map_err(unreadable)?
        .map(|entry| Ok(entry.map_err(unreadable)?.path()))
        .collect()
}
