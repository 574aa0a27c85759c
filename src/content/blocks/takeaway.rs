//! What people take home. It is not on the slide where it stands.

use super::Block;
use crate::content::collected::Collected;
use crate::content::fields::{Form, Table};
use crate::domain::training::Takeaway;

pub(super) const FORM: Form = Form {
    name: "the block `takeaway`",
    keys: &["title", "intro", "items"],
};

pub(super) fn read(table: &Table<'_>, collected: &mut Collected) -> Block {
    collected.takeaways.push(Takeaway {
        title: table.text("title"),
        intro: table.text_or_blank("intro"),
        items: table.texts("items"),
    });
    Block::default()
}
