//! Planned against actual time as a drawing.
//!
//! Lengths across are in percent and lengths down in pixels, so that the bars take whatever width
//! there is while the letters keep their size, on a phone as on paper.

use crate::domain::time::Span;
use crate::export::SectionLine;
use crate::ui::text;
use leptos::prelude::*;

/// How much of the width the longest bar takes, in tenths of a percent; the rest is for the time that
/// is written after it.
const LONGEST_BAR: i64 = 640;
/// From one section to the next, in pixels.
const SECTION_HEIGHT: usize = 66;
/// More letters of a section's name do not fit beside each other on a phone. The table below the chart
/// has them all.
const MOST_LETTERS: usize = 46;

/// A section in the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Bars {
    title: String,
    /// In pixels from the top.
    top: usize,
    /// Widths in tenths of a percent: the plan, what was used of it, and what came on top.
    planned: i64,
    within: i64,
    over: i64,
}

/// Planned against actual time. What went over the plan is an outline behind the filled bar, and said
/// in numbers: colour adds nothing that is not there without it.
#[component]
pub fn TimeChart(
    /// The sections.
    sections: Vec<SectionLine>,
) -> impl IntoView {
    let height = (sections.len() * SECTION_HEIGHT).to_string();
    let description = description(&sections);
    let rows: Vec<_> = layout(&sections)
        .into_iter()
        .zip(sections)
        .map(|(bars, section)| drawing(bars, section))
        .collect();
    view! {
        <figure class="time-chart">
            <svg width="100%" height=height role="img" aria-labelledby="time-chart-title time-chart-description">
                <title id="time-chart-title">"Planned against actual time, section by section"</title>
                <desc id="time-chart-description">{description}</desc>
                {rows}
            </svg>
            <figcaption aria-hidden="true">
                {legend("chart-planned", "Planned")}
                {legend("chart-within", "Actual")}
                {legend("chart-over", "Longer than planned")}
            </figcaption>
        </figure>
    }
}

fn drawing(bars: Bars, section: SectionLine) -> impl IntoView {
    let y = |down: usize| (bars.top + down).to_string();
    let actual = format!(
        "{} ({})",
        text::length(section.actual),
        text::difference(section.actual, section.planned)
    );
    let over = (bars.over > 0).then(|| {
        view! { <rect class="chart-over" x=percent(bars.within) y=y(36) width=percent(bars.over) height="14"></rect> }
    });
    view! {
        <g>
            <text class="chart-label" x="0" y=y(14)>{bars.title.clone()}</text>
            <rect class="chart-planned" x="1" y=y(22) width=percent(bars.planned) height="9"></rect>
            <text class="chart-number" x=percent(bars.planned) y=y(31) dx="8">{text::length(section.planned)}</text>
            <rect class="chart-within" x="1" y=y(36) width=percent(bars.within) height="14"></rect>
            {over}
            <text class="chart-number chart-actual" x=percent(bars.within + bars.over) y=y(48) dx="8">{actual}</text>
        </g>
    }
}

fn legend(class: &'static str, label: &'static str) -> impl IntoView {
    view! {
        <span class="legend">
            <svg width="28" height="14"><rect class=class x="1" y="1" width="26" height="12"></rect></svg>
            {label}
        </span>
    }
}

/// Where everything is drawn. The longest time of all, planned or actual, is the longest bar.
fn layout(sections: &[SectionLine]) -> Vec<Bars> {
    let times = sections
        .iter()
        .map(|section| section.planned.max(section.actual));
    let longest = times.max().unwrap_or_default().max(Span::from_seconds(1));
    let width = |span: Span| span.as_millis().max(0) * LONGEST_BAR / longest.as_millis();
    let rows = sections.iter().enumerate().map(|(number, section)| {
        let planned = width(section.planned);
        let actual = width(section.actual);
        Bars {
            title: shortened(&section.title),
            top: number * SECTION_HEIGHT,
            planned,
            within: actual.min(planned),
            over: (actual - planned).max(0),
        }
    });
    rows.collect()
}

fn percent(tenths: i64) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

fn shortened(title: &str) -> String {
    if title.chars().count() <= MOST_LETTERS {
        return title.to_owned();
    }
    let start: String = title.chars().take(MOST_LETTERS - 1).collect();
    format!("{}…", start.trim_end())
}

/// What the chart shows, for those who hear it.
fn description(sections: &[SectionLine]) -> String {
    let sentences: Vec<_> = sections
        .iter()
        .map(|section| {
            let title = &section.title;
            let (planned, actual) = (section.planned, section.actual);
            format!(
                "{title}: planned {}, actual {}, difference {}.",
                text::length(planned),
                text::length(actual),
                text::difference(actual, planned)
            )
        })
        .collect();
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(title: &str, planned: i64, actual: i64) -> SectionLine {
        SectionLine {
            title: title.to_owned(),
            planned: Span::from_seconds(planned),
            actual: Span::from_seconds(actual),
            slides_shown: 1,
            slides: 1,
        }
    }

    #[test]
    fn the_longest_time_of_all_is_the_longest_bar() {
        let rows = layout(&[
            section("Short", 300, 150),
            section("Long", 600, 1_200),
            section("As planned", 600, 600),
        ]);
        let widths: Vec<_> = rows
            .iter()
            .map(|row| (row.planned, row.within, row.over))
            .collect();
        assert_eq!(widths, [(160, 80, 0), (320, 320, 320), (320, 320, 0)]);
        let tops: Vec<_> = rows.iter().map(|row| row.top).collect();
        assert_eq!(tops, [0, SECTION_HEIGHT, 2 * SECTION_HEIGHT]);
        assert_eq!(percent(LONGEST_BAR), "64.0%");
        assert_eq!(percent(5), "0.5%");
    }

    #[test]
    fn without_any_time_there_are_no_bars_and_nothing_is_divided_by_zero() {
        let rows = layout(&[section("Empty", 0, 0)]);
        assert_eq!((rows[0].planned, rows[0].within, rows[0].over), (0, 0, 0));
        assert_eq!(layout(&[]), []);
    }

    #[test]
    fn a_long_name_is_cut_between_letters_and_the_description_has_all_of_it() {
        let long = "é".repeat(MOST_LETTERS + 1);
        let sections = [section(&long, 300, 370)];
        let title = &layout(&sections)[0].title;
        assert_eq!(title.chars().count(), MOST_LETTERS);
        assert!(title.ends_with('…'));
        assert_eq!(
            description(&sections),
            format!("{long}: planned 5:00, actual 6:10, difference +1:10.")
        );
        assert_eq!(shortened("Short"), "Short");
    }
}
