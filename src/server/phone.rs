//! The phone: a page, and the forms that it sends.

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::form::Entries;
use super::keys::Key;
use super::render::{Bundle, live_page};
use super::routes::Routes;
use crate::domain::ids::{CommandId, ParticipantId};
use crate::domain::session::{Actor, Answer, Command, Refusal, Request, Session};
use crate::domain::training::ActivityKind;
use crate::live::{Handle, LiveError};
use crate::ui::phone::{PhonePage, Problem, Sender};
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use leptos::prelude::*;

pub fn router() -> Routes {
    Routes::new()
        .get("/s/{code}", phone)
        .post("/s/{code}/answer", answer)
        .post("/s/{code}/commit", commit)
        .post("/s/{code}/share", share)
}

/// Somebody who has joined a session.
pub(super) struct Seat {
    pub session: Handle,
    pub participant: ParticipantId,
    /// By which its commands are named: the same before and after its holder is found to be somebody else
    /// on the list.
    sender: ParticipantId,
}

impl App {
    /// The seat of whoever holds the cookie of a session; none for a stranger.
    pub(super) async fn seat(&self, code: &str, jar: &CookieJar) -> PageResult<Option<Seat>> {
        let handle = self.session(code).await?;
        let key = self.participant_key(jar, handle.session().code());
        let Some(key) = key else {
            return Ok(None);
        };
        let sender = key.participant();
        let key = key.digest();
        let holder = || handle.session().holder(&key).map(|who| who.id.clone());
        let mut found = holder();
        if found.is_none() {
            // They may have joined at another server, a moment ago.
            handle.look().await?;
            found = holder();
        }
        Ok(found.map(|participant| Seat {
            session: handle,
            participant,
            sender,
        }))
    }

    /// To where a stranger comes in, who would see a page of somebody who has joined.
    pub(super) fn way_in(&self, code: &str) -> PageResult {
        Ok(see(&format!("/j/{}", self.code(code)?)).into_response())
    }

    /// The seat of whoever sends a form; a stranger is refused.
    pub(super) async fn taken_seat(&self, code: &str, jar: &CookieJar) -> PageResult<Seat> {
        let seat = self.seat(code, jar).await?;
        seat.ok_or(PageError::Live(LiveError::Refused(Refusal::NotJoined)))
    }
}

async fn phone(State(app): State<App>, Path(code): Path<String>, jar: CookieJar) -> PageResult {
    let Some(seat) = app.seat(&code, &jar).await? else {
        return app.way_in(&code);
    };
    shown(&app, &seat, None)
}

async fn answer(
    State(app): State<App>,
    Path(code): Path<String>,
    jar: CookieJar,
    headers: HeaderMap,
    Form(entries): Form<Entries>,
) -> PageResult {
    let seat = app.taken_seat(&code, &jar).await?;
    let command = answer_of(&seat.session.session(), &entries);
    deliver(&app, &seat, &headers, &entries, command).await
}

async fn commit(
    State(app): State<App>,
    Path(code): Path<String>,
    jar: CookieJar,
    headers: HeaderMap,
    Form(entries): Form<Entries>,
) -> PageResult {
    let seat = app.taken_seat(&code, &jar).await?;
    deliver(&app, &seat, &headers, &entries, commitment_of(&entries)).await
}

/// Whether the buddies may see somebody's promises.
async fn share(
    State(app): State<App>,
    Path(code): Path<String>,
    jar: CookieJar,
    headers: HeaderMap,
    Form(entries): Form<Entries>,
) -> PageResult {
    let seat = app.taken_seat(&code, &jar).await?;
    let command = Command::ShareWithBuddies(entries.text("share") == "true");
    deliver(&app, &seat, &headers, &entries, Ok(command)).await
}

/// What kind of answer a form holds is known from the activity that it names.
fn answer_of(session: &Session, entries: &Entries) -> Result<Command, Refusal> {
    let activity = session
        .training()
        .activity(&entries.text("activity").into());
    let activity = activity.ok_or_else(|| Refusal::Unknown {
        what: "activity".to_owned(),
    })?;
    let answer = match activity.kind {
        ActivityKind::Poll(_) => Answer::Poll(entries.choices().into_iter().collect()),
        ActivityKind::Drill(_) => Answer::Drill(entries.fields()),
        ActivityKind::Vote(_) => {
            let choice = entries.choices().into_iter().next();
            Answer::Vote(choice.ok_or(Refusal::WrongAnswer)?)
        }
        ActivityKind::Commitments(_) => return Err(Refusal::WrongAnswer),
    };
    Ok(Command::Answer {
        activity: activity.id.clone(),
        answer,
    })
}

fn commitment_of(entries: &Entries) -> Result<Command, Refusal> {
    Ok(Command::Commit {
        kind: entries.text("kind").into(),
        fields: entries.fields(),
        due: entries.due()?,
    })
}

/// Sends a command. A page that asks for plain text gets the bare result; a browser without
/// JavaScript gets the page again, and after a refusal with all that was typed.
async fn deliver(
    app: &App,
    seat: &Seat,
    headers: &HeaderMap,
    entries: &Entries,
    command: Result<Command, Refusal>,
) -> PageResult {
    let wants_text = headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes() == b"text/plain");
    let result = match command {
        Ok(command) => {
            let id = entries.text("command");
            if id.is_empty() || id.len() > 200 {
                let too_old = "This page is too old. Reload it.".to_owned();
                return Err(PageError::BadForm(too_old));
            }
            let request = Request {
                id: CommandId::new(format!("{}-{id}", seat.sender)),
                command,
            };
            let by = Actor::Participant(seat.participant.clone());
            seat.session.send(by, request).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match result {
        Ok(()) if wants_text => Ok(StatusCode::NO_CONTENT.into_response()),
        Ok(()) => Ok(see(&format!("/s/{}", seat.session.session().code())).into_response()),
        Err(error) if wants_text => {
            let error = PageError::from(error);
            Ok((error.status(), error.sentence()).into_response())
        }
        Err(error) => {
            let (status, message) = PageError::beside_form(error)?;
            let problem = Problem {
                form: entries.text("form").to_owned(),
                message,
                fields: entries.fields(),
                choices: entries.choices(),
                due: Some(entries.text("due").to_owned()).filter(|due| !due.is_empty()),
            };
            let page = shown(app, seat, Some(problem))?;
            Ok((status, page).into_response())
        }
    }
}

fn shown(app: &App, seat: &Seat, problem: Option<Problem>) -> PageResult<Response> {
    let state = seat.session.session();
    let view = state.phone_view();
    let mine = state
        .mine(&seat.participant)
        .ok_or(LiveError::Refused(Refusal::NotJoined))?;
    let page_key = Key::random().ok_or(LiveError::Random)?;
    let sender = Sender {
        code: state.code().clone(),
        page: Some(page_key.reveal().to_owned()),
        problem,
    };
    let now = app.reading_for(&state);
    let session = state.title().to_owned();
    // Without JavaScript the page asks for the next thing by itself, but never while somebody has a
    // form to fill in.
    let is_waiting = view.forms.activity.is_none();
    let again = format!("/s/{}", sender.code);
    let title = format!("{} · Plenary", state.training().title);
    let html = live_page(
        &title,
        "phone-page",
        Bundle::Phone.accented(state.training()),
        move || {
            let refresh = is_waiting
                .then(|| view! { <noscript><meta http-equiv="refresh" content="8"/></noscript> });
            view! {
                {refresh}
                <PhonePage session view mine now sender/>
                <noscript><p class="refresh"><a class="button" href=again>"What is next?"</a></p></noscript>
            }
        },
    );
    Ok(html.into_response())
}
