//! Where participants come back to by links of their own, after the session.

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::form::Entries;
use super::keys::Key;
use super::links::qr_svg;
use super::render::{Bundle, live_page, page};
use super::routes::Routes;
use crate::domain::check_in::Outcome;
use crate::domain::ids::ParticipantId;
use crate::domain::session::{Actor, Command, Refusal};
use crate::live::{Handle, LiveError};
use crate::ui::pages::{ErasePage, ErasedPage, ReturnPage, ReturnProblem};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse};
use axum_extra::extract::CookieJar;
use leptos::prelude::*;

pub fn router() -> Routes {
    Routes::new()
        .post("/s/{code}/return-link", make_link)
        .get("/c/{code}/{key}", come_back)
        .post("/c/{code}/{key}/amend", amend)
        .post("/c/{code}/{key}/check-in", check_in)
        .post("/c/{code}/{key}/share", share)
        .get("/c/{code}/{key}/delete", ask_erase)
        .post("/c/{code}/{key}/delete", erase)
}

/// The path of somebody's own page.
pub(super) fn path(code: &str, key: &Key) -> String {
    format!("/c/{code}/{}", key.reveal())
}

/// Makes a link for whoever sits at a phone, and opens it.
async fn make_link(State(app): State<App>, Path(code): Path<String>, jar: CookieJar) -> PageResult {
    let seat = app.taken_seat(&code, &jar).await?;
    let key = Key::random().ok_or(LiveError::Random)?;
    let command = Command::MakeReturnLink { key: key.digest() };
    let by = Actor::Participant(seat.participant);
    seat.session.ask(by, command).await?;
    let code = seat.session.session().code().clone();
    Ok(see(&path(code.as_str(), &key)).into_response())
}

/// Somebody who has come back by their link.
pub(super) struct Return {
    pub session: Handle,
    pub participant: ParticipantId,
    /// The path of their page.
    pub base: String,
}

impl App {
    /// Whoever holds a return link.
    ///
    /// # Errors
    /// [`PageError::BadReturnLink`] also where the session is gone: whether there ever was one is
    /// nobody's business.
    pub(super) async fn returning(&self, code: &str, key: &str) -> PageResult<Return> {
        let key = Key::presented(key).ok_or(PageError::BadReturnLink)?;
        let session = self.session(code).await.map_err(|error| match error {
            PageError::NoSuchCode(_) => PageError::BadReturnLink,
            error => error,
        })?;
        let state = session.session();
        let participant = state.returning(&key.digest());
        let participant = participant.ok_or(PageError::BadReturnLink)?.id.clone();
        Ok(Return {
            base: path(state.code().as_str(), &key),
            session,
            participant,
        })
    }
}

async fn come_back(
    State(app): State<App>,
    Path((code, key)): Path<(String, String)>,
) -> PageResult {
    let back = app.returning(&code, &key).await?;
    Ok(shown(&app, &back, None)?.into_response())
}

async fn amend(
    State(app): State<App>,
    Path((code, key)): Path<(String, String)>,
    Form(entries): Form<Entries>,
) -> PageResult {
    let back = app.returning(&code, &key).await?;
    let command = entries.due().map(|due| Command::Amend {
        kind: entries.text("kind").into(),
        fields: entries.fields(),
        due,
    });
    deliver(&app, &back, "amend", &entries, command).await
}

async fn check_in(
    State(app): State<App>,
    Path((code, key)): Path<(String, String)>,
    Form(entries): Form<Entries>,
) -> PageResult {
    let back = app.returning(&code, &key).await?;
    let command = outcome(&entries).map(|outcome| Command::CheckIn {
        check_in: entries.text("check_in").into(),
        kind: entries.text("kind").into(),
        outcome,
    });
    deliver(&app, &back, "check-in", &entries, command).await
}

fn outcome(entries: &Entries) -> Result<Outcome, Refusal> {
    match entries.text("outcome") {
        "done" => Ok(Outcome::Done),
        "moved" => Ok(Outcome::Moved {
            to: entries.day("to", "To which day")?,
        }),
        "dropped" => Ok(Outcome::Dropped {
            why: entries.text("why").to_owned(),
        }),
        _ => Err(Refusal::WrongAnswer),
    }
}

async fn share(
    State(app): State<App>,
    Path((code, key)): Path<(String, String)>,
    Form(entries): Form<Entries>,
) -> PageResult {
    let back = app.returning(&code, &key).await?;
    let command = Command::ShareWithBuddies(entries.text("share") == "true");
    deliver(&app, &back, "share", &entries, Ok(command)).await
}

async fn ask_erase(
    State(app): State<App>,
    Path((code, key)): Path<(String, String)>,
) -> PageResult<Html<String>> {
    let back = app.returning(&code, &key).await?;
    let session = back.session.session();
    let name = session.participant(&back.participant);
    let name = name.map(|who| who.name.clone()).unwrap_or_default();
    let base = back.base;
    Ok(page(
        "Delete · Plenary",
        "page",
        Bundle::Phone,
        move || {
            view! { <ErasePage name base/> }
        },
    ))
}

async fn erase(
    State(app): State<App>,
    Path((code, key)): Path<(String, String)>,
) -> PageResult<Html<String>> {
    let back = app.returning(&code, &key).await?;
    let command = Command::Erase {
        participant: back.participant.clone(),
    };
    let by = Actor::Participant(back.participant);
    back.session.ask(by, command).await?;
    Ok(page("Deleted · Plenary", "page", Bundle::Phone, || {
        view! { <ErasedPage/> }
    }))
}

/// Sends a command, and shows the page again: after a refusal with all that was entered.
async fn deliver(
    app: &App,
    back: &Return,
    form: &str,
    entries: &Entries,
    command: Result<Command, Refusal>,
) -> PageResult {
    let result = match command {
        Ok(command) => {
            let by = Actor::Participant(back.participant.clone());
            back.session.ask(by, command).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    let kind = entries.text("kind");
    match result {
        // Only what was promised has been looked at.
        Ok(()) if kind.is_empty() || form == "share" => Ok(see(&back.base).into_response()),
        Ok(()) => Ok(see(&format!("{}#promise-{kind}", back.base)).into_response()),
        Err(error) => {
            let (status, message) = PageError::beside_form(error)?;
            let problem = ReturnProblem {
                form: format!("{form}-{kind}"),
                message,
                fields: entries.fields(),
                due: entries.text("due").to_owned(),
                outcome: entries.text("outcome").to_owned(),
                to: entries.text("to").to_owned(),
                why: entries.text("why").to_owned(),
            };
            let html = shown(app, back, Some(problem))?;
            Ok((status, html).into_response())
        }
    }
}

fn shown(app: &App, back: &Return, problem: Option<ReturnProblem>) -> PageResult<Html<String>> {
    let state = back.session.session();
    let today = state.day_of(app.time_of(&state));
    let view = state
        .return_view(&back.participant, today)
        .ok_or(PageError::BadReturnLink)?;
    let training = state.training().title.clone();
    let phrases = state.training().phrases.clone();
    let session = state.title().to_owned();
    let base = back.base.clone();
    let link = format!("{}{base}", app.links.public());
    let qr = qr_svg(&link);
    let title = format!("{training} · Plenary");
    Ok(live_page(&title, "page", Bundle::Phone, move || {
        view! { <ReturnPage session training base link qr view phrases problem/> }
    }))
}
