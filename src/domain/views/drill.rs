//! How long a drill took.

use super::activity::{HistogramBar, Results};
use crate::domain::time::Span;

/// What the writing times of a drill come to.
pub(super) fn drill_results(limit: Option<Span>, mut times: Vec<Span>) -> Results {
    times.sort_unstable();
    let is_inside = |time: &&Span| limit.is_none_or(|limit| **time <= limit);
    Results::Drill {
        inside: times.iter().filter(is_inside).count(),
        limit,
        median: median(&times),
        histogram: limit.map_or_else(Vec::new, |limit| histogram(limit, &times)),
    }
}

fn median(sorted: &[Span]) -> Option<Span> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let both = *sorted.get(middle.checked_sub(1)?)? + upper;
    Some(Span::from_millis(both.as_millis() / 2))
}

/// A bar for each minute up to the limit, which belongs to the last of them, and one for the rest.
fn histogram(limit: Span, times: &[Span]) -> Vec<HistogramBar> {
    let minute = Span::from_minutes(1).as_millis();
    let last = limit.as_millis() / minute;
    let bar_of = |time: &Span| ((time.as_millis() - 1).max(0) / minute).min(last);
    let bars = (0..=last).map(|bar| HistogramBar {
        label: if bar == last {
            format!("over {last}")
        } else {
            format!("{bar}–{}", bar + 1)
        },
        count: times.iter().filter(|time| bar_of(time) == bar).count(),
    });
    bars.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_time_is_in_one_bar_and_the_limit_is_inside() {
        let times = [0, 59, 60, 61, 120, 121, 500].map(Span::from_seconds);
        let bars = histogram(Span::from_minutes(2), &times);
        let bars: Vec<_> = bars
            .iter()
            .map(|bar| (bar.label.as_str(), bar.count))
            .collect();
        assert_eq!(bars, [("0–1", 3), ("1–2", 2), ("over 2", 2)]);
    }

    #[test]
    fn without_a_limit_there_are_no_bars_and_everybody_is_inside() {
        let times = vec![Span::from_seconds(90), Span::from_seconds(30)];
        assert_eq!(
            drill_results(None, times),
            Results::Drill {
                inside: 2,
                limit: None,
                median: Some(Span::from_seconds(60)),
                histogram: vec![],
            }
        );
    }
}
