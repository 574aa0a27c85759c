//! The report's page.

use super::app::App;
use super::error::PageResult;
use super::facilitator::Facilitator;
use super::render::{Bundle, page};
use crate::export::Report;
use crate::ui::pages::ReportPage;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Html;
use axum::routing::get;
use leptos::prelude::*;

pub fn router() -> Router<App> {
    Router::new().route("/s/{code}/report", get(report))
}

async fn report(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
) -> PageResult<Html<String>> {
    let session = app.session(&code).await?.session();
    let report = Report::of(&session, app.directory.clock().now());
    let title = format!("{} · Report · Plenary", session.title());
    Ok(page(
        &title,
        "page",
        Bundle::Screens,
        move || view! { <ReportPage report/> },
    ))
}
