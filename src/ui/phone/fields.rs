//! The fields of a phone's forms.

use crate::domain::text::LONGEST_ENTRY;
use crate::domain::training::{Choice, Field, FieldInput};
use leptos::prelude::*;

/// A field with its help.
#[component]
pub fn FieldEntry(
    /// The field.
    field: Field,
    /// What stands in it.
    entry: String,
    /// Names the form, so that ids on the page differ.
    form: String,
    /// Whether it can be changed.
    open: bool,
) -> impl IntoView {
    let id = format!("{form}-{}", field.id);
    let name = format!("field-{}", field.id);
    let help_id = format!("{id}-help");
    let help = (!field.help.is_empty())
        .then(|| view! { <p class="field-help" id=help_id.clone()>{field.help.clone()}</p> });
    let described_by = help.is_some().then(|| help_id.clone());
    let limit = LONGEST_ENTRY.to_string();
    let input = match field.input {
        FieldInput::Paragraph | FieldInput::Question => view! {
            <textarea id=id.clone() name=name rows="3" maxlength=limit required aria-describedby=described_by
                readonly=!open>{entry}</textarea>
        }
        .into_any(),
        FieldInput::Line | FieldInput::Time => {
            let kind = if field.input == FieldInput::Time { "time" } else { "text" };
            view! {
                <input type=kind id=id.clone() name=name value=entry maxlength=limit required
                    aria-describedby=described_by readonly=!open autocomplete="off"/>
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

/// The choices of a poll, of which several can be taken, or of a vote, of which one can.
#[component]
pub fn ChoiceEntries(
    /// What is asked.
    question: String,
    /// The choices.
    choices: Vec<Choice>,
    /// `checkbox` for several, `radio` for one.
    input: &'static str,
    /// Which of them are taken.
    taken: Vec<crate::domain::ids::ChoiceId>,
    /// Whether they can be changed.
    open: bool,
) -> impl IntoView {
    let choices: Vec<_> = choices
        .into_iter()
        .map(|Choice { id, label }| {
            view! {
                <label class="choice">
                    <input type=input name="choice" value=id.to_string() checked=taken.contains(&id)
                        required=input == "radio" disabled=!open/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="choices">
            <legend>{question}</legend>
            {choices}
        </fieldset>
    }
}
