//! Hands that are counted by eye, for rooms without phones.

use crate::domain::ids::{ActivityId, ChoiceId};
use crate::domain::session::HandCount;
use crate::domain::training::Choice;
use crate::ui::drawing::{Shown, click, on, typed_into, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use crate::ui::text;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// A number for each choice, and how many people were counted. Out of the way until it is wanted;
/// what was typed stays when it is refused.
#[component]
pub fn HandCountForm(
    /// The poll.
    activity: ActivityId,
    /// Its choices.
    choices: Vec<Choice>,
    /// What was entered before.
    hands: Part<Option<HandCount>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let before = hands.get_untracked();
    let is_counted = before.is_some();
    let people = typed(before.as_ref().map(|hands| hands.of.to_string()));
    let counts: Vec<(Choice, RwSignal<String>)> = choices
        .iter()
        .cloned()
        .map(|choice| {
            let before = before
                .as_ref()
                .and_then(|hands| hands.counts.get(&choice.id));
            let count = typed(before.map(usize::to_string));
            (choice, count)
        })
        .collect();
    let problem = RwSignal::new(None::<String>);
    let activity = StoredValue::new(activity);
    let send = move |of: usize, counts: Vec<(ChoiceId, usize)>| {
        let activity = activity.get_value();
        let command = Order::CountHands {
            activity,
            of,
            counts,
        };
        driver.order_then(command, move |answer| problem.set(answer.err()));
    };
    let fields: Vec<_> = counts
        .iter()
        .map(|(choice, count)| number_field(choice.label.clone(), *count, "0"))
        .collect();
    let labels = choices;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let hands = counts
            .iter()
            .map(|(choice, count)| (choice.id.clone(), number(&count.get_untracked())));
        send(number(&people.get_untracked()), hands.collect());
    };
    let entered = move || {
        let hands = hands.get();
        hands.map_or(String::new(), |hands| entered(&labels, &hands))
    };
    view! {
        <details class="hand-count" open=is_counted>
            <summary>"Count hands instead"</summary>
            <Shown when=move || hands.read().is_some()>
                <p class="hand-count-entered">{words(entered.clone())}</p>
                <button type="button" class="hand-count-clear" on:click=click(move |_| send(0, Vec::new()))>
                    "Take the count away"
                </button>
            </Shown>
            <form class="hand-count-form" on:submit=on(submit)>
                {number_field("People counted".to_owned(), people, "1")}
                {fields}
                <button type="submit" class="hand-count-send">"Enter the count"</button>
                <p class="form-status" data-tone="refused" role="alert">{words(move || problem.get().unwrap_or_default())}</p>
            </form>
        </details>
    }
}

/// What stands in a field.
fn typed(before: Option<String>) -> RwSignal<String> {
    RwSignal::new(before.unwrap_or_default())
}

/// The number in a field; an empty field is no hand.
fn number(typed: &str) -> usize {
    typed.trim().parse().unwrap_or_default()
}

fn number_field(label: String, value: RwSignal<String>, least: &'static str) -> impl IntoView {
    view! {
        <label class="hand-count-field">
            <span>{label}</span>
            <input type="number" inputmode="numeric" min=least required=least != "0"
                prop:value=value value=value.get_untracked()
                on:input=typed_into(value)/>
        </label>
    }
}

/// "24 people counted: 18 for the first, 9 for the second".
fn entered(choices: &[Choice], hands: &HandCount) -> String {
    let counts: Vec<_> = choices
        .iter()
        .filter_map(|choice| {
            let count = hands.counts.get(&choice.id)?;
            Some(format!("{count} for “{}”", choice.label))
        })
        .collect();
    let people = text::count(hands.of, "person", "people");
    format!("{people} counted: {}", counts.join(", "))
}
