//! What a participant keeps, on one page to copy or print.

use super::app::App;
use super::error::PageResult;
use super::render::{Bundle, live_page};
use super::routes::Routes;
use crate::domain::ids::ParticipantId;
use crate::domain::session::Session;
use crate::ui::phone::KeepPage;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse};
use axum_extra::extract::CookieJar;
use leptos::prelude::*;

pub fn router() -> Routes {
    Routes::new().get("/s/{code}/keep", keep)
}

async fn keep(State(app): State<App>, Path(code): Path<String>, jar: CookieJar) -> PageResult {
    let Some(seat) = app.seat(&code, &jar).await? else {
        return app.way_in(&code);
    };
    let session = seat.session.session();
    let back = format!("/s/{}", session.code());
    Ok(keep_page(&session, &seat.participant, back).into_response())
}

/// The page of somebody, with the way back to where they come from.
pub(super) fn keep_page(session: &Session, who: &ParticipantId, back: String) -> Html<String> {
    let own = session.own_words(who);
    let name = session.participant(who).map(|who| who.name.clone());
    let name = name.unwrap_or_default();
    let training = session.training();
    let (takeaways, scripts) = (training.takeaways.clone(), training.scripts.clone());
    let title = format!("{} · Plenary", training.title);
    let training = training.title.clone();
    live_page(&title, "page", Bundle::Phone, move || {
        view! { <KeepPage training name own takeaways scripts back/> }
    })
}
