//! The facilitator's desk: sessions are made, ended and deleted here.

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::facilitator::{Facilitator, LeadFacilitator};
use super::render::{Bundle, live_page, page};
use super::routes::Routes;
use crate::domain::rehearsal::{Rehearsal, Speed};
use crate::domain::session::{Actor, Command, MOST_PARTICIPANTS};
use crate::domain::text::{self, LONGEST_NAME};
use crate::domain::time::Span;
use crate::live::NewSession;
use crate::store::SessionRow;
use crate::ui::pages::{DeletePage, FacilitatePage, SessionItem};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use leptos::prelude::*;
use serde::Deserialize;

pub fn router() -> Routes {
    Routes::new()
        .get("/facilitate", desk)
        .post("/facilitate/sessions", create)
        .post("/facilitate/rehearsals", rehearse)
        .post("/s/{code}/end", end)
        .get("/s/{code}/delete", ask_delete)
        .post("/s/{code}/delete", delete)
}

/// A co-facilitator has one session, and is led on to it.
async fn desk(State(app): State<App>, jar: CookieJar) -> PageResult {
    let facilitator = app.facilitator(&jar).await?;
    let facilitator = facilitator.ok_or(PageError::NotSignedIn)?;
    if !facilitator.is_lead() {
        return Ok(see(&facilitator.home()).into_response());
    }
    let sessions = app.directory.list().await?.into_iter();
    let sessions = sessions.filter(|row| facilitator.sees(row.owner.as_deref()));
    let sessions: Vec<_> = sessions.map(item).collect();
    let has_account = facilitator.user().is_some();
    let trainings = app.trainings.all().to_vec();
    let (date, zone) = app.today();
    let (date, time_zone) = (
        date.to_string(),
        zone.iana_name().unwrap_or("UTC").to_owned(),
    );
    Ok(
        live_page("Sessions · Plenary", "page", Bundle::Desk, move || {
            view! { <FacilitatePage trainings sessions date time_zone has_account/> }
        })
        .into_response(),
    )
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
        is_rehearsal: row.is_rehearsal,
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
    LeadFacilitator(lead): LeadFacilitator,
    Form(form): Form<NewForm>,
) -> PageResult<Redirect> {
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
    let new = new_session(&app, &lead, &form.training, title, date, &zone)?;
    let code = app.directory.create(new).await?;
    Ok(see(&format!("/s/{code}/console")))
}

#[derive(Deserialize)]
struct RehearsalForm {
    training: String,
    speed: u8,
    participants: u16,
}

/// A session of today in which only the facilitator is real.
async fn rehearse(
    State(app): State<App>,
    LeadFacilitator(lead): LeadFacilitator,
    Form(form): Form<RehearsalForm>,
) -> PageResult<Redirect> {
    let speed = Speed::new(form.speed).ok_or_else(|| {
        let fastest = Speed::FASTEST.times();
        PageError::BadForm(format!("A rehearsal runs 1 to {fastest} times as fast."))
    })?;
    if usize::from(form.participants) > MOST_PARTICIPANTS {
        let sentence = format!("At most {MOST_PARTICIPANTS} simulated participants can come.");
        return Err(PageError::BadForm(sentence));
    }
    let (date, zone) = app.today();
    let title = format!("Rehearsal of {}", date.strftime("%-d %B"));
    let rehearsal = Rehearsal {
        speed,
        participants: form.participants,
    };
    let new = NewSession {
        rehearsal: Some(rehearsal),
        ..new_session(&app, &lead, &form.training, title, date, &zone)?
    };
    let code = app.directory.create(new).await?;
    Ok(see(&format!("/s/{code}/console")))
}

/// A session that is to be made of a training, on a day in a time zone.
fn new_session(
    app: &App,
    lead: &Facilitator,
    training: &str,
    title: String,
    date: Date,
    zone: &TimeZone,
) -> PageResult<NewSession> {
    let training = app.trainings.get(training);
    let training = training.ok_or(PageError::NoSuchTraining)?;
    let out_of_reach = || PageError::BadForm("This day is out of reach.".to_owned());
    // At noon the clocks are never changed.
    let noon = date.at(12, 0, 0, 0).to_zoned_datetime(zone.clone());
    let offset = noon.map_err(|_| out_of_reach())?.offset();
    let expires = date.checked_add(i64::from(app.options.keep_days).days());
    Ok(NewSession {
        training,
        title,
        date,
        time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        utc_offset: Span::from_seconds(offset.seconds().into()),
        expires: expires.map_err(|_| out_of_reach())?,
        rehearsal: None,
        owner: lead.user().map(str::to_owned),
    })
}

impl App {
    /// The day where the server is, with its time zone.
    fn today(&self) -> (Date, TimeZone) {
        let now = self.directory.clock().now();
        let now = Timestamp::from_millisecond(now.as_millis()).unwrap_or_default();
        let zone = TimeZone::system();
        (now.to_zoned_datetime(zone.clone()).date(), zone)
    }
}

async fn end(
    State(app): State<App>,
    Path(code): Path<String>,
    facilitator: Facilitator,
) -> PageResult<Redirect> {
    let session = app.session(&code).await?;
    session.ask(Actor::Facilitator, Command::End).await?;
    Ok(see(&facilitator.home()))
}

async fn ask_delete(
    State(app): State<App>,
    Path(code): Path<String>,
    _: LeadFacilitator,
) -> PageResult<Html<String>> {
    let session = app.session(&code).await?.session();
    let (people, commitments) = (session.present().len(), session.commitment_rows().len());
    let (code, title) = (session.code().to_string(), session.title().to_owned());
    Ok(page("Delete · Plenary", "page", Bundle::Desk, move || {
        view! { <DeletePage code title people commitments/> }
    }))
}

async fn delete(
    State(app): State<App>,
    Path(code): Path<String>,
    _: LeadFacilitator,
) -> PageResult<Redirect> {
    let code = app.code(&code)?;
    app.directory.delete(&code).await?;
    Ok(see("/facilitate"))
}
