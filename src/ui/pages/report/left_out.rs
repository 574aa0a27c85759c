//! What of the training was left out.

use crate::domain::views::Skipped;
use crate::export::LeftOut;
use leptos::prelude::*;

/// What was cut, slides that were never shown, activities that were never opened, timers that were never started.
#[component]
pub fn LeftOutPanel(
    /// What was left out.
    left_out: LeftOut,
    /// Whether it can still come.
    is_over: bool,
) -> impl IntoView {
    let title = if is_over {
        "What was skipped"
    } else {
        "What has not come yet"
    };
    let nothing = left_out.is_empty().then(
        || view! { <p class="empty">"Nothing: every slide was shown, every activity opened and every timer started."</p> },
    );
    view! {
        <section class="panel">
            <h2>{title}</h2>
            {nothing}
            {part("Cut to keep to the plan", left_out.cuts)}
            {part("Slides never shown", left_out.slides)}
            {part("Activities never opened", left_out.activities)}
            {part("Timers never started", left_out.timers)}
        </section>
    }
}

fn part(title: &'static str, skipped: Vec<Skipped>) -> impl IntoView {
    if skipped.is_empty() {
        return None;
    }
    let count = skipped.len();
    let groups: Vec<_> = grouped(skipped)
        .into_iter()
        .map(|(within, titles)| {
            let titles: Vec<_> = titles
                .into_iter()
                .map(|title| view! { <dd>{title}</dd> })
                .collect();
            view! { <div><dt>{within}</dt>{titles}</div> }
        })
        .collect();
    Some(view! {
        <section class="left-out">
            <h3>{title} <small>{format!(" {count}")}</small></h3>
            <dl>{groups}</dl>
        </section>
    })
}

/// What follows each other and is part of the same, under one heading.
fn grouped(skipped: Vec<Skipped>) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for Skipped { within, title } in skipped {
        match groups.last_mut() {
            Some((latest, titles)) if *latest == within => titles.push(title),
            _ => groups.push((within, vec![title])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_part_of_the_same_comes_under_one_heading() {
        let skipped = |within: &str, title: &str| Skipped {
            within: within.to_owned(),
            title: title.to_owned(),
        };
        let groups = grouped(vec![
            skipped("First", "A"),
            skipped("First", "B"),
            skipped("Second", "C"),
        ]);
        let groups: Vec<_> = groups
            .iter()
            .map(|(within, titles)| (within.as_str(), titles.len()))
            .collect();
        assert_eq!(groups, [("First", 2), ("Second", 1)]);
        assert_eq!(grouped(vec![]), []);
    }
}
