//! What participants take from their own page: what they wrote, with the cards of the training.

use super::app::App;
use super::error::{PageError, PageResult};
use super::keep::keep_page;
use super::routes::Routes;
use crate::export::{keep_markdown, participant_calendar};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse};

pub fn router() -> Routes {
    Routes::new()
        .get("/c/{code}/{key}/keep", keep)
        .get("/c/{code}/{key}/keep.md", markdown)
        .get("/c/{code}/{key}/commitments.ics", calendar)
}

async fn keep(
    State(app): State<App>,
    Path((code, key)): Path<(String, String)>,
) -> PageResult<Html<String>> {
    let back = app.returning(&code, &key).await?;
    let session = back.session.session();
    Ok(keep_page(&session, &back.participant, back.base))
}

async fn markdown(State(app): State<App>, Path((code, key)): Path<(String, String)>) -> PageResult {
    let back = app.returning(&code, &key).await?;
    let session = back.session.session();
    let who = session.participant(&back.participant);
    let text = keep_markdown(&session, who.ok_or(PageError::BadReturnLink)?);
    let headers = [
        (header::CONTENT_TYPE, "text/markdown; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"keep.md\"",
        ),
    ];
    Ok((headers, text).into_response())
}

/// Shown and not saved, so that a phone asks at once whether to add it to its calendar.
async fn calendar(State(app): State<App>, Path((code, key)): Path<(String, String)>) -> PageResult {
    let back = app.returning(&code, &key).await?;
    let session = back.session.session();
    let who = session.participant(&back.participant);
    let link = format!("{}{}", app.links.public(), back.base);
    let now = app.time_of(&session);
    let who = who.ok_or(PageError::BadReturnLink)?;
    let text = participant_calendar(&session, who, &link, now);
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "inline; filename=\"commitments.ics\"",
        ),
    ];
    Ok((headers, text).into_response())
}
