//! The lines that open and close fenced code and blocks.

/// A line that opens a fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fence<'t> {
    mark: char,
    length: usize,
    /// What stands after the fence: the name of a block or of a language.
    pub info: &'t str,
    /// It is indented or stands in a list or quotation, so it belongs to the text around it.
    pub nested: bool,
}

impl<'t> Fence<'t> {
    /// Reads the line, if it opens a fence.
    pub fn open(line: &'t str) -> Option<Self> {
        let (rest, nested) = without_containers(line);
        let mark = rest
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~'))?;
        let info = rest.trim_start_matches(mark);
        let length = rest.len() - info.len();
        let info = info.trim();
        if length < 3 || (mark == '`' && info.contains('`')) {
            return None;
        }
        Some(Self {
            mark,
            length,
            info,
            nested,
        })
    }

    /// Whether this line closes the fence.
    pub fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim_end();
        let fence = if self.nested {
            line.trim_start_matches([' ', '\t', '>'])
        } else {
            line.trim_start_matches(' ')
        };
        fence.len() >= self.length
            && fence.chars().all(|character| character == self.mark)
            && (self.nested || line.len() - fence.len() <= 3)
    }

    /// Whether the line opens a fence that cannot stand in this one: its end would be the end of
    /// this one too, so the end of this one was forgotten.
    pub fn is_interrupted_by(&self, line: &str) -> bool {
        Fence::open(line).is_some_and(|next| {
            next.mark == self.mark
                && next.length >= self.length
                && !next.info.is_empty()
                && !next.nested
        })
    }

    /// Whether every line that would close the other fence would close this one too.
    pub fn is_easier_to_close_than(&self, other: &Self) -> bool {
        self.mark == other.mark && self.length <= other.length && (self.nested || !other.nested)
    }

    /// The line that closes the fence.
    pub fn closing_line(&self) -> String {
        std::iter::repeat_n(self.mark, self.length).collect()
    }
}

/// The line without indentation and without the marks of lists and quotations, and whether there
/// were any.
fn without_containers(line: &str) -> (&str, bool) {
    let mut rest = line.trim_start();
    let mut nested = rest.len() < line.len();
    while let Some(inner) = after_container_mark(rest) {
        rest = inner.trim_start();
        nested = true;
    }
    (rest, nested)
}

fn after_container_mark(text: &str) -> Option<&str> {
    if let Some(inner) = text.strip_prefix('>') {
        return Some(inner);
    }
    let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let inner = if numbered.len() < text.len() {
        numbered.strip_prefix(['.', ')'])?
    } else {
        text.strip_prefix(['-', '*', '+'])?
    };
    inner.starts_with([' ', '\t']).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_has_three_marks_or_more_and_may_have_a_name() {
        let fence = Fence::open("```poll ").expect("a fence");
        assert_eq!((fence.info, fence.nested), ("poll", false));
        assert!(Fence::open("``poll").is_none());
        assert!(Fence::open("```inline``` code").is_none());
        assert!(Fence::open("text ```").is_none());
    }

    #[test]
    fn a_fence_is_closed_by_as_many_marks_of_its_kind() {
        let fence = Fence::open("````text").expect("a fence");
        assert!(!fence.is_closed_by("```"));
        assert!(!fence.is_closed_by("~~~~"));
        assert!(!fence.is_closed_by("````text"));
        assert!(fence.is_closed_by("  ````` "));
        assert!(!fence.is_closed_by("    ````"));
    }

    #[test]
    fn a_fence_in_a_list_belongs_to_the_list() {
        for line in ["- ```text", "1. ~~~", "> - ```", "  ```"] {
            assert!(
                Fence::open(line).is_some_and(|fence| fence.nested),
                "{line}"
            );
        }
    }
}
