//! What an activity shows to the room: what to do, how many have answered, and once revealed, what.

use super::part::Part;
use super::text;
use crate::domain::training::{ActivityKind, Vote};
use crate::domain::views::{ActivityView, HistogramBar, Responses, Results, Tally};
use crate::ui::drawing::{Shown, drawn};
use leptos::prelude::*;

/// What to do, in the words of the training. A drill's fields and a vote's choices are named, so
/// that the room can follow without a phone.
#[cfg(any(feature = "ssr", feature = "projector"))]
#[component]
pub fn Task(
    /// The activity.
    activity: ActivityView,
) -> impl IntoView {
    let items = |items: Vec<String>| {
        let items: Vec<_> = items
            .into_iter()
            .map(|item| view! { <li>{item}</li> })
            .collect();
        view! { <ol class="task-items">{items}</ol> }
    };
    match activity.activity.kind {
        ActivityKind::Poll(poll) => view! {
            <p class="task-question">{poll.question}</p>
            {items(poll.choices.into_iter().map(|choice| choice.label).collect())}
        }
        .into_any(),
        ActivityKind::Drill(drill) => view! {
            <p class="task-question">{drill.instructions}</p>
            {items(drill.fields.into_iter().map(|field| field.label).collect())}
        }
        .into_any(),
        ActivityKind::Vote(vote) => view! {
            <blockquote class="task-statement"><p>{vote.statement}</p></blockquote>
            <p class="task-question">{vote.question}</p>
            {items(vote.choices.into_iter().map(|choice| choice.label).collect())}
        }
        .into_any(),
        ActivityKind::Commitments(commitments) => view! {
            <p class="task-question">{commitments.instructions}</p>
            {items(commitments.kinds.into_iter().map(|kind| kind.promise).collect())}
        }
        .into_any(),
    }
}

/// How many have answered.
#[component]
pub fn Progress(
    /// The activity.
    activity: ActivityView,
    /// The responses.
    responses: Responses,
) -> impl IntoView {
    let (answered, of) = (responses.answered, responses.of);
    let sentence = progress(&activity, &responses);
    view! {
        <p class="responses-progress">
            <span class="responses-count">{sentence}</span>
            <progress max=of.max(1).to_string() value=answered.to_string() aria-hidden="true"></progress>
        </p>
    }
}

/// How many have answered, for example "18 of 24 have all 3".
pub fn progress(activity: &ActivityView, responses: &Responses) -> String {
    let (answered, of) = (responses.answered, responses.of);
    match &activity.activity.kind {
        ActivityKind::Poll(_) => format!("{answered} of {of} have answered"),
        ActivityKind::Drill(_) => format!("{answered} of {of} have handed in"),
        ActivityKind::Vote(_) if responses.by_group => {
            let groups = match activity.activity.group_size {
                Some(2) => "pairs",
                _ => "tables",
            };
            format!("{answered} of {of} {groups} have decided")
        }
        ActivityKind::Vote(_) => format!("{answered} of {of} have decided"),
        ActivityKind::Commitments(commitments) if commitments.kinds.len() == 1 => {
            format!("{answered} of {of} have promised")
        }
        ActivityKind::Commitments(commitments) => {
            format!("{answered} of {of} have all {}", commitments.kinds.len())
        }
    }
}

/// What has been answered; nothing where it is not to be seen.
#[component]
pub fn Outcome(
    /// The activity.
    activity: ActivityView,
    /// The responses.
    responses: Responses,
) -> impl IntoView {
    let answered = responses.answered;
    let outcome = match responses.results {
        None => ().into_any(),
        Some(Results::Poll(tallies)) => {
            let (line, label) = match &activity.activity.kind {
                ActivityKind::Poll(poll) => (poll.line_percent, poll.line_label.clone()),
                _ => (None, None),
            };
            view! { <Bars tallies of=answered line line_label=label/> }.into_any()
        }
        Some(Results::Drill {
            inside,
            limit,
            median,
            histogram,
        }) => {
            let limit = limit.map(text::length);
            let inside = match &limit {
                Some(limit) => format!("{inside} of {answered} inside {limit}"),
                None => format!("{answered} handed in"),
            };
            let median = median.map(|median| format!("median {}", text::length(median)));
            view! {
                <p class="outcome-figure">{inside}</p>
                <p class="outcome-detail">{median}</p>
                <Histogram bars=histogram/>
            }
            .into_any()
        }
        Some(Results::Vote { tallies, groups: _ }) => {
            view! { <Bars tallies of=answered line=None line_label=None/> }.into_any()
        }
        Some(Results::Commitments(tallies)) => {
            view! { <Bars tallies of=responses.of line=None line_label=None/> }.into_any()
        }
    };
    let answer = match activity.activity.kind {
        ActivityKind::Vote(vote) if activity.revealed => Some(view! { <Answer vote/> }),
        _ => None,
    };
    view! { <div class="outcome">{outcome} {answer}</div> }.into_any()
}

/// The revealed answer of a vote, with its reasons.
#[component]
fn Answer(
    /// The vote.
    vote: Vote,
) -> impl IntoView {
    let reasons: Vec<_> = vote
        .reasons
        .into_iter()
        .map(|reason| view! { <li>{reason}</li> })
        .collect();
    view! {
        <section class="answer">
            <p class="answer-word">{vote.answer}</p>
            <ul class="answer-reasons">{reasons}</ul>
        </section>
    }
}

/// One bar a choice. The bars are SVG, so that their widths need no inline style. They come anew to each
/// phone with each answer, which is why they are found by their elements and have no classes of their own.
#[component]
fn Bars(
    /// The choices with their counts.
    tallies: Vec<Tally>,
    /// How many could have been counted for each.
    of: usize,
    /// A line to compare with, in percent.
    line: Option<u8>,
    /// What the line means.
    line_label: Option<String>,
) -> impl IntoView {
    let percent = move |count: usize| (count * 100 + of / 2).checked_div(of).unwrap_or(0).min(100);
    let above = move |count: usize| line.is_some_and(|line| percent(count) > usize::from(line));
    let bars: Vec<_> = tallies
        .into_iter()
        .map(|tally| {
            let share = percent(tally.count);
            let mark = line.map(|line| {
                let at = format!("{line}%");
                view! { <line x1=at.clone() x2=at y2="100%"></line> }
            });
            view! {
                <li class=above(tally.count).then_some("above")>
                    <span>{tally.label}</span>
                    <b>{format!("{share}%")} <small>{format!(" {} of {of}", tally.count)}</small></b>
                    <svg aria-hidden="true">
                        <rect width=format!("{share}%") height="100%"></rect>
                        {mark}
                    </svg>
                </li>
            }
        })
        .collect();
    let legend = line.map(|line| {
        let label = line_label.unwrap_or_default();
        view! { <p class="bars-legend"><span class="bars-legend-mark" aria-hidden="true"></span>{format!("{line}% {label}")}</p> }
    });
    view! { <ul class="bars">{bars}</ul> {legend} }.into_any()
}

/// How many needed how many minutes: a list, which can be read aloud, with a drawing in each entry.
/// The last bar holds those who were over the time; its drawing is an outline. Without classes, as the
/// bars of choices are.
#[component]
fn Histogram(
    /// The bars; none where no time was given.
    bars: Vec<HistogramBar>,
) -> impl IntoView {
    let Some(last) = bars.len().checked_sub(1) else {
        return ().into_any();
    };
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let bars: Vec<_> = bars
        .into_iter()
        .enumerate()
        .map(|(index, bar)| {
            let height = bar.count * 100 / most;
            view! {
                <li class=(index == last).then_some("after")>
                    <b>{bar.count}</b>
                    <svg aria-hidden="true">
                        <rect y=format!("{}%", 100 - height) width="100%" height=format!("{height}%")></rect>
                    </svg>
                    <span>{bar.label}<small>" minutes"</small></span>
                </li>
            }
        })
        .collect();
    view! {
        <figure class="histogram">
            <ol>{bars}</ol>
            <figcaption>"People by minutes of writing"</figcaption>
        </figure>
    }
    .into_any()
}

/// Who works with whom.
#[component]
pub fn Seating(
    /// The names, group by group.
    seating: Part<Vec<Vec<String>>>,
) -> impl IntoView {
    let groups = move || {
        let groups = seating.get().into_iter().zip(1..);
        groups
            .map(|(names, number)| {
                view! {
                    <li class="group">
                        <span class="group-number">{number}</span>
                        <span class="group-names">{names.join(", ")}</span>
                    </li>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <Shown when=move || !seating.read().is_empty()>
            <ol class="seating">{drawn(groups)}</ol>
        </Shown>
    }
}
