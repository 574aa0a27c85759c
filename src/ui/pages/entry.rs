//! Where the facilitator enters people without a phone, and what they promise.

use super::refusal::Refusal;
use crate::domain::ids::FieldId;
use crate::domain::text::{LONGEST_ENTRY, LONGEST_NAME};
use crate::domain::training::{CommitmentKind, Field, FieldInput};
use crate::domain::wording::split_option;
use crate::ui::phone::option_picker;
use crate::ui::text;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Somebody whose commitments can be entered.
#[derive(Clone, Debug)]
pub struct EntryPerson {
    /// Who.
    pub id: String,
    /// As the room knows them.
    pub name: String,
    /// Whether they could do it themselves.
    pub has_phone: bool,
    /// Whether their forms are open.
    pub open: bool,
    /// A form for each promise that has been asked for.
    pub forms: Vec<EntryForm>,
}

/// A promise of somebody, made or still to be made.
#[derive(Clone, Debug)]
pub struct EntryForm {
    /// What is promised.
    pub kind: CommitmentKind,
    /// What stands in its fields.
    pub fields: BTreeMap<FieldId, String>,
    /// For when, ISO 8601.
    pub due: String,
    /// Whether the promise has been made.
    pub made: bool,
    /// Why what was sent is refused.
    pub problem: Option<String>,
}

/// The form for somebody new.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Makes the id of the person; sending the form twice enters one.
    pub key: String,
    /// What was typed before.
    pub name: String,
    /// Why that was refused.
    pub problem: Option<String>,
}

/// A form for somebody new, and everybody with the forms of their commitments.
#[component]
pub fn EntryPage(
    /// The code.
    code: String,
    /// The name of this run.
    session: String,
    /// Everybody who is present.
    people: Vec<EntryPerson>,
    /// The form for somebody new.
    new: NewPerson,
) -> impl IntoView {
    let is_early = people.iter().all(|person| person.forms.is_empty());
    let early = is_early
        .then(|| view! { <p class="empty">"Commitments can be entered once their slide has been shown."</p> });
    let (with_phone, without): (Vec<_>, Vec<_>) =
        people.into_iter().partition(|person| person.has_phone);
    view! {
        <main class="desk entry">
            <header class="desk-header">
                <p class="brand"><a href="/facilitate">"Plenary"</a></p>
                <nav>
                    <a href=format!("/s/{code}/console")>"Console"</a>
                    <a class="button" href=format!("/s/{code}/cards")>"Cards to print"</a>
                </nav>
            </header>
            <h1>"People without a phone"</h1>
            <p>{session}</p>
            <AddPerson code=code.clone() new/>
            {early}
            <PeopleList title="Without a phone" people=without code=code.clone()/>
            <PeopleList title="With a phone" people=with_phone code/>
        </main>
    }
}

#[component]
fn AddPerson(
    /// The code.
    code: String,
    /// What the form holds.
    new: NewPerson,
) -> impl IntoView {
    view! {
        <section class="panel">
            <h2>"Add a person"</h2>
            <form class="entry-add" method="post" action=format!("/s/{code}/entry")>
                <input type="hidden" name="key" value=new.key/>
                <label class="field">
                    <span class="field-label">"Name, as the room knows them"</span>
                    <input type="text" name="name" value=new.name required maxlength=LONGEST_NAME.to_string() autocomplete="off"/>
                </label>
                <button type="submit" class="primary">"Add"</button>
                <Refusal problem=new.problem/>
            </form>
        </section>
    }
}

#[component]
fn PeopleList(
    /// What the list is called.
    title: &'static str,
    /// Who is in it.
    people: Vec<EntryPerson>,
    /// The code.
    code: String,
) -> impl IntoView {
    if people.is_empty() {
        return ().into_any();
    }
    let count = text::count(people.len(), "person", "people");
    let rows: Vec<_> = people
        .into_iter()
        .map(|person| view! { <Person person code=code.clone()/> })
        .collect();
    view! {
        <section class="panel">
            <h2>{title}<small>{count}</small></h2>
            {rows}
        </section>
    }
    .into_any()
}

#[component]
fn Person(
    /// Who.
    person: EntryPerson,
    /// The code.
    code: String,
) -> impl IntoView {
    let made = person.forms.iter().filter(|form| form.made).count();
    let made = match person.forms.len() {
        0 => String::new(),
        all => format!("{made} of {all} made"),
    };
    let id = format!("person-{}", person.id);
    if person.forms.is_empty() {
        return view! { <p class="entry-person" id=id>{person.name}</p> }.into_any();
    }
    let forms: Vec<_> = person
        .forms
        .into_iter()
        .map(|form| {
            let participant = person.id.clone();
            view! { <Promise form participant code=code.clone()/> }
        })
        .collect();
    view! {
        <details class="entry-person" id=id open=person.open>
            <summary><span>{person.name}</span><span class="entry-made">{made}</span></summary>
            <div class="entry-forms">{forms}</div>
        </details>
    }
    .into_any()
}

#[component]
fn Promise(
    /// What the form holds.
    form: EntryForm,
    /// Whose promise it is.
    participant: String,
    /// The code.
    code: String,
) -> impl IntoView {
    let kind = form.kind;
    let id = format!("entry-{participant}-{}", kind.id);
    let fields: Vec<_> = kind
        .fields
        .into_iter()
        .map(|field| {
            let entry = form.fields.get(&field.id).cloned().unwrap_or_default();
            field_entry(&id, field, &entry)
        })
        .collect();
    let send = if form.made {
        "Send the change"
    } else {
        "Enter"
    };
    view! {
        <form class="entry-form" id=id method="post" action=format!("/s/{code}/entry/commit")>
            <h3>{kind.title}{form.made.then(|| view! { <small>"✓ made"</small> })}</h3>
            <p class="field-help">{kind.promise}</p>
            <input type="hidden" name="participant" value=participant/>
            <input type="hidden" name="kind" value=kind.id.to_string()/>
            {fields}
            <label class="field">
                <span class="field-label">{kind.due_label}</span>
                <input type="date" name="due" value=form.due required/>
            </label>
            <button type="submit">{send}</button>
            <Refusal problem=form.problem/>
        </form>
    }
}

/// `form` names the form, so that ids on the page differ.
fn field_entry(form: &str, field: Field, entry: &str) -> impl IntoView + use<> {
    let id = format!("{form}-{}", field.id);
    let name = format!("field-{}", field.id);
    let limit = LONGEST_ENTRY.to_string();
    let (option, entry) = split_option(entry, &field.options);
    let options = option_picker(&field, option, true);
    let entry = entry.to_owned();
    let input = match field.input {
        FieldInput::Paragraph | FieldInput::Question => {
            view! { <textarea id=id.clone() name=name rows="3" maxlength=limit required>{text::in_textarea(&entry)}</textarea> }
                .into_any()
        }
        FieldInput::Line => {
            view! { <input type="text" id=id.clone() name=name value=entry maxlength=limit required autocomplete="off"/> }
                .into_any()
        }
        FieldInput::Time => {
            view! { <input type="time" id=id.clone() name=name value=entry required/> }.into_any()
        }
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>{field.label}</label>
            {options}
            {input}
        </div>
    }
}
