//! What became of the promises of a room, and the links that ask for it.

use super::app::App;
use super::error::{PageError, PageResult};
use super::facilitator::Facilitator;
use super::keys::Key;
use super::render::{Bundle, page};
use super::returning;
use super::routes::Routes;
use crate::domain::ids::{KeyDigest, ParticipantId};
use crate::domain::session::{Actor, Command, Session};
use crate::export::mail_merge_csv;
use crate::live::LiveError;
use crate::ui::pages::CohortPage;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse};
use leptos::prelude::*;
use std::collections::BTreeMap;

pub fn router() -> Routes {
    Routes::new()
        .get("/s/{code}/check-ins", cohort)
        .post("/s/{code}/check-ins/mail-merge", mail_merge)
}

async fn cohort(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
) -> PageResult<Html<String>> {
    let session = app.session(&code).await?.session();
    only_real(&session)?;
    let cohort = session.cohort(session.day_of(app.time_of(&session)));
    let (code, name) = (session.code().to_string(), session.title().to_owned());
    let title = format!("{name} · Check-ins · Plenary");
    Ok(page(&title, "page", Bundle::Desk, move || {
        view! { <CohortPage code session=name cohort/> }
    }))
}

/// Makes a new link for each participant, since the server keeps none that it could show again. It is
/// a form and not a link, so that nobody's browser fetches it ahead.
async fn mail_merge(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
) -> PageResult {
    let handle = app.session(&code).await?;
    let session = handle.session();
    only_real(&session)?;
    let mut keys: BTreeMap<ParticipantId, KeyDigest> = BTreeMap::new();
    let mut links = BTreeMap::new();
    for participant in session.present() {
        if participant.erased {
            continue;
        }
        let key = Key::random().ok_or(LiveError::Random)?;
        let path = returning::path(session.code().as_str(), &key);
        keys.insert(participant.id.clone(), key.digest());
        links.insert(
            participant.id.clone(),
            format!("{}{path}", app.links.public()),
        );
    }
    let command = Command::MakeReturnLinks { keys };
    handle.ask(Actor::Facilitator, command).await?;
    let csv = mail_merge_csv(&handle.session(), &links)
        .map_err(|error| PageError::Export(error.into()))?;
    let name = format!("attachment; filename=\"mail-merge-{}.csv\"", session.code());
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, csv).into_response())
}

/// Nobody is asked what became of the promises of a rehearsal.
fn only_real(session: &Session) -> PageResult<()> {
    match session.rehearsal() {
        Some(_) => Err(PageError::Rehearsal),
        None => Ok(()),
    }
}
