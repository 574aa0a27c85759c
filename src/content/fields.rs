//! Reads TOML key by key, and says of each key what is wrong with it and in which line.

use super::document::Document;
use super::nearest::nearest;
use super::problem::Reporter;
use super::text::is_id;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Every length of time in a training.
const MINUTES: RangeInclusive<i64> = 1..=480;

/// What can be saved by a cut.
const SECONDS: RangeInclusive<i64> = 10..=3_600;

/// What a table may hold.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// What the table is called in messages.
    pub name: &'static str,
    /// All keys that it may have.
    pub keys: &'static [&'static str],
}

/// A table of a document.
#[derive(Clone, Copy)]
pub(super) struct Table<'d> {
    document: &'d Document<'d>,
    report: Reporter<'d>,
    values: &'d DeTable<'d>,
    form: Form,
    /// Where what is missing should have been.
    pub line: usize,
}

impl<'d> Table<'d> {
    /// Opens a table, which may stand in another, and reports keys that are not in its form.
    pub fn open(
        document: &'d Document<'d>,
        values: &'d DeTable<'d>,
        form: Form,
        parent: Option<Form>,
        line: usize,
        report: Reporter<'d>,
    ) -> Self {
        let table = Self {
            document,
            report,
            values,
            form,
            line,
        };
        for key in values
            .keys()
            .filter(|key| !form.keys.contains(&key.get_ref().as_ref()))
        {
            table.report_unknown(key, parent);
        }
        table
    }

    /// Reports a problem of this table.
    pub fn problem(&self, line: usize, message: impl Into<String>) {
        if self.document.can_tell(line) {
            self.report.add(line, message);
        }
    }

    /// Reports a problem that would be gone if a line that could not be read were right.
    pub fn problem_if_whole(&self, line: usize, message: impl Into<String>) {
        if self.document.is_whole() {
            self.problem(line, message);
        }
    }

    fn report_unknown(&self, key: &Spanned<Cow<'_, str>>, parent: Option<Form>) {
        let Form { name, keys } = self.form;
        let text = key.get_ref().as_ref();
        let meant = nearest(text, keys.iter().copied());
        let is_slip = meant.is_some();
        let advice = match (parent, meant) {
            (Some(parent), _) if parent.keys.contains(&text) => {
                format!(
                    "it belongs to {}, so move it above the first {name}.",
                    parent.name
                )
            }
            (_, Some(meant)) => format!("did you mean `{meant}`?"),
            _ if keys.is_empty() => "delete it.".to_owned(),
            _ => format!("it can have {}.", keys.join(", ")),
        };
        let line = self.document.line(key.span().start);
        let message = format!("There is no key `{text}` in {name}; {advice}");
        if is_slip {
            self.problem(line, message);
        } else {
            // The line that begins its table may be the one that could not be read.
            self.problem_if_whole(line, message);
        }
    }

    /// Whether a key is not there, not even misspelled: that is reported already.
    pub fn lacks(&self, key: &str) -> bool {
        let known = self.form.keys;
        !self.values.keys().any(|other| {
            let other = other.get_ref().as_ref();
            other == key
                || (!known.contains(&other) && nearest(other, known.iter().copied()) == Some(key))
        })
    }

    fn report_missing(&self, key: &str, example: &str) {
        if self.lacks(key) {
            self.problem_if_whole(
                self.line,
                format!("`{key}` is missing in {}; write {example}.", self.form.name),
            );
        }
    }

    fn value(&self, key: &str) -> Option<(&'d DeValue<'d>, usize)> {
        let (key, value) = self.values.get_key_value(key)?;
        Some((value.get_ref(), self.document.line(key.span().start)))
    }

    /// The text of a key as it is written, without any check.
    pub fn written(&self, key: &str) -> &'d str {
        self.value(key)
            .and_then(|(value, _)| value.as_str())
            .unwrap_or_default()
    }

    /// The line of a key, or else of the table.
    pub fn line_of(&self, key: &str) -> usize {
        self.value(key).map_or(self.line, |(_, line)| line)
    }

    /// A text that must be there and not be blank; blank if it is not.
    pub fn text(&self, key: &str) -> String {
        match self.value(key) {
            Some((value, line)) => self.filled_text(key, value, line).unwrap_or_default(),
            None => {
                self.report_missing(key, &format!("`{key} = \"…\"`"));
                String::new()
            }
        }
    }

    /// A text that may be left out, but not be blank.
    pub fn optional_text(&self, key: &str) -> Option<String> {
        let (value, line) = self.value(key)?;
        self.filled_text(key, value, line)
    }

    /// A text that may be left out or be blank.
    pub fn text_or_blank(&self, key: &str) -> String {
        self.value(key)
            .and_then(|(value, line)| self.any_text(key, value, line))
            .unwrap_or_default()
    }

    fn any_text(&self, key: &str, value: &DeValue<'_>, line: usize) -> Option<String> {
        let text = value.as_str().map(|text| text.trim().to_owned());
        if text.is_none() {
            self.report_type(key, "text in quotes", value, line);
        }
        text
    }

    fn filled_text(&self, key: &str, value: &DeValue<'_>, line: usize) -> Option<String> {
        let text = self.any_text(key, value, line)?;
        if text.is_empty() {
            self.problem(
                line,
                format!("`{key}` is empty; write a text between the quotes."),
            );
            return None;
        }
        Some(text)
    }

    fn report_type(&self, key: &str, wanted: &str, value: &DeValue<'_>, line: usize) {
        let found = match value {
            DeValue::String(_) => "text in quotes",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.problem(
            line,
            format!("`{key}` must be {wanted}, but this is {found}."),
        );
    }

    /// The `id` of this table; empty if it has none.
    pub fn id(&self) -> String {
        let id = self.text("id");
        if !id.is_empty() && !is_id(&id) {
            self.problem(
                self.line_of("id"),
                format!(
                    "The id `{id}` must be made of lower-case letters, digits and hyphens, \
                     as in `my-id-2`."
                ),
            );
        }
        id
    }

    /// The `id` of this table, which none of its siblings may have.
    pub fn id_among(&self, siblings: &mut HashMap<String, usize>) -> String {
        let id = self.id();
        let line = self.line_of("id");
        if id.is_empty() {
            return id;
        }
        if let Some(taken) = siblings.get(&id) {
            self.problem(
                line,
                format!("The id `{id}` is already used in line {taken}; choose another."),
            );
        } else {
            siblings.insert(id.clone(), line);
        }
        id
    }

    /// A number of minutes that must be there; zero if it is not.
    pub fn minutes(&self, key: &str) -> i64 {
        if self.value(key).is_none() {
            self.report_missing(key, &format!("`{key} = 10`"));
        }
        self.optional_minutes(key).unwrap_or(0)
    }

    /// A number of minutes that may be left out.
    pub fn optional_minutes(&self, key: &str) -> Option<i64> {
        self.number(key, MINUTES)
    }

    /// A number of seconds that must be there; zero if it is not.
    pub fn seconds(&self, key: &str) -> i64 {
        if self.value(key).is_none() {
            self.report_missing(key, &format!("`{key} = 90`"));
        }
        self.number(key, SECONDS).unwrap_or(0)
    }

    /// A whole number that may be left out.
    pub fn number(&self, key: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let (value, line) = self.value(key)?;
        let Some(integer) = value.as_integer() else {
            self.report_type(key, "a whole number without quotes", value, line);
            return None;
        };
        let number = i64::from_str_radix(integer.as_str(), integer.radix())
            .ok()
            .filter(|number| range.contains(number));
        if number.is_none() {
            let (low, high) = range.into_inner();
            self.problem(
                line,
                format!(
                    "`{key}` is {}; write a number from {low} to {high}.",
                    integer.as_str()
                ),
            );
        }
        number
    }

    /// A list of at least one text; none of them may be blank.
    pub fn texts(&self, key: &str) -> Vec<String> {
        let example = format!("`{key} = [\"…\"]`");
        let Some((value, line)) = self.value(key) else {
            self.report_missing(key, &example);
            return Vec::new();
        };
        let Some(list) = value.as_array() else {
            self.report_type(key, "a list of texts in brackets", value, line);
            return Vec::new();
        };
        if list.is_empty() {
            self.problem(line, format!("`{key}` is empty; write {example}."));
        }
        list.iter()
            .map(|item| {
                let line = self.document.line(item.span().start);
                self.filled_text(key, item.get_ref(), line)
                    .unwrap_or_default()
            })
            .collect()
    }

    /// A list of texts that may be left out, but not be empty.
    pub fn optional_texts(&self, key: &str) -> Vec<String> {
        self.value(key).map_or_else(Vec::new, |_| self.texts(key))
    }

    /// A yes or no that may be left out, which means no.
    pub fn flag(&self, key: &str) -> bool {
        let Some((value, line)) = self.value(key) else {
            return false;
        };
        let flag = value.as_bool();
        if flag.is_none() {
            self.report_type(key, "true or false without quotes", value, line);
        }
        flag.unwrap_or_default()
    }

    /// One of a few words; it may be left out.
    pub fn word<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<T> {
        let (value, line) = self.value(key)?;
        let text = self.filled_text(key, value, line)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let names: Vec<String> = words
                .iter()
                .map(|(word, _)| format!("\"{word}\""))
                .collect();
            self.problem(
                line,
                format!("`{key}` is \"{text}\"; write {}.", names.join(" or ")),
            );
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// The tables of a list of tables, of which there must be none, one or two at least.
    pub fn tables(&self, key: &str, form: Form, at_least: usize) -> Vec<Table<'d>> {
        let Some((value, line)) = self.value(key) else {
            self.report_too_few(key, form, at_least, 0);
            return Vec::new();
        };
        let Some(list) = value.as_array() else {
            let found = if value.is_table() {
                "with single brackets"
            } else {
                "as one value"
            };
            self.problem(
                line,
                format!(
                    "`{key}` is written {found}; begin each with a line {}.",
                    form.name
                ),
            );
            return Vec::new();
        };
        self.report_too_few(key, form, at_least, list.len());
        let mut tables = Vec::new();
        for item in list.iter() {
            let line = self.document.line(item.span().start);
            let parent = Some(self.form);
            match item.get_ref().as_table() {
                Some(values) => tables.push(Table::open(
                    self.document,
                    values,
                    form,
                    parent,
                    line,
                    self.report,
                )),
                None => self.problem(
                    line,
                    format!(
                        "Each `{key}` must be a table; begin each with a line {}.",
                        form.name
                    ),
                ),
            }
        }
        tables
    }

    fn report_too_few(&self, key: &str, form: Form, at_least: usize, found: usize) {
        if found >= at_least {
            return;
        }
        let line = self.line_of(key);
        let count = if at_least == 1 { "one" } else { "two" };
        if found > 0 {
            self.problem_if_whole(
                line,
                format!(
                    "There is only one {} in {}; write at least {count}.",
                    form.name, self.form.name
                ),
            );
        } else if self.value(key).is_some() {
            self.problem(
                line,
                format!("`{key}` is empty; write at least {count} {}.", form.name),
            );
        } else {
            self.report_missing(key, &format!("at least {count} {}", form.name));
        }
    }
}
