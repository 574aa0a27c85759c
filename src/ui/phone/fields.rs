//! The fields of a phone's forms.

use super::advice::{Wishes, advice};
use crate::domain::ids::ChoiceId;
use crate::domain::text::LONGEST_ENTRY;
use crate::domain::training::{Choice, Field, FieldInput, Phrases};
use crate::domain::wording::split_option;
use crate::ui::text;
use leptos::prelude::*;
use std::sync::Arc;

/// A field with its help and, where the entry could be better, with advice.
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
    /// What would better not be said.
    phrases: Arc<[Phrases]>,
) -> impl IntoView {
    let id = format!("{form}-{}", field.id);
    let name = format!("field-{}", field.id);
    let (help_id, advice_id) = (format!("{id}-help"), format!("{id}-advice"));
    let (option, entry) = split_option(&entry, &field.options);
    let options = option_picker(&field, option, open);
    let wishes = Wishes {
        link: field.asks_link,
        question: field.input == FieldInput::Question,
        directives: field.directives.clone(),
    };
    let advice = advice(entry, &wishes, &phrases, str::to_lowercase);
    let help = (!field.help.is_empty())
        .then(|| view! { <p class="field-help" id=help_id.clone()>{field.help.clone()}</p> });
    let described_by = match help {
        Some(_) => format!("{help_id} {advice_id}"),
        None => advice_id.clone(),
    };
    let (limit, entry) = (LONGEST_ENTRY.to_string(), entry.to_owned());
    let input = match field.input {
        FieldInput::Paragraph | FieldInput::Question => view! {
            <textarea id=id.clone() name=name rows="3" maxlength=limit required readonly=!open
                aria-describedby=described_by data-link=wishes.link data-question=wishes.question
                data-directives=wishes.directives.join("\n")>{text::in_textarea(&entry)}</textarea>
        }
        .into_any(),
        FieldInput::Line | FieldInput::Time => {
            let kind = if field.input == FieldInput::Time {
                "time"
            } else {
                "text"
            };
            view! {
                <input type=kind id=id.clone() name=name value=entry maxlength=limit required
                    readonly=!open autocomplete="off" aria-describedby=described_by data-link=wishes.link/>
            }
            .into_any()
        }
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>{field.label}</label>
            {help}
            {options}
            {input}
            <p class="field-advice" id=advice_id role="status">{advice}</p>
        </div>
    }
}

/// The kinds from which one can be picked, if a field has any; the text that follows says the rest.
pub fn option_picker(field: &Field, picked: Option<&str>, open: bool) -> AnyView {
    if field.options.is_empty() {
        return ().into_any();
    }
    let name = format!("option-{}", field.id);
    let options: Vec<_> = field
        .options
        .iter()
        .map(|option| {
            view! {
                <label class="option">
                    <input type="radio" name=name.clone() value=option.clone()
                        checked=picked == Some(option.as_str()) disabled=!open/>
                    <span>{option.clone()}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="options">
            <legend class="visually-hidden">{format!("{}: which kind", field.label)}</legend>
            {options}
        </fieldset>
    }
    .into_any()
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
    taken: Vec<ChoiceId>,
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
