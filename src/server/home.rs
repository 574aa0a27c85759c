//! The front door: a code, or the way in for the facilitator.

use super::app::App;
use super::error::{PageResult, see};
use super::render::{Bundle, page};
use super::routes::Routes;
use crate::ui::pages::HomePage;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use leptos::prelude::*;
use serde::Deserialize;

pub fn router() -> Routes {
    Routes::new().get("/", home)
}

#[derive(Deserialize)]
struct Typed {
    code: Option<String>,
}

async fn home(State(app): State<App>, Query(typed): Query<Typed>, jar: CookieJar) -> PageResult {
    if let Some(typed) = typed.code {
        let code = app.session(&typed).await?.session().code().clone();
        return Ok(see(&format!("/j/{code}")).into_response());
    }
    let is_facilitator = app.facilitator(&jar).await?.is_some();
    let html: Response = page(
        "Plenary",
        "page",
        Bundle::Phone,
        move || view! { <HomePage is_facilitator/> },
    )
    .into_response();
    Ok(html)
}
