//! What a participant keeps, on one page to copy or print.

use super::app::App;
use super::error::{PageResult, see};
use super::render::{Bundle, live_page};
use crate::ui::phone::KeepPage;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use leptos::prelude::*;

pub fn router() -> Router<App> {
    Router::new().route("/s/{code}/keep", get(keep))
}

async fn keep(State(app): State<App>, Path(code): Path<String>, jar: CookieJar) -> PageResult {
    let Some(seat) = app.seat(&code, &jar).await? else {
        return Ok(see(&format!("/j/{}", app.code(&code)?)).into_response());
    };
    let session = seat.session.session();
    let own = session.own_words(&seat.participant);
    let name = session.participant(&seat.participant);
    let name = name.map(|who| who.name.clone()).unwrap_or_default();
    let training = session.training().clone();
    let back = format!("/s/{}", session.code());
    let title = format!("{} · Plenary", training.title);
    let html = live_page(&title, "page", Bundle::Phone, move || {
        view! {
            <KeepPage training=training.title name own takeaways=training.takeaways
                scripts=training.scripts back/>
        }
    });
    Ok(html.into_response())
}
