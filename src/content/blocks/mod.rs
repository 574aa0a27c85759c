//! The blocks of a slide: TOML between fences with a name.

mod activity;
mod check_in;
mod commitments;
mod due;
mod parts;
mod phrases;
mod quote;
mod script;
mod split;
mod takeaway;

use super::collected::Collected;
use super::document::Document;
use super::fields::{Form, Table};
use super::problem::Reporter;
use super::scan::RawBlock;
use crate::domain::ids::ActivityId;
use crate::domain::training::{Layout, Source};

/// What the name of a block says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Quote,
    Script,
    Phrases,
    Split,
    Sources,
    Poll,
    Drill,
    Vote,
    Commitments,
    Takeaway,
}

impl BlockKind {
    /// All blocks that there are.
    pub const ALL: [Self; 10] = [
        Self::Quote,
        Self::Script,
        Self::Phrases,
        Self::Split,
        Self::Sources,
        Self::Poll,
        Self::Drill,
        Self::Vote,
        Self::Commitments,
        Self::Takeaway,
    ];

    /// How the block is written after its fence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Script => "script",
            Self::Phrases => "phrases",
            Self::Split => "split",
            Self::Sources => "sources",
            Self::Poll => "poll",
            Self::Drill => "drill",
            Self::Vote => "vote",
            Self::Commitments => "commitments",
            Self::Takeaway => "takeaway",
        }
    }

    /// The block with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// How a slide with this block is laid out, if its heading asks for nothing else.
    pub const fn layout(self) -> Layout {
        match self {
            Self::Quote => Layout::Quote,
            Self::Script => Layout::Script,
            Self::Phrases => Layout::Phrases,
            Self::Split => Layout::Split,
            Self::Sources => Layout::Sources,
            Self::Poll | Self::Drill | Self::Vote | Self::Commitments => Layout::Activity,
            Self::Takeaway => Layout::Plain,
        }
    }

    /// Which block decides the layout, if a slide has several: the one with the lowest rank.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Poll | Self::Drill | Self::Vote | Self::Commitments => 0,
            Self::Quote => 1,
            Self::Script => 2,
            Self::Phrases => 3,
            Self::Split => 4,
            Self::Sources => 5,
            Self::Takeaway => 6,
        }
    }

    /// Whether the block is something on its slide.
    pub const fn is_on_slide(self) -> bool {
        !matches!(self, Self::Takeaway)
    }

    const fn form(self) -> Form {
        match self {
            Self::Quote => quote::FORM,
            Self::Script => script::FORM,
            Self::Phrases => phrases::FORM,
            Self::Split => split::FORM,
            Self::Sources => SOURCES,
            Self::Poll => activity::POLL,
            Self::Drill => activity::DRILL,
            Self::Vote => activity::VOTE,
            Self::Commitments => commitments::FORM,
            Self::Takeaway => takeaway::FORM,
        }
    }
}

const SOURCES: Form = Form {
    name: "the block `sources`",
    keys: &[],
};

/// What a block makes of its slide.
#[derive(Default)]
pub(super) struct Block {
    /// What is shown in its place; made from escaped text and so not to be sanitised. Empty for
    /// activities, which the app draws.
    pub html: String,
    /// What the slide can be called if it has no heading.
    pub title: String,
    /// The activity that the slide runs.
    pub activity: Option<ActivityId>,
}

/// Reads a block of a slide that has this heading.
pub(super) fn read(
    raw: &RawBlock,
    heading: &str,
    collected: &mut Collected,
    report: Reporter<'_>,
) -> Block {
    let document = if raw.closed {
        Document::read(&raw.text, raw.line + 1, report)
    } else {
        Document::read_unclosed(&raw.text, raw.line + 1)
    };
    let table = document.table(raw.kind.form(), raw.line, report);
    match raw.kind {
        BlockKind::Quote => quote::read(&table),
        BlockKind::Script => script::read(&table, heading, collected),
        BlockKind::Phrases => phrases::read(&table, collected),
        BlockKind::Split => split::read(&table, heading),
        BlockKind::Sources => list_of_sources(&table, collected.sources.as_deref()),
        BlockKind::Poll => activity::read(&table, activity::poll, collected, report),
        BlockKind::Drill => activity::read(&table, activity::drill, collected, report),
        BlockKind::Vote => activity::read(&table, activity::vote, collected, report),
        BlockKind::Commitments => activity::read(&table, commitments::read, collected, report),
        BlockKind::Takeaway => takeaway::read(&table, collected),
    }
}

fn list_of_sources(table: &Table<'_>, sources: Option<&[Source]>) -> Block {
    let Some(sources) = sources else {
        table.problem(
            table.line,
            "The block `sources` needs the file sources.md; write a list of sources in it, or \
             delete the block.",
        );
        return Block::default();
    };
    let items: String = sources
        .iter()
        .map(|source| format!("<li>{}</li>\n", source.text_html.trim()))
        .collect();
    Block {
        html: format!("<ul class=\"sources\">\n{items}</ul>\n"),
        ..Block::default()
    }
}
