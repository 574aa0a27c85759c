//! What the facilitator enters for people without a phone: who they are, and what they promise.

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::facilitator::Facilitator;
use super::form::Entries;
use super::keys::Key;
use super::render::{Bundle, page};
use super::routes::Routes;
use crate::domain::ids::{CommandId, ParticipantId};
use crate::domain::session::{Actor, Command, Participant, Request, Session};
use crate::live::LiveError;
use crate::ui::pages::{EntryForm, EntryPage, EntryPerson, NewPerson};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse};
use leptos::prelude::*;
use serde::Deserialize;

pub fn router() -> Routes {
    Routes::new()
        .get("/s/{code}/entry", ask)
        .post("/s/{code}/entry", enter)
        .post("/s/{code}/entry/commit", commit)
}

/// Whose forms are open.
#[derive(Default, Deserialize)]
struct Opened {
    open: Option<String>,
}

async fn ask(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(opened): Query<Opened>,
    _: Facilitator,
) -> PageResult {
    let session = app.session(&code).await?.session();
    let html = shown(&session, opened.open, None, None)?;
    Ok(html.into_response())
}

#[derive(Deserialize)]
struct PersonForm {
    name: String,
    /// Made with the page, so that a form that is sent twice enters one person.
    key: String,
}

async fn enter(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
    Form(form): Form<PersonForm>,
) -> PageResult {
    let handle = app.session(&code).await?;
    let key = Key::presented(&form.key)
        .ok_or_else(|| PageError::BadForm("This page is too old. Reload it.".to_owned()))?;
    let id = key.participant();
    let request = Request {
        id: CommandId::new(format!("enter-{id}")),
        command: Command::Enter {
            participant: id.clone(),
            name: form.name.clone(),
        },
    };
    match handle.send(Actor::Facilitator, request).await {
        Ok(()) => Ok(see(&address(&handle.session(), id.as_str())).into_response()),
        Err(error) => {
            let (status, sentence) = PageError::beside_form(error)?;
            let new = NewPerson {
                key: form.key,
                name: form.name,
                problem: Some(sentence),
            };
            let html = shown(&handle.session(), None, Some(new), None)?;
            Ok((status, html).into_response())
        }
    }
}

/// A form for a commitment that was refused, as it was typed.
struct Refused {
    participant: ParticipantId,
    entries: Entries,
    problem: String,
}

async fn commit(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
    Form(entries): Form<Entries>,
) -> PageResult {
    let handle = app.session(&code).await?;
    let participant = ParticipantId::from(entries.text("participant"));
    let result = match entries.due() {
        Ok(due) => {
            let command = Command::CommitFor {
                participant: participant.clone(),
                kind: entries.text("kind").into(),
                fields: entries.fields(),
                due,
            };
            handle.ask(Actor::Facilitator, command).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    let session = handle.session();
    // The page may be older than what is known of them.
    let participant = session.id_on_the_list(&participant).clone();
    match result {
        Ok(()) => Ok(see(&address(&session, participant.as_str())).into_response()),
        Err(error) => {
            let (status, problem) = PageError::beside_form(error)?;
            let open = Some(participant.to_string());
            let refused = Refused {
                participant,
                entries,
                problem,
            };
            let html = shown(&session, open, None, Some(&refused))?;
            Ok((status, html).into_response())
        }
    }
}

/// The page with somebody's forms open and in sight.
fn address(session: &Session, participant: &str) -> String {
    let code = session.code();
    format!("/s/{code}/entry?open={participant}#person-{participant}")
}

fn shown(
    session: &Session,
    open: Option<String>,
    new: Option<NewPerson>,
    refused: Option<&Refused>,
) -> PageResult<Html<String>> {
    let key = Key::random().ok_or(LiveError::Random)?;
    let new = new.unwrap_or_else(|| NewPerson {
        key: key.reveal().to_owned(),
        name: String::new(),
        problem: None,
    });
    let people: Vec<_> = session
        .present()
        .into_iter()
        .map(|participant| {
            let is_open = open.as_deref() == Some(participant.id.as_str());
            person(session, participant, is_open, refused)
        })
        .collect();
    let (code, name) = (session.code().to_string(), session.title().to_owned());
    let title = format!("{name} · Entry · Plenary");
    Ok(page(&title, "page", Bundle::Desk, move || {
        view! { <EntryPage code session=name people new/> }
    }))
}

fn person(
    session: &Session,
    participant: &Participant,
    open: bool,
    refused: Option<&Refused>,
) -> EntryPerson {
    let mine = session.mine(&participant.id);
    let commitments = mine.map(|mine| mine.commitments).unwrap_or_default();
    let forms = commitments.into_iter().map(|commitment| {
        let refused = refused.filter(|refused| {
            refused.participant == participant.id
                && refused.entries.text("kind") == commitment.kind.id.as_str()
        });
        EntryForm {
            made: commitment.made,
            fields: refused.map_or(commitment.fields, |refused| refused.entries.fields()),
            due: refused.map_or(commitment.due, |refused| {
                refused.entries.text("due").to_owned()
            }),
            problem: refused.map(|refused| refused.problem.clone()),
            kind: commitment.kind,
        }
    });
    EntryPerson {
        id: participant.id.to_string(),
        name: participant.name.clone(),
        has_phone: participant.has_phone(),
        open,
        forms: forms.collect(),
    }
}
