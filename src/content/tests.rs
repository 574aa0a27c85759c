//! Whole trainings, from text to types.

use super::*;
use crate::domain::time::Span;
use crate::domain::training::{ActivityKind, DueRule, FieldInput, Layout, Repeat, Slide, Weekday};

fn parse_slides(markdown: &str) -> (Training, Vec<Problem>) {
    let file = |name: &str, text: &str| SourceFile {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    parse(
        "a-training",
        &[
            file(
                "training.toml",
                "title = \"T\"\nsummary = \"S\"\n\
                 [[section]]\nfile = \"01-a.md\"\ntitle = \"A\"\nminutes = 10\n",
            ),
            file("01-a.md", markdown),
            file("sources.md", "- One *work*\n- Two\n"),
        ],
    )
}

fn slides(markdown: &str) -> Vec<Slide> {
    let (training, problems) = parse_slides(markdown);
    assert_eq!(problems, []);
    training
        .sections
        .into_iter()
        .flat_map(|section| section.slides)
        .collect()
}

fn slide(markdown: &str) -> Slide {
    let slides = slides(markdown);
    assert_eq!(slides.len(), 1);
    slides.into_iter().next().expect("a slide")
}

#[test]
fn a_section_has_its_title_its_minutes_and_its_slides() {
    let (training, problems) = parse_slides("# One\n\n---\n\n# Two\n");
    assert_eq!(problems, []);
    assert_eq!(
        (training.title.as_str(), training.language.as_str()),
        ("T", "en")
    );
    assert_eq!(training.planned(), Span::from_minutes(10));
    let titles: Vec<&str> = training
        .sections
        .iter()
        .flat_map(|section| &section.slides)
        .map(|slide| slide.title.as_str())
        .collect();
    assert_eq!(titles, ["One", "Two"]);
}

#[test]
fn items_with_a_star_wait_and_items_with_a_hyphen_do_not() {
    let slide = slide("# A\n\n- now\n- now\n\n* first\n  - with it\n  * second\n* third\n");
    assert_eq!(slide.steps, 3);
    assert_eq!(
        slide.html,
        "<h1>A</h1>\n<ul>\n<li>now</li>\n<li>now</li>\n</ul>\n<ul>\n\n\
         <li data-step=\"1\">first\n<ul>\n<li>with it</li>\n</ul>\n<ul>\n\n\
         <li data-step=\"2\">second</li>\n</ul>\n</li>\n\n<li data-step=\"3\">third</li>\n</ul>\n"
    );
}

#[test]
fn an_element_that_is_left_open_in_a_line_takes_in_no_step() {
    let slide = slide("# A\n\none <style>\n\n* two *with <textarea>*\n* three\n");
    for step in ["data-step=\"1\"", "data-step=\"2\""] {
        assert!(slide.html.contains(step), "{}", slide.html);
    }
}

#[test]
fn a_pause_makes_everything_after_it_wait() {
    let slide = slide(
        "# A\n\nnow\n\n. . .\n\nlater\n\n```text\n<code>\n```\n\n* last\n\n. . .\n\nthe end\n",
    );
    assert_eq!(slide.steps, 3);
    assert_eq!(
        slide.html,
        "<h1>A</h1>\n<p>now</p>\n\
         <div data-step=\"1\">\n<p>later</p>\n</div>\n\
         <div data-step=\"1\">\n<pre><code>&lt;code&gt;\n</code></pre>\n</div>\n\
         <div data-step=\"1\">\n<ul>\n\n<li data-step=\"2\">last</li>\n</ul>\n</div>\n\
         <div data-step=\"3\">\n<p>the end</p>\n</div>\n"
    );
}

#[test]
fn comments_are_notes_and_never_reach_the_projector() {
    let slide = slide(
        "# A\n\n* one <!-- first -->\n<!--\nsecond\n\n---\n\nCue: wait\n-->\n* two\n\n\
         Use `<!--` so.\n",
    );
    assert_eq!(
        slide.notes_html,
        "<p>first</p>\n<p>second</p>\n<hr>\n<p class=\"cue\">wait</p>\n"
    );
    assert_eq!(slide.steps, 2);
    for secret in ["first", "second", "wait"] {
        assert!(!slide.html.contains(secret), "{}", slide.html);
    }
    assert!(slide.html.contains("<code>&lt;!--</code>"));
}

#[test]
fn a_layout_is_asked_for_by_the_heading_or_follows_from_the_blocks() {
    let block = "```quote\ntext = \"T\"\nby = \"B\"\n```\n";
    let of = |markdown: &str| slide(markdown).layout;
    assert_eq!(of("Text\n"), Layout::Plain);
    assert_eq!(of("# {.title} A\n"), Layout::Title);
    assert_eq!(
        of(&format!("# A {{.statement}}\n\n{block}")),
        Layout::Statement
    );
    assert_eq!(of(block), Layout::Quote);
    assert_eq!(of(&format!("```sources\n```\n{block}")), Layout::Quote);
    assert_eq!(of("```sources\n```\n"), Layout::Sources);
}

#[test]
fn a_heading_keeps_its_markup_and_its_title_does_not() {
    let slide = slide("### {.title} Meetings are *too* `long`\n");
    assert_eq!(slide.title, "Meetings are too long");
    assert_eq!(
        slide.html,
        "<h1>Meetings are <em>too</em> <code>long</code></h1>\n"
    );
}

#[test]
fn a_slide_without_a_heading_is_called_by_what_comes_first() {
    let title = |markdown: &str| slide(markdown).title;
    assert_eq!(title("First *words*.\n\nMore.\n"), "First words.");
    assert_eq!(title("- one\n- two\n"), "one");
    assert_eq!(title(&"word ".repeat(40)).chars().count(), 61);
    assert_eq!(title("```sources\n```\n"), "A");
}

#[test]
fn code_in_a_list_stays_in_the_list() {
    let slide = slide("- one\n\n  ```text\n  ---\n  ```\n");
    assert!(
        slide.html.contains("---\n</code></pre>\n</li>"),
        "{}",
        slide.html
    );
}

#[test]
fn what_blocks_say_is_escaped() {
    let slide = slide(
        "# S\n\n```quote\ntext = \"<b>T</b>\"\nby = \"B & C\"\nsource = \"S\"\n```\n\n\
         ```script\ntitle = \"S\"\nsaid_by = \"Me\"\ntext = \"\"\"\nOne\n\nTwo\n\"\"\"\n```\n\n\
         ```sources\n```\n",
    );
    assert_eq!(
        slide.html,
        "<h1>S</h1>\n\
         <figure class=\"quote\"><blockquote><p>&lt;b&gt;T&lt;/b&gt;</p></blockquote>\
         <figcaption><span class=\"by\">B &amp; C</span> <cite>S</cite></figcaption></figure>\n\
         <section class=\"script\"><p class=\"said-by\">Me</p>\
         <blockquote><p>One</p><p>Two</p></blockquote></section>\n\
         <ul class=\"sources\">\n<li>One <em>work</em></li>\n<li>Two</li>\n</ul>\n"
    );
}

#[test]
fn phrases_stand_side_by_side() {
    let (training, problems) = parse_slides(
        "```phrases\nbanned = [\"no\"]\nreplacements = [\"yes\"]\nbanned_label = \"Statt\"\n```\n",
    );
    assert_eq!(problems, []);
    assert_eq!(training.phrases.len(), 1);
    let html: String = training
        .sections
        .iter()
        .flat_map(|section| &section.slides)
        .map(|slide| slide.html.as_str())
        .collect();
    assert!(
        html.contains("<th scope=\"col\" class=\"banned\">Statt</th>"),
        "{html}"
    );
    assert!(
        html.contains("<td class=\"banned\">no</td><td class=\"replacement\">yes</td>"),
        "{html}"
    );
}

#[test]
fn a_split_is_drawn_to_scale_and_written_out() {
    let slide = slide(
        "```split\ntitle = \"45 minutes\"\n[[part]]\nlabel = \"Theirs\"\nminutes = 30\n\
         [[part]]\nlabel = \"Yours\"\nminutes = 15\n```\n",
    );
    for expected in [
        "aria-label=\"45 minutes: Theirs 30 min, Yours 15 min\"",
        "<rect class=\"part-1\" x=\"0\" y=\"0\" width=\"666\"",
        "<rect class=\"part-2\" x=\"666\" y=\"0\" width=\"334\"",
        "<li class=\"part-2\"><span class=\"label\">Yours</span> \
         <span class=\"minutes\">15 min</span></li>",
    ] {
        assert!(
            slide.html.contains(expected),
            "{expected} in {}",
            slide.html
        );
    }
    assert_eq!(slide.title, "45 minutes");
}

#[test]
fn a_drill_measures_writing_against_the_full_name_of_its_timer() {
    let (training, problems) = parse_slides(
        "```drill\nid = \"d\"\ntitle = \"T\"\ninstructions = \"I\"\n\
         group_size = 2\nwriting_timer = \"w\"\n\
         [[timer]]\nid = \"w\"\nlabel = \"W\"\nminutes = 5\n\
         [[field]]\nid = \"f\"\nlabel = \"F\"\n```\n",
    );
    assert_eq!(problems, []);
    let drill = training.activities.first().expect("the drill");
    assert_eq!(drill.group_size, Some(2));
    let ActivityKind::Drill(details) = &drill.kind else {
        panic!("not a drill: {drill:?}");
    };
    assert_eq!(
        details.writing_timer.as_ref().map(|id| id.as_str()),
        Some("d-w")
    );
    assert_eq!(
        training.timers().next().map(|timer| timer.planned),
        Some(Span::from_minutes(5))
    );
    let slide = training
        .sections
        .first()
        .and_then(|section| section.slides.first());
    let slide = slide.expect("its slide");
    assert_eq!(slide.activity.as_ref(), Some(&drill.id));
    assert_eq!(
        (slide.layout, slide.html.as_str(), slide.title.as_str()),
        (Layout::Activity, "", "T")
    );
}

#[test]
fn a_commitment_has_its_rule_its_rhythm_and_its_fields() {
    let (training, problems) = parse_slides(
        "```commitments\nid = \"c\"\ntitle = \"T\"\ninstructions = \"I\"\n\
         [[kind]]\nid = \"k\"\ntitle = \"K\"\n\
         promise = \"P\"\ndue = \"last friday of month\"\ndue_label = \"By\"\n\
         repeat = \"monthly\"\n\
         meeting_minutes = 45\n[[kind.field]]\nid = \"f\"\nlabel = \"F\"\n```\n",
    );
    assert_eq!(problems, []);
    let Some(ActivityKind::Commitments(commitments)) =
        training.activities.first().map(|activity| &activity.kind)
    else {
        panic!("no commitments: {training:?}");
    };
    let kind = commitments.kinds.first().expect("a kind");
    assert_eq!(kind.due, DueRule::LastOfMonth(Some(Weekday::Friday)));
    assert_eq!(kind.repeat, Some(Repeat::Monthly));
    assert_eq!(kind.meeting, Some(Span::from_minutes(45)));
    assert_eq!(kind.fields.len(), 1);
}

#[test]
fn a_field_has_its_advice() {
    let (training, problems) = parse_slides(
        "```drill\nid = \"d\"\ntitle = \"T\"\ninstructions = \"I\"\n\
         [[field]]\nid = \"f\"\nlabel = \"F\"\ninput = \"question\"\nlink = true\n\
         options = [\"A\", \"B\"]\ndirectives = [\"you should\"]\n\
         [[field]]\nid = \"g\"\nlabel = \"G\"\n```\n",
    );
    assert_eq!(problems, []);
    let Some(ActivityKind::Drill(drill)) =
        training.activities.first().map(|activity| &activity.kind)
    else {
        panic!("no drill: {training:?}");
    };
    let [question, plain] = drill.fields.as_slice() else {
        panic!("not two fields: {drill:?}");
    };
    assert_eq!(question.input, FieldInput::Question);
    assert!(question.asks_link && !plain.asks_link);
    assert_eq!(question.options, ["A", "B"]);
    assert_eq!(question.directives, ["you should"]);
    assert!(plain.options.is_empty() && plain.directives.is_empty());
}

#[test]
fn a_card_to_take_home_is_on_no_slide() {
    let (training, problems) =
        parse_slides("# A\n\n- one\n\n```takeaway\ntitle = \"T\"\nitems = [\"1\", \"2\"]\n```\n");
    assert_eq!(problems, []);
    let card = training.takeaways.first().expect("the card");
    assert_eq!((card.title.as_str(), card.intro.as_str()), ("T", ""));
    assert_eq!(card.items, ["1", "2"]);
    let slide = &training.sections[0].slides[0];
    assert_eq!(slide.layout, Layout::Plain);
    assert_eq!(slide.html, "<h1>A</h1>\n<ul>\n<li>one</li>\n</ul>\n");
}

#[test]
fn problems_do_not_hide_one_another() {
    let (training, problems) = parse_slides(
        "# A\n\n```pol\n```\n\n---\n\n\
         # B\n\n```quote\ntext = 1\nby = \"\"\nform = \"x\"\n```\n\n---\n\n# C\n\n# D\n",
    );
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 11, 12, 13, 20]);
    assert_eq!(
        training
            .sections
            .first()
            .map(|section| section.slides.len()),
        Some(3)
    );
}

#[test]
fn only_the_files_of_a_training_are_looked_at() {
    for name in ["training.toml", "faq.md", "01-a.md"] {
        assert!(is_training_file(name), "{name}");
    }
    for name in ["README.md", "chart.png", "more/01-a.md", "notes.txt"] {
        assert!(!is_training_file(name), "{name}");
    }
}
