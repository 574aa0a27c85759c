//! What has been sent off and not yet been acknowledged, in order. It is on the device before it is
//! on its way, so that neither a reload nor a dead battery loses it.

use super::storage;
use std::cell::RefCell;

/// A form on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which form.
    pub form: String,
    /// Where it is sent.
    pub action: String,
    /// Its sender's name for it: whatever gets through however often, it has its effect once.
    pub command: String,
    /// What stood in the form.
    pub content: String,
}

/// All forms of a session that are on their way.
pub struct Outbox {
    key: String,
    /// The same as in the storage, which may be forbidden.
    entries: RefCell<Vec<Entry>>,
}

impl Outbox {
    /// What was on its way when the page was closed.
    pub fn of(code: &str) -> Self {
        let key = format!("plenary-outbox-{code}");
        let kept = storage::get(&key).unwrap_or_default();
        Self {
            key,
            entries: RefCell::new(read(&kept)),
        }
    }

    /// The next to be sent.
    pub fn first(&self) -> Option<Entry> {
        self.entries.borrow().first().cloned()
    }

    /// Whether a form is on its way.
    pub fn has(&self, form: &str) -> bool {
        self.entries.borrow().iter().any(|entry| entry.form == form)
    }

    /// Puts a form at the end.
    pub fn push(&self, entry: Entry) {
        self.entries.borrow_mut().push(entry);
        self.keep();
    }

    /// Takes a form out, by its command.
    pub fn remove(&self, command: &str) {
        self.entries
            .borrow_mut()
            .retain(|entry| entry.command != command);
        self.keep();
    }

    fn keep(&self) {
        let entries = self.entries.borrow();
        if entries.is_empty() {
            storage::remove(&self.key);
        } else {
            storage::set(&self.key, &written(&entries));
        }
    }
}

/// Four lines for each: no part of a form that is on its way has a line end in it.
fn written(entries: &[Entry]) -> String {
    let lines = entries.iter().flat_map(|entry| {
        [&entry.form, &entry.action, &entry.command, &entry.content].map(String::as_str)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn read(text: &str) -> Vec<Entry> {
    let mut lines = text.lines().map(str::to_owned);
    let entries = std::iter::from_fn(|| {
        Some(Entry {
            form: lines.next()?,
            action: lines.next()?,
            command: lines.next()?,
            content: lines.next()?,
        })
    });
    entries.collect()
}
