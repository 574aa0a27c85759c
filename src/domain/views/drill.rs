//! How long a drill took.

use super::activity::{HistogramBar, Results};
use crate::domain::time::Span;
use crate::domain::timer::LONGEST_TIMER;

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

/// A bar for each minute up to the limit, which belongs to the last of them, and one for the rest. No
/// timer can be longer than the last bar, but a damaged log may say so.
fn histogram(limit: Span, times: &[Span]) -> Vec<HistogramBar> {
    let minute = Span::from_minutes(1).as_millis();
    let last = limit.min(LONGEST_TIMER).as_millis() / minute;
    let bar_of = |time: &Span| (time.as_millis().saturating_sub(1).max(0) / minute).min(last);
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
    fn a_limit_without_measure_gives_bars_that_can_be_counted() {
        let all_time = Span::from_millis(i64::MAX);
        let bars = histogram(all_time, &[all_time, Span::from_millis(i64::MIN)]);
        assert_eq!(bars.iter().map(|bar| bar.count).sum::<usize>(), 2);
        assert_eq!(bars.len(), 24 * 60 + 1);
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
