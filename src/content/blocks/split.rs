//! A bar that shows how time is divided, and the same as a list.

use super::Block;
use crate::content::fields::{Form, Table};
use crate::content::text::escaped;

pub(super) const FORM: Form = Form {
    name: "the block `split`",
    keys: &["title", "part"],
};

const PART: Form = Form {
    name: "`[[part]]`",
    keys: &["label", "minutes"],
};

/// The bar's size in its own units; styles decide how large it is shown.
const WIDTH: i64 = 1_000;
const HEIGHT: i64 = 160;

pub(super) fn read(table: &Table<'_>, heading: &str) -> Block {
    let title = table.optional_text("title").unwrap_or_default();
    let parts: Vec<(String, i64)> = table
        .tables("part", PART, 1)
        .iter()
        .map(|part| (part.text("label"), part.minutes("minutes")))
        .collect();
    let caption = if title.is_empty() || title == heading {
        String::new()
    } else {
        format!("<figcaption>{}</figcaption>\n", escaped(&title))
    };
    Block {
        html: format!(
            "<figure class=\"split-figure\">\n{caption}{}{}</figure>\n",
            bar(&title, &parts),
            legend(&parts)
        ),
        title,
        activity: None,
    }
}

fn bar(title: &str, parts: &[(String, i64)]) -> String {
    let total = parts.iter().map(|(_, minutes)| minutes).sum::<i64>().max(1);
    let mut description = String::new();
    if !title.is_empty() {
        description.push_str(title);
        description.push_str(": ");
    }
    let mut drawing = String::new();
    let mut before = 0;
    for (index, (label, minutes)) in parts.iter().enumerate() {
        let number = index + 1;
        let (left, right) = (WIDTH * before / total, WIDTH * (before + minutes) / total);
        drawing.push_str(&format!(
            "<rect class=\"part-{number}\" x=\"{left}\" y=\"0\" width=\"{}\" \
             height=\"{HEIGHT}\"></rect>\
             <text class=\"part-{number}\" x=\"{}\" y=\"{}\" text-anchor=\"middle\" \
             dominant-baseline=\"central\">{minutes}</text>\n",
            right - left,
            (left + right) / 2,
            HEIGHT / 2,
        ));
        if index > 0 {
            description.push_str(", ");
        }
        description.push_str(&format!("{label} {minutes} min"));
        before += minutes;
    }
    format!(
        "<svg class=\"split\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-label=\"{}\">\n{drawing}</svg>\n",
        escaped(&description)
    )
}

fn legend(parts: &[(String, i64)]) -> String {
    let items: String = parts
        .iter()
        .enumerate()
        .map(|(index, (label, minutes))| {
            format!(
                "<li class=\"part-{}\"><span class=\"label\">{}</span> <span \
                 class=\"minutes\">{minutes} min</span></li>\n",
                index + 1,
                escaped(label)
            )
        })
        .collect();
    format!("<ol class=\"split-legend\">\n{items}</ol>\n")
}
