//! The whole report as Markdown, to be pasted into a wiki.

use super::markdown::escaped;
use super::report::Report;
use super::tables::{Column, ColumnKind, Table};
use std::iter::once;

/// The whole report: a heading for each table, and the table as GitHub's Markdown has it. Whatever
/// people entered shows as they entered it.
pub fn report_markdown(report: &Report) -> String {
    let mut page = format!(
        "# {}\n\n{} · {} · {}\n",
        escaped(&report.session),
        escaped(&report.training),
        report.day,
        report.code,
    );
    for table in report.tables.all() {
        page += &format!("\n## {}\n\n{}", table.name.title(), of_table(table));
    }
    page += "\n## Skipped slides\n\n";
    if report.skipped.is_empty() {
        page += "None.\n";
    }
    for slide in &report.skipped {
        let (section, title) = (escaped(&slide.within), escaped(&slide.title));
        page += &format!("- {section}: {title}\n");
    }
    if !report.notes.is_empty() {
        page += &format!("\n## Notes\n\n{}\n", escaped(&report.notes));
    }
    page
}

fn of_table(table: &Table) -> String {
    if table.rows.is_empty() {
        return "None.\n".to_owned();
    }
    let titles = table.columns.iter().map(|column| escaped(&column.title));
    let rules = table.columns.iter().map(rule);
    let rows = table.rows.iter();
    let rows = rows.map(|row| line(row.iter().map(|cell| escaped(&cell.plain()))));
    once(line(titles))
        .chain(once(line(rules)))
        .chain(rows)
        .collect()
}

fn rule(column: &Column) -> String {
    match column.kind {
        ColumnKind::Number => "---:".to_owned(),
        _ => "---".to_owned(),
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<_> = cells.collect();
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Command;
    use crate::domain::session::fixtures::{Room, entries};
    use jiff::civil::date;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// The cells of all tables, as a reader of Markdown sees them, and all other tags.
    fn read(page: &str) -> (Vec<String>, Vec<String>) {
        let (mut cells, mut odd) = (Vec::new(), Vec::new());
        let mut cell: Option<String> = None;
        for event in Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(Tag::TableCell) => cell = Some(String::new()),
                Event::End(TagEnd::TableCell) => cells.extend(cell.take()),
                Event::Text(text) => {
                    if let Some(cell) = &mut cell {
                        cell.push_str(&text);
                    }
                }
                Event::InlineHtml(html) if &*html == "<br>" => {
                    if let Some(cell) = &mut cell {
                        cell.push('\n');
                    }
                }
                Event::Start(
                    Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
                    | Tag::Heading { .. }
                    | Tag::Paragraph
                    | Tag::List(_)
                    | Tag::Item,
                )
                | Event::End(_) => {}
                other => odd.push(format!("{other:?}")),
            }
        }
        (cells, odd)
    }

    #[test]
    fn hostile_text_stays_in_its_cell_as_it_was_entered() {
        let hostile = [
            "a | b \\| c \\",
            "`code` and ``",
            "<script>alert(1)</script>",
            "[x](javascript:alert(1)) ![y](z)",
            "=1 & &amp; *a* _b_ ~~c~~",
            "# no heading",
            "- no list",
        ];
        let mut room = Room::open();
        room.join("a|b");
        let slide = Command::GoTo {
            section: 2,
            slide: 1,
        };
        room.lead(slide).expect("it exists");
        for text in hostile {
            let commit = Command::Commit {
                kind: "template".into(),
                fields: entries(&[("document", text), ("rep", "Kim")]),
                due: date(2026, 11, 27),
            };
            room.say("a|b", commit).expect("it is open");
            let page = report_markdown(&Report::of(&room.session, room.now));
            let (cells, odd) = read(&page);
            assert!(odd.is_empty(), "{odd:?}");
            // 15 columns: the heading, then the row.
            assert_eq!(
                (cells[15 + 4].as_str(), cells[15 + 6].as_str()),
                ("a|b", text)
            );
        }
    }

    #[test]
    fn lines_of_the_notes_and_skipped_slides_are_told() {
        let mut room = Room::open();
        room.lead(Command::TakeNotes("- one\n- two".to_owned()))
            .expect("they are short");
        let page = report_markdown(&Report::of(&room.session, room.now));
        assert!(page.starts_with("# Lisbon\n\nSmall · Tuesday 24 November 2026 · ABC234\n"));
        assert!(page.contains("\n- First: A\n"), "{page}");
        assert!(page.ends_with("\n## Notes\n\n\\- one<br>- two\n"), "{page}");
        assert!(page.contains("## Check-ins\n\nNone.\n"), "{page}");
    }
}
