//! Who leads: sign-in by a link that works once, and the check on everything that only a
//! facilitator may do.

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::keys::Key;
use crate::domain::time::Span;
use crate::live::LiveError;
use axum::Router;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

/// How long a link from the terminal works.
const TERMINAL_LINK: Span = Span::from_minutes(24 * 60);

/// How long a browser stays signed in.
const SIGNED_IN: Span = Span::from_minutes(30 * 24 * 60);

pub fn router() -> Router<App> {
    Router::new()
        .route("/sign-in/{key}", get(sign_in))
        .route("/sign-out", post(sign_out))
}

/// What a facilitator is called who signed in by the terminal's link.
const FIRST: &str = "Facilitator";

/// Proof that a request comes from a facilitator.
pub struct Facilitator {
    /// By which the other facilitators know them.
    pub name: String,
}

impl FromRequestParts<App> for Facilitator {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let jar = CookieJar::from_headers(&parts.headers);
        let facilitator = app.facilitator(&jar).await?;
        facilitator.ok_or(PageError::NotSignedIn)
    }
}

impl App {
    /// Who is signed in at a browser.
    pub(super) async fn facilitator(&self, jar: &CookieJar) -> PageResult<Option<Facilitator>> {
        let Some(key) = self.facilitator_key(jar) else {
            return Ok(None);
        };
        let now = self.directory.clock().now();
        let name = self.store.facilitator(key.digest(), now).await?;
        Ok(name.map(|name| Facilitator {
            name: if name.is_empty() {
                FIRST.to_owned()
            } else {
                name
            },
        }))
    }

    /// The path of a new link that signs one browser in, within a time. An empty name is the first
    /// facilitator's.
    pub(super) async fn new_sign_in_path(
        &self,
        name: String,
        within: Span,
    ) -> Result<String, LiveError> {
        let key = Key::random().ok_or(LiveError::Random)?;
        let until = self.directory.clock().now() + within;
        self.store
            .add_sign_in_link(key.digest(), name, until)
            .await?;
        Ok(format!("/sign-in/{}", key.reveal()))
    }
}

/// The link for the terminal, which signs one browser on this machine in.
///
/// # Errors
/// When it cannot be kept.
pub async fn sign_in_link(app: &App) -> Result<String, LiveError> {
    let path = app.new_sign_in_path(String::new(), TERMINAL_LINK).await?;
    Ok(format!("{}{path}", app.links.local()))
}

#[derive(Deserialize)]
struct Then {
    to: Option<String>,
}

async fn sign_in(
    State(app): State<App>,
    Path(key): Path<String>,
    Query(then): Query<Then>,
    jar: CookieJar,
) -> PageResult {
    let link = Key::presented(&key).ok_or(PageError::BadSignInLink)?;
    let key = Key::random().ok_or(LiveError::Random)?;
    let now = app.directory.clock().now();
    let until = now + SIGNED_IN;
    let works = app
        .store
        .sign_in(link.digest(), key.digest(), now, until)
        .await?;
    // Somebody who is signed in and opens an old link again only wants to get to work.
    let goes_on = works || app.facilitator(&jar).await?.is_some();
    if !goes_on {
        return Err(PageError::BadSignInLink);
    }
    let jar = if works {
        app.with_facilitator(jar, &key)
    } else {
        jar
    };
    let to = then
        .to
        .filter(|to| to.starts_with("/s/"))
        .unwrap_or_else(|| "/facilitate".to_owned());
    Ok((jar, see(&to)).into_response())
}

async fn sign_out(State(app): State<App>, jar: CookieJar) -> PageResult<Response> {
    if let Some(key) = app.facilitator_key(&jar) {
        app.store.sign_out(key.digest()).await?;
    }
    Ok((app.without_facilitator(jar), see("/")).into_response())
}
