//! What the facilitator can take home.

use super::app::App;
use super::attachment::content_disposition;
use super::error::{PageError, PageResult};
use super::facilitator::Facilitator;
use super::routes::Routes;
use crate::export::{ExportError, Format, Report};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;

pub fn router() -> Routes {
    Routes::new().get("/s/{code}/export/{file}", export)
}

async fn export(
    State(app): State<App>,
    Path((code, file)): Path<(String, String)>,
    _: Facilitator,
) -> PageResult {
    let format = Format::of_file(&file).ok_or(PageError::NoSuchPage)?;
    let session = app.session(&code).await?.session();
    let report = Report::of(&session, app.time_of(&session));
    let bytes = format.write(&report).map_err(|error| match error {
        ExportError::Rehearsal => PageError::Rehearsal,
        error => PageError::Export(error.into()),
    })?;
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            content_disposition(&report, format),
        ),
        // Names and words of people are for whoever asked, and not for a cache on the way.
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
