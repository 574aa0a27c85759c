//! Where participants come in.

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::guessing::Lookup;
use super::keys::Key;
use super::render::{Bundle, page};
use super::routes::Routes;
use crate::domain::ids::CommandId;
use crate::domain::session::{Actor, Command, Refusal, Request, Session};
use crate::domain::views::day_text;
use crate::live::LiveError;
use crate::ui::pages::JoinPage;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use axum::{Extension, Form};
use axum_extra::extract::CookieJar;
use leptos::prelude::*;
use serde::Deserialize;

pub fn router() -> Routes {
    Routes::new().get("/j/{code}", ask).post("/j/{code}", join)
}

async fn ask(State(app): State<App>, Path(code): Path<String>, jar: CookieJar) -> PageResult {
    let session = app.session(&code).await?.session();
    let key = app.participant_key(&jar, session.code());
    if key.is_some_and(|key| session.holder(&key.digest()).is_some()) {
        return Ok(see(&format!("/s/{}", session.code())).into_response());
    }
    let key = Key::random().ok_or(LiveError::Random)?;
    let html = asking(&session, &key, String::new(), None);
    Ok((Extension(Lookup::Hit), html).into_response())
}

#[derive(Deserialize)]
struct JoinForm {
    name: String,
    /// Made with the page, so that a form that is sent twice joins once.
    key: String,
}

async fn join(
    State(app): State<App>,
    Path(code): Path<String>,
    jar: CookieJar,
    Form(form): Form<JoinForm>,
) -> PageResult {
    let handle = app.session(&code).await?;
    let session = handle.session();
    let key = Key::presented(&form.key).ok_or_else(|| {
        PageError::BadForm("This page is too old. Open the join link again.".to_owned())
    })?;
    let id = key.participant();
    let request = Request {
        id: CommandId::new(format!("join-{id}")),
        command: Command::Join {
            name: form.name.clone(),
            key: key.digest(),
        },
    };
    match handle.send(Actor::Participant(id), request).await {
        Ok(()) => {
            let code = session.code();
            let jar = app.with_participant(jar, code, &key);
            Ok((jar, see(&format!("/s/{code}"))).into_response())
        }
        Err(error) => {
            let shut = shut(&error);
            let (status, sentence) = PageError::beside_form(error)?;
            let html = asking(&session, &key, form.name, Some(sentence));
            Ok((shut.unwrap_or(status), html).into_response())
        }
    }
}

/// The status that says that coming in is not a matter of what is entered.
fn shut(error: &LiveError) -> Option<StatusCode> {
    match error {
        LiveError::Refused(Refusal::Ended) => Some(StatusCode::GONE),
        LiveError::Refused(Refusal::Removed) => Some(StatusCode::FORBIDDEN),
        _ => None,
    }
}

fn asking(session: &Session, key: &Key, name: String, problem: Option<String>) -> Html<String> {
    let action = format!("/j/{}", session.code());
    let key = key.reveal().to_owned();
    let training = session.training().title.clone();
    let expires = session.expires().map(day_text);
    let look = Bundle::Phone.accented(session.training());
    let session = session.title().to_owned();
    page(&format!("{training} · Plenary"), "page", look, move || {
        view! { <JoinPage session training action key expires name problem/> }
    })
}
