//! The layout that a heading asks for: `# {.statement} One sentence`.

use super::nearest::nearest;
use super::problem::Reporter;
use crate::domain::training::Layout;

const MARKS: [(&str, Layout); 2] = [("title", Layout::Title), ("statement", Layout::Statement)];

/// Blanks the marks of all headings in a piece of Markdown, so that every offset stays as it is,
/// and returns the first layout that is asked for.
pub(super) fn take_marks(
    markdown: &str,
    first_line: usize,
    report: Reporter<'_>,
) -> (String, Option<Layout>) {
    let mut blanked = String::with_capacity(markdown.len());
    let mut layout = None;
    for (index, line) in markdown.split_inclusive('\n').enumerate() {
        let Some((before, mark, after)) = split_at_mark(line) else {
            blanked.push_str(line);
            continue;
        };
        blanked.push_str(before);
        blanked.extend(std::iter::repeat_n(' ', mark.len()));
        blanked.push_str(after);
        let name = mark.trim_start_matches("{.").trim_end_matches('}').trim();
        match MARKS.iter().find(|(known, _)| *known == name) {
            Some((_, asked)) => layout = layout.or(Some(*asked)),
            None => {
                let advice = match nearest(name, MARKS.map(|(known, _)| known)) {
                    Some(meant) => format!("did you mean `{{.{meant}}}`?"),
                    None => "a heading can ask for `{.title}` or `{.statement}`.".to_owned(),
                };
                report.add(
                    first_line + index,
                    format!("There is no layout `{name}`; {advice}"),
                );
            }
        }
    }
    (blanked, layout)
}

/// Splits the line of a heading into what stands before its mark, the mark, and the rest.
fn split_at_mark(line: &str) -> Option<(&str, &str, &str)> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let level = line
        .trim_start_matches(' ')
        .bytes()
        .take_while(|b| *b == b'#')
        .count();
    if indent > 3 || !(1..=6).contains(&level) {
        return None;
    }
    let text = line.get(indent + level..)?;
    if !text.starts_with([' ', '\t']) {
        return None;
    }
    let (start, end) = mark_at_start(text).or_else(|| mark_at_end(text))?;
    let offset = indent + level;
    Some((
        line.get(..offset + start)?,
        line.get(offset + start..offset + end)?,
        line.get(offset + end..)?,
    ))
}

fn mark_at_start(text: &str) -> Option<(usize, usize)> {
    let start = text.len() - text.trim_start().len();
    let mark = text.get(start..)?;
    let length = mark.starts_with("{.").then(|| mark.find('}')).flatten()? + 1;
    Some((start, start + length))
}

fn mark_at_end(text: &str) -> Option<(usize, usize)> {
    let text = text.trim_end().trim_end_matches('#').trim_end();
    let start = text.ends_with('}').then(|| text.rfind("{.")).flatten()?;
    Some((start, text.len()))
}

#[cfg(test)]
mod tests {
    use super::super::problem::Report;
    use super::*;

    fn take(markdown: &str) -> (String, Option<Layout>, Vec<String>) {
        let report = Report::default();
        let (blanked, layout) = take_marks(markdown, 5, report.file("a.md", &"\n".repeat(20)));
        let problems = report.into_problems();
        (
            blanked,
            layout,
            problems.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn a_mark_stands_right_after_the_hash_or_at_the_end() {
        let (blanked, layout, problems) = take("# {.title} Welcome\n");
        assert_eq!(
            (blanked.as_str(), layout),
            ("#          Welcome\n", Some(Layout::Title))
        );
        assert!(problems.is_empty());
        let (blanked, layout, _) = take("## Welcome {.statement} ##\n");
        assert_eq!(blanked, "## Welcome              ##\n");
        assert_eq!(layout, Some(Layout::Statement));
    }

    #[test]
    fn text_outside_headings_is_left_alone() {
        let (blanked, layout, problems) = take("Write {.title}\n#no {.title}\n");
        assert_eq!(blanked, "Write {.title}\n#no {.title}\n");
        assert_eq!(layout, None);
        assert!(problems.is_empty());
    }

    #[test]
    fn an_unknown_mark_is_a_problem_on_its_line() {
        let (_, layout, problems) = take("text\n# {.titel} Welcome\n");
        assert_eq!(layout, None);
        assert_eq!(
            problems,
            ["a.md:6: There is no layout `titel`; did you mean `{.title}`?"]
        );
    }
}
