//! A form that works without JavaScript, and better with it.

use super::FormState;
use crate::domain::ids::{ChoiceId, FieldId, JoinCode};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the forms of a page share.
#[derive(Clone)]
pub struct Sender {
    /// The session.
    pub code: JoinCode,
    /// Makes the ids of the commands that this page sends without JavaScript; with it, the island
    /// makes them.
    pub page: Option<String>,
    /// What went wrong with the form that has just been sent without JavaScript.
    pub problem: Option<Problem>,
}

/// A form that the server has refused, with all that was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Which form.
    pub form: String,
    /// Why, and what to do.
    pub message: String,
    /// What was typed.
    pub fields: BTreeMap<FieldId, String>,
    /// What was chosen.
    pub choices: Vec<ChoiceId>,
    /// The date that was entered, where the form asks for one.
    pub due: Option<String>,
}

impl Sender {
    /// What went wrong with one form.
    pub fn problem_of(&self, form: &str) -> Option<&Problem> {
        self.problem.as_ref().filter(|problem| problem.form == form)
    }
}

/// A form of a phone.
#[component]
pub fn PhoneForm(
    /// Names the form among those of a session.
    id: String,
    /// Where it is sent, below the session's address.
    path: &'static str,
    /// What the forms of the page share.
    sender: Sender,
    /// Whether the server has an earlier content of this form.
    kept: bool,
    /// What the button says before anything was sent.
    send: &'static str,
    /// Whether the form can be sent.
    open: bool,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let problem = sender.problem_of(&id);
    let state = problem.map_or(FormState::Settled, |problem| {
        FormState::Refused(problem.message.clone())
    });
    let role = if problem.is_some() { "alert" } else { "status" };
    let command = sender.page.map(|page| format!("{page}-{id}"));
    view! {
        <form class="phone-form" id=id.clone() method="post" action=format!("/s/{}/{path}", sender.code)
            data-kept=kept.to_string() data-open=open.to_string()>
            <input type="hidden" name="command" value=command/>
            <input type="hidden" name="form" value=id.clone()/>
            {children()}
            <button type="submit" class="primary" id=format!("{id}-send") disabled=!open>
                {if kept { "Send the change" } else { send }}
            </button>
            <p class="form-status" data-tone=state.tone(kept) role=role>{state.sentence(kept, open)}</p>
        </form>
    }
}
