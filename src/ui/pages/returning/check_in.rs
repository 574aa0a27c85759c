//! Asks what became of a promise.

use super::{Desk, said};
use crate::domain::check_in::Outcome;
use crate::domain::text::LONGEST_ENTRY;
use crate::domain::views::OpenCheckIn;
use crate::ui::pages::refusal::Refusal;
use crate::ui::text;
use leptos::prelude::*;

/// Asks what became of a promise: kept, moved, or given up.
#[component]
pub fn CheckInForm(
    /// The promise's kind.
    kind: String,
    /// What is asked.
    open: OpenCheckIn,
    /// What the forms share.
    desk: Desk,
) -> impl IntoView {
    let form = format!("check-in-{kind}");
    let problem = desk.problem_of(&form).cloned();
    let (taken, to, why) = match (&problem, &open.outcome) {
        (Some(problem), _) => (
            problem.outcome.clone(),
            problem.to.clone(),
            problem.why.clone(),
        ),
        (None, Some(Outcome::Done)) => ("done".to_owned(), String::new(), String::new()),
        (None, Some(Outcome::Moved { to })) => ("moved".to_owned(), to.to_string(), String::new()),
        (None, Some(Outcome::Dropped { why })) => {
            ("dropped".to_owned(), String::new(), why.clone())
        }
        (None, None) => (String::new(), String::new(), String::new()),
    };
    let choice = |value: &'static str, label: &'static str| {
        let checked = taken == value;
        view! {
            <label class="choice">
                <input type="radio" name="outcome" value=value checked=checked required/>
                <span>{label}</span>
            </label>
        }
    };
    let (done, moved, dropped) = (
        choice("done", "Done"),
        choice("moved", "Moved to another day"),
        choice("dropped", "Dropped"),
    );
    let answered = open
        .outcome
        .as_ref()
        .map(|outcome| view! { <p class="made">{format!("You said: {}", said(outcome))}</p> });
    let when = if open.is_due {
        open.title.clone()
    } else {
        format!("{} is on {}; you can answer already.", open.title, open.day)
    };
    let (to_id, why_id) = (format!("{form}-to"), format!("{form}-why"));
    let limit = LONGEST_ENTRY.to_string();
    view! {
        <form class="phone-form check-in" id=form method="post" action=format!("{}/check-in", desk.base)>
            <input type="hidden" name="kind" value=kind/>
            <input type="hidden" name="check_in" value=open.id.to_string()/>
            <p class="check-in-when">{when}</p>
            {answered}
            <fieldset class="choices">
                <legend>{open.question}</legend>
                {done}
                {moved}
                <div class="field choice-more">
                    <label class="field-label" for=to_id.clone()>"To which day"</label>
                    <input type="date" id=to_id name="to" value=to/>
                </div>
                {dropped}
                <div class="field choice-more">
                    <label class="field-label" for=why_id.clone()>"Why"</label>
                    <textarea id=why_id name="why" rows="2" maxlength=limit>{text::in_textarea(&why)}</textarea>
                </div>
            </fieldset>
            <Refusal problem=problem.map(|problem| problem.message)/>
            <button type="submit" class="primary">{if open.outcome.is_some() { "Change my answer" } else { "Answer" }}</button>
        </form>
    }
}
