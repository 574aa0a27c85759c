//! Cards to be filled in by hand, for people without a phone.

use super::app::App;
use super::error::PageResult;
use super::facilitator::Facilitator;
use super::render::{Bundle, page};
use super::routes::Routes;
use crate::domain::commitment::due_date;
use crate::domain::session::Session;
use crate::ui::pages::{CardPromise, CardsPage};
use axum::extract::{Path, Query, State};
use axum::response::Html;
use leptos::prelude::*;
use serde::Deserialize;

/// How many cards are made where nothing is said: one sheet.
const FEWEST: usize = 2;

/// How many cards are made at most.
const MOST: usize = 200;

pub fn router() -> Routes {
    Routes::new().get("/s/{code}/cards", cards)
}

#[derive(Deserialize)]
struct Wanted {
    /// A number; anything else is as if nothing was said.
    count: Option<String>,
}

async fn cards(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(wanted): Query<Wanted>,
    _: Facilitator,
) -> PageResult<Html<String>> {
    let session = app.session(&code).await?.session();
    let count = wanted.count.and_then(|count| count.trim().parse().ok());
    let count = count.unwrap_or(FEWEST).clamp(1, MOST);
    let promises = promises(&session);
    let code = session.code().to_string();
    let training = session.training().title.clone();
    let title = format!("{} · Cards · Plenary", session.title());
    Ok(page(&title, "page", Bundle::Desk, move || {
        view! { <CardsPage code training promises count most=MOST/> }
    }))
}

/// What a card asks for: the same as the phones, with the dates that they propose.
fn promises(session: &Session) -> Vec<CardPromise> {
    let kinds = session.commitment_kinds();
    kinds
        .map(|(_, kind)| CardPromise {
            promise: kind.promise.clone(),
            fields: kind
                .fields
                .iter()
                .map(|field| field.label.clone())
                .collect(),
            due_label: kind.due_label.clone(),
            proposed: due_date(kind.due, session.date())
                .map(|day| day.strftime("%a %-d %B").to_string()),
        })
        .collect()
}
