//! The report's page, and the notes that are taken on it.

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::facilitator::Facilitator;
use super::render::{Bundle, page};
use super::routes::Routes;
use crate::domain::session::{Actor, Command, Session};
use crate::export::Handout;
use crate::ui::pages::{NotesForm, ReportPage};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse};
use leptos::prelude::*;
use serde::Deserialize;

/// With so many earlier sessions a session is compared: more columns do not fit on a sheet.
const MOST_EARLIER: usize = 10;

pub fn router() -> Routes {
    Routes::new()
        .get("/s/{code}/report", report)
        .post("/s/{code}/report/notes", take_notes)
}

async fn report(
    State(app): State<App>,
    Path(code): Path<String>,
    facilitator: Facilitator,
) -> PageResult<Html<String>> {
    let session = app.session(&code).await?.session();
    shown(&app, &facilitator, &session, None).await
}

#[derive(Deserialize)]
struct Notes {
    notes: String,
}

async fn take_notes(
    State(app): State<App>,
    Path(code): Path<String>,
    facilitator: Facilitator,
    Form(form): Form<Notes>,
) -> PageResult {
    let handle = app.session(&code).await?;
    let command = Command::TakeNotes(form.notes.clone());
    match handle.ask(Actor::Facilitator, command).await {
        Ok(()) => {
            let code = handle.session().code().to_string();
            Ok(see(&format!("/s/{code}/report#notes")).into_response())
        }
        Err(error) => {
            let (status, sentence) = PageError::beside_form(error)?;
            let refused = NotesForm {
                text: form.notes,
                problem: Some(sentence),
            };
            let html = shown(&app, &facilitator, &handle.session(), Some(refused)).await?;
            Ok((status, html).into_response())
        }
    }
}

async fn shown(
    app: &App,
    who: &Facilitator,
    session: &Session,
    refused: Option<NotesForm>,
) -> PageResult<Html<String>> {
    // A co-facilitator sees no other session.
    let earlier = match who.is_lead() {
        true => app.directory.past(session, MOST_EARLIER).await?,
        false => Vec::new(),
    };
    let handout = Handout::of(session, &earlier, app.time_of(session));
    let notes = refused.unwrap_or_else(|| NotesForm {
        text: handout.notes.clone(),
        problem: None,
    });
    let title = format!("{} · Report · Plenary", session.title());
    Ok(page(
        &title,
        "page",
        Bundle::Desk,
        move || view! { <ReportPage handout notes/> },
    ))
}
