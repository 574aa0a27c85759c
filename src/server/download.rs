//! What can be taken home.

use super::app::App;
use super::error::{PageError, PageResult};
use super::facilitator::Facilitator;
use crate::export::{Report, commitments_csv};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

pub fn router() -> Router<App> {
    Router::new().route("/s/{code}/export/commitments.csv", get(csv))
}

async fn csv(State(app): State<App>, Path(code): Path<String>, _: Facilitator) -> PageResult {
    let session = app.session(&code).await?.session();
    let report = Report::of(&session, app.directory.clock().now());
    let csv = commitments_csv(&report).map_err(|error| PageError::Export(error.into()))?;
    let name = format!("attachment; filename=\"commitments-{}.csv\"", report.code);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, csv).into_response())
}
