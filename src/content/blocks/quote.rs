//! Words of somebody, with their source.

use super::Block;
use crate::content::fields::{Form, Table};
use crate::content::text::{escaped, paragraphs};

pub(super) const FORM: Form = Form {
    name: "the block `quote`",
    keys: &["text", "by", "source"],
};

pub(super) fn read(table: &Table<'_>) -> Block {
    let text = table.text("text");
    let by = table.text("by");
    let source = table
        .optional_text("source")
        .map(|source| format!(" <cite>{}</cite>", escaped(&source)))
        .unwrap_or_default();
    Block {
        html: format!(
            "<figure class=\"quote\"><blockquote>{}</blockquote>\
             <figcaption><span class=\"by\">{}</span>{source}</figcaption></figure>\n",
            paragraphs(&text),
            escaped(&by),
        ),
        title: by,
        activity: None,
    }
}
