//! What not to say against what to say instead, in two columns.

use super::Block;
use crate::content::collected::Collected;
use crate::content::fields::{Form, Table};
use crate::content::text::escaped;
use crate::domain::training::Phrases;

pub(super) const FORM: Form = Form {
    name: "the block `phrases`",
    keys: &[
        "banned",
        "replacements",
        "banned_label",
        "replacements_label",
    ],
};

pub(super) fn read(table: &Table<'_>, collected: &mut Collected) -> Block {
    let label = |key, otherwise: &str| {
        table
            .optional_text(key)
            .unwrap_or_else(|| otherwise.to_owned())
    };
    let banned_label = label("banned_label", "Don't say");
    let replacements_label = label("replacements_label", "Say instead");
    let phrases = Phrases {
        banned: table.texts("banned"),
        replacements: table.texts("replacements"),
    };
    let (banned, replacements) = (phrases.banned.len(), phrases.replacements.len());
    if banned != replacements && banned > 0 && replacements > 0 {
        let shorter = if banned < replacements {
            "banned"
        } else {
            "replacements"
        };
        table.problem_if_whole(
            table.line_of(shorter),
            format!(
                "`banned` has {banned} and `replacements` has {replacements} entries; write \
                 one replacement for each banned phrase, in the same order."
            ),
        );
    }
    let rows: String = phrases
        .banned
        .iter()
        .zip(&phrases.replacements)
        .map(|(banned, replacement)| {
            format!(
                "<tr><td class=\"banned\">{}</td><td class=\"replacement\">{}</td></tr>\n",
                escaped(banned),
                escaped(replacement),
            )
        })
        .collect();
    collected.phrases.push(phrases);
    Block {
        html: format!(
            "<table class=\"phrases\">\n<thead><tr><th scope=\"col\" class=\"banned\">{}</th>\
             <th scope=\"col\" class=\"replacement\">{}</th></tr></thead>\n\
             <tbody>\n{rows}</tbody>\n</table>\n",
            escaped(&banned_label),
            escaped(&replacements_label),
        ),
        title: format!("{banned_label} / {replacements_label}"),
        activity: None,
    }
}
