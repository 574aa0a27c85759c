//! What participants take from their own page: what they wrote, with the cards of the training.

use super::app::App;
use super::error::{PageError, PageResult};
use super::keep::keep_page;
use crate::export::keep_markdown;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse};
use axum::routing::get;

pub fn router() -> Router<App> {
    Router::new()
        .route("/c/{code}/{key}/keep", get(keep))
        .route("/c/{code}/{key}/keep.md", get(markdown))
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
