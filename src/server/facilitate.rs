//! The facilitator's desk: sessions are made, ended and deleted here.

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::facilitator::Facilitator;
use super::keys::Key;
use super::render::{Bundle, live_page, page};
use crate::domain::ids::CommandId;
use crate::domain::session::{Actor, Command, Request};
use crate::domain::text::{self, LONGEST_NAME};
use crate::domain::time::Span;
use crate::live::{LiveError, NewSession};
use crate::store::SessionRow;
use crate::ui::pages::{DeletePage, FacilitatePage, SessionItem};
use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use axum::routing::{get, post};
use axum::{Form, Router};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use leptos::prelude::*;
use serde::Deserialize;

pub fn router() -> Router<App> {
    Router::new()
        .route("/facilitate", get(desk))
        .route("/facilitate/sessions", post(create))
        .route("/s/{code}/end", post(end))
        .route("/s/{code}/delete", get(ask_delete).post(delete))
}

async fn desk(State(app): State<App>, _: Facilitator) -> PageResult<Html<String>> {
    let sessions = app.directory.list().await?.into_iter().map(item).collect();
    let trainings = app.trainings.iter().cloned().collect();
    let now = app.directory.clock().now();
    let zone = TimeZone::system();
    let today = Timestamp::from_millisecond(now.as_millis()).unwrap_or_default();
    let date = today.to_zoned_datetime(zone.clone()).date().to_string();
    let time_zone = zone.iana_name().unwrap_or("UTC").to_owned();
    Ok(live_page(
        "Sessions · Plenary",
        "page",
        Bundle::Screens,
        move || {
            view! { <FacilitatePage trainings sessions date time_zone/> }
        },
    ))
}

fn item(row: SessionRow) -> SessionItem {
    let day = row.date.parse::<Date>();
    let day = day.map(|day| day.strftime("%-d %B %Y").to_string());
    SessionItem {
        code: row.code.to_string(),
        title: row.title,
        training: row.training,
        day: day.unwrap_or(row.date),
        ended: row.ended_at.is_some(),
    }
}

#[derive(Deserialize)]
struct NewForm {
    training: String,
    title: String,
    date: String,
    time_zone: String,
}

async fn create(
    State(app): State<App>,
    _: Facilitator,
    Form(form): Form<NewForm>,
) -> PageResult<Redirect> {
    let training = app
        .trainings
        .get(&form.training)
        .ok_or(PageError::NoSuchTraining)?;
    let title = text::line(&form.title, LONGEST_NAME)
        .map_err(|problem| PageError::BadForm(format!("The name of the session: {problem}.")))?;
    let date: Date = form.date.parse().map_err(|_| {
        PageError::BadForm(format!(
            "“{}” is no day, for example 2026-11-24.",
            form.date
        ))
    })?;
    let zone = TimeZone::get(form.time_zone.trim()).map_err(|_| {
        PageError::BadForm(format!(
            "“{}” is no time zone, for example Europe/Lisbon.",
            form.time_zone
        ))
    })?;
    // At noon the clocks are never changed.
    let offset = date
        .at(12, 0, 0, 0)
        .to_zoned_datetime(zone.clone())
        .map_err(|_| PageError::BadForm("This day is out of reach.".to_owned()))?
        .offset();
    let new = NewSession {
        training: training.clone(),
        title,
        date,
        time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        utc_offset: Span::from_seconds(offset.seconds().into()),
        expires: date
            .checked_add(i64::from(app.options.keep_days).days())
            .map_err(|_| PageError::BadForm("This day is out of reach.".to_owned()))?,
    };
    let code = app.directory.create(new).await?;
    Ok(see(&format!("/s/{code}/console")))
}

async fn end(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
) -> PageResult<Redirect> {
    let session = app.session(&code).await?;
    let id = Key::random().ok_or(LiveError::Random)?;
    let request = Request {
        id: CommandId::new(id.reveal()),
        command: Command::End,
    };
    session.send(Actor::Facilitator, request).await?;
    Ok(see("/facilitate"))
}

async fn ask_delete(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
) -> PageResult<Html<String>> {
    let session = app.session(&code).await?.session();
    let (people, commitments) = (session.present().len(), session.commitment_rows().len());
    let (code, title) = (session.code().to_string(), session.title().to_owned());
    Ok(page(
        "Delete · Plenary",
        "page",
        Bundle::Screens,
        move || {
            view! { <DeletePage code title people commitments/> }
        },
    ))
}

async fn delete(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
) -> PageResult<Redirect> {
    let code = app.code(&code)?;
    app.directory.delete(&code).await?;
    Ok(see("/facilitate"))
}
