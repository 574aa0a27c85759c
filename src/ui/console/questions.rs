//! The questions of the training, to be answered on the projector when somebody asks.

use crate::ui::drawing::{attribute, click};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use leptos::prelude::*;

/// A button for each question: shows it on the projector, and takes it away again.
#[component]
pub fn Questions(
    /// The questions.
    questions: Vec<String>,
    /// Which one shows.
    question: Part<Option<usize>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    if questions.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = questions
        .into_iter()
        .enumerate()
        .map(|(index, text)| {
            let shows = move || question.get() == Some(index);
            let toggle = move |_| {
                let is_shown = question.get_untracked() == Some(index);
                driver.order(Order::ShowQuestion((!is_shown).then_some(index)));
            };
            view! {
                <li>
                    <button type="button" class="script-open question-show"
                        aria-pressed=attribute(move || shows().to_string()) on:click=click(toggle)>{text}</button>
                </li>
            }
        })
        .collect();
    view! {
        <h2 class="panel-label">"Questions, to show on the projector"</h2>
        <ul class="script-list">{items}</ul>
    }
    .into_any()
}
