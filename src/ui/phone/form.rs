//! A form that works without JavaScript, and better with it.

use crate::domain::ids::{FieldId, JoinCode};
use crate::domain::training::{Field, FieldInput};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the forms of a page share.
#[derive(Clone)]
pub struct Sender {
    /// The session.
    pub code: JoinCode,
    /// Makes the ids of the commands that this page sends.
    pub page: String,
    /// What went wrong with the form that has just been sent without JavaScript.
    pub problem: Option<Problem>,
}

/// A form that the server has refused, with all that was typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Which form.
    pub form: String,
    /// Why, and what to do.
    pub message: String,
    /// What was typed.
    pub fields: BTreeMap<FieldId, String>,
    /// The date that was entered, where the form asks for one.
    pub due: Option<String>,
}

impl Sender {
    /// What went wrong with one form.
    pub fn problem_of(&self, form: &str) -> Option<&Problem> {
        self.problem.as_ref().filter(|problem| problem.form == form)
    }
}

/// Where a form's content is.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
enum State {
    /// As the server has it, or untouched.
    Settled,
    /// Typed, and not sent.
    Changed,
    /// On its way.
    Sending,
    /// Not sent: it will be tried again.
    Waiting,
    /// The server refuses it.
    Refused(String),
}

/// A form. What is typed is kept on the device until the server has it.
#[component]
pub fn PhoneForm(
    /// Names the form among those of a session.
    id: String,
    /// Where it is sent, below the session's address.
    path: &'static str,
    /// What the forms of the page share.
    sender: Sender,
    /// Whether the server has an earlier content of this form.
    #[prop(into)]
    kept: Signal<bool>,
    /// What the button says before anything was sent.
    send: &'static str,
    /// Whether the form can be sent.
    #[prop(into, default = true.into())]
    open: Signal<bool>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let refused = sender
        .problem_of(&id)
        .map(|problem| problem.message.clone());
    let state = RwSignal::new(refused.map_or(State::Settled, State::Refused));
    let command = RwSignal::new(format!("{}-{id}", sender.page));
    let form = NodeRef::<html::Form>::new();
    #[cfg(feature = "hydrate")]
    let drafts = crate::ui::browser::Drafts::of(sender.code.as_str(), &id);
    #[cfg(feature = "hydrate")]
    let on_submit = {
        let drafts = drafts.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            sending::submit(form, command, state, drafts.clone());
        }
    };
    #[cfg(feature = "hydrate")]
    let on_input = {
        let drafts = drafts.clone();
        move |_| {
            if let Some(form) = form.get_untracked() {
                drafts.keep(&form);
            }
            if state.get_untracked() != State::Changed {
                state.set(State::Changed);
            }
        }
    };
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if form.get().is_some_and(|form| drafts.restore(&form)) {
            state.set(State::Changed);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let (on_submit, on_input) = (|_: SubmitEvent| {}, |_| {});

    let status = move || match state.get() {
        State::Settled if kept.get() && !open.get() => "Kept.".to_owned(),
        State::Settled if kept.get() => "Kept. You can still change it.".to_owned(),
        State::Settled => String::new(),
        State::Changed if kept.get() => "Changed, and not sent yet.".to_owned(),
        State::Changed => "Not sent yet.".to_owned(),
        State::Sending => "Sending…".to_owned(),
        State::Waiting => {
            "Not sent yet: no connection. It is kept on this phone and sent by itself.".to_owned()
        }
        State::Refused(message) => message,
    };
    let is_refused = move || matches!(state.read().clone(), State::Refused(_));
    let tone = move || match state.get() {
        State::Settled if kept.get() => "kept",
        State::Refused(_) => "refused",
        State::Waiting => "waiting",
        _ => "",
    };
    let button = move || if kept.get() { "Send the change" } else { send };
    let action = format!("/s/{}/{path}", sender.code);
    let form_id = id.clone();
    view! {
        <form class="phone-form" id=form_id method="post" action=action
            node_ref=form on:submit=on_submit on:input=on_input>
            <input type="hidden" name="command" value=command.get_untracked() prop:value=move || command.get()/>
            <input type="hidden" name="form" value=id/>
            {children()}
            <button type="submit" class="primary" disabled=move || !open.get()>{button}</button>
            <p class="form-status" data-tone=tone role=move || if is_refused() { "alert" } else { "status" }>{status}</p>
        </form>
    }
}

#[cfg(feature = "hydrate")]
mod sending {
    use super::State;
    use crate::ui::browser::{Drafts, Sent, command_id, send_form};
    use gloo_timers::future::TimeoutFuture;
    use leptos::html;
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    /// Sends a form, and again while the server cannot be reached, always with the same command id:
    /// whatever got through, it has its effect once.
    pub fn submit(
        form: NodeRef<html::Form>,
        command: RwSignal<String>,
        state: RwSignal<State>,
        drafts: Drafts,
    ) {
        let Some(element) = form.get_untracked() else {
            return;
        };
        state.set(State::Sending);
        spawn_local(async move {
            loop {
                match send_form(&element).await {
                    Sent::Unreachable => {
                        state.set(State::Waiting);
                        let wait = 1_500.0 * (1.0 + js_sys::Math::random());
                        TimeoutFuture::new(wait as u32).await;
                    }
                    Sent::Refused(message) => {
                        state.set(State::Refused(message));
                        break;
                    }
                    Sent::Kept => {
                        drafts.forget();
                        state.set(State::Settled);
                        break;
                    }
                }
            }
            // The next content of this form is another command.
            command.set(command_id().as_str().to_owned());
        });
    }
}

/// A field of a form, with its help.
#[component]
pub fn FieldEntry(
    /// The field.
    field: Field,
    /// What stands in it.
    entry: String,
    /// Names the form, so that ids on the page differ.
    form: String,
    /// Whether it can be changed.
    #[prop(into, default = true.into())]
    open: Signal<bool>,
) -> impl IntoView {
    let id = format!("{form}-{}", field.id);
    let name = format!("field-{}", field.id);
    let help_id = format!("{id}-help");
    let help = (!field.help.is_empty())
        .then(|| view! { <p class="field-help" id=help_id.clone()>{field.help.clone()}</p> });
    let described_by = help.is_some().then(|| help_id.clone());
    let limit = crate::domain::text::LONGEST_ENTRY.to_string();
    let input = match field.input {
        FieldInput::Paragraph | FieldInput::Question => view! {
            <textarea id=id.clone() name=name rows="3" maxlength=limit required aria-describedby=described_by
                readonly=move || !open.get()>{entry}</textarea>
        }
        .into_any(),
        FieldInput::Line | FieldInput::Time => {
            let kind = if field.input == FieldInput::Time { "time" } else { "text" };
            view! {
                <input type=kind id=id.clone() name=name value=entry maxlength=limit required
                    aria-describedby=described_by readonly=move || !open.get() autocomplete="off"/>
            }
            .into_any()
        }
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>{field.label}</label>
            {help}
            {input}
        </div>
    }
}
