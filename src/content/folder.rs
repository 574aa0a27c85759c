//! The files of a training, in memory.

use super::text::normalised;
use super::{SourceFile, is_training_file, manifest, questions, sources};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The texts of a folder by name, without differences that editors make.
pub(super) struct Folder<'f> {
    texts: BTreeMap<&'f str, Cow<'f, str>>,
}

impl<'f> Folder<'f> {
    /// Of these files; of two with the same name, the last counts.
    pub fn new(files: &'f [SourceFile]) -> Self {
        Self {
            texts: files
                .iter()
                .map(|file| (file.name.as_str(), normalised(&file.text)))
                .collect(),
        }
    }

    /// The text of a file.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(AsRef::as_ref)
    }

    /// The names of all files that can be sections.
    pub fn section_files(&self) -> impl Iterator<Item = &'f str> {
        self.texts.keys().copied().filter(|name| {
            is_training_file(name)
                && ![manifest::FILE, questions::FILE, sources::FILE].contains(name)
        })
    }
}
