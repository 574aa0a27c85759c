//! Words to say as they stand.

use super::Block;
use crate::content::collected::Collected;
use crate::content::fields::{Form, Table};
use crate::content::text::{escaped, paragraphs};
use crate::domain::training::Script;

pub(super) const FORM: Form = Form {
    name: "the block `script`",
    keys: &["title", "said_by", "text"],
};

pub(super) fn read(table: &Table<'_>, heading: &str, collected: &mut Collected) -> Block {
    let script = Script {
        title: table.text("title"),
        said_by: table.text("said_by"),
        text: table.text("text"),
    };
    let title = if script.title == heading {
        String::new()
    } else {
        format!("<h2>{}</h2>", escaped(&script.title))
    };
    let block = Block {
        html: format!(
            "<section class=\"script\">{title}<p class=\"said-by\">{}</p>\
             <blockquote>{}</blockquote></section>\n",
            escaped(&script.said_by),
            paragraphs(&script.text),
        ),
        title: script.title.clone(),
        activity: None,
    };
    collected.scripts.push(script);
    block
}
