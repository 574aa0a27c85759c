//! What a participant keeps, as Markdown.

use super::markdown::escaped;
use crate::domain::session::{Participant, Session};

/// What a participant wrote and promised, and the cards and scripts of the training.
pub fn keep_markdown(session: &Session, participant: &Participant) -> String {
    let training = session.training();
    let mut page = format!(
        "# {}\n\n{}\n",
        escaped(&training.title),
        escaped(&participant.name)
    );
    for words in session.own_words(&participant.id) {
        page += &format!("\n## {}\n\n", escaped(&words.title));
        for (label, text) in words.entries {
            page += &format!("- **{}**: {}\n", escaped(&label), escaped(&text));
        }
    }
    for takeaway in training.takeaways.iter() {
        page += &format!("\n## {}\n\n", escaped(&takeaway.title));
        if !takeaway.intro.is_empty() {
            page += &format!("{}\n\n", escaped(&takeaway.intro));
        }
        for (number, item) in (1..).zip(&takeaway.items) {
            page += &format!("{number}. {}\n", escaped(item));
        }
    }
    for script in training.scripts.iter() {
        page += &format!(
            "\n## {}\n\n{}\n\n",
            escaped(&script.title),
            escaped(&script.said_by)
        );
        let paragraphs = script.text.split("\n\n").map(str::trim);
        let quoted: Vec<_> = paragraphs
            .map(|paragraph| format!("> {}", escaped(paragraph)))
            .collect();
        page += &quoted.join("\n>\n");
        page.push('\n');
    }
    page
}
