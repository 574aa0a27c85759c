//! Who leads: sign-in by a link that works once, and the check on everything that only a
//! facilitator may do.

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::keys::Key;
use super::routes::Routes;
use crate::domain::ids::JoinCode;
use crate::domain::time::Span;
use crate::live::LiveError;
use crate::store::FacilitatorRow;
use axum::extract::{FromRequestParts, Path, Query, RawPathParams, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

/// How long a link from the terminal works.
const TERMINAL_LINK: Span = Span::from_minutes(24 * 60);

/// How long a browser stays signed in.
const SIGNED_IN: Span = Span::from_minutes(30 * 24 * 60);

pub fn router() -> Routes {
    Routes::new()
        .get("/sign-in/{key}", sign_in)
        .post("/sign-out", sign_out)
}

/// Where whoever leads all sessions finds them.
const DESK: &str = "/facilitate";

/// What a facilitator is called who signed in by the terminal's link.
const FIRST: &str = "Facilitator";

/// Proof that a request comes from a facilitator of the session that its path names; where it names
/// none, from whoever runs the server.
pub struct Facilitator {
    /// By which the other facilitators know them.
    pub name: String,
    /// The one session that they lead; none where they lead all.
    session: Option<JoinCode>,
}

/// Proof that a request comes from whoever runs the server, not from a co-facilitator.
pub struct LeadFacilitator;

impl Facilitator {
    /// Whether they lead all sessions.
    pub fn is_lead(&self) -> bool {
        self.session.is_none()
    }

    /// Whether they lead a session.
    pub fn leads(&self, code: &JoinCode) -> bool {
        self.session.as_ref().is_none_or(|session| session == code)
    }

    /// For a link that signs in as much as they are.
    pub fn scope(&self) -> Option<JoinCode> {
        self.session.clone()
    }
}

impl FromRequestParts<App> for Facilitator {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let jar = CookieJar::from_headers(&parts.headers);
        let facilitator = app.facilitator(&jar).await?;
        let facilitator = facilitator.ok_or(PageError::NotSignedIn)?;
        let path = RawPathParams::from_request_parts(parts, app).await;
        let path = path.map_err(|_| PageError::NoSuchPage)?;
        let code = path.iter().find(|(name, _)| *name == "code");
        let leads = match code {
            Some((_, code)) => facilitator.leads(&app.code(code)?),
            None => facilitator.is_lead(),
        };
        leads.then_some(facilitator).ok_or(PageError::OtherSession)
    }
}

impl FromRequestParts<App> for LeadFacilitator {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let facilitator = Facilitator::from_request_parts(parts, app).await?;
        let is_lead = facilitator.is_lead();
        is_lead.then_some(Self).ok_or(PageError::OnlyForTheLead)
    }
}

impl App {
    /// Who is signed in at a browser.
    pub(super) async fn facilitator(&self, jar: &CookieJar) -> PageResult<Option<Facilitator>> {
        let Some(key) = self.facilitator_key(jar) else {
            return Ok(None);
        };
        let now = self.directory.clock().now();
        let row = self.store.facilitator(key.digest(), now).await?;
        Ok(row.map(|row| Facilitator {
            name: if row.name.is_empty() {
                FIRST.to_owned()
            } else {
                row.name
            },
            session: row.session,
        }))
    }

    /// The path of a new link that signs one browser in, within a time. An empty name is the first
    /// facilitator's.
    pub(super) async fn new_sign_in_path(
        &self,
        whose: FacilitatorRow,
        within: Span,
    ) -> Result<String, LiveError> {
        let key = Key::random().ok_or(LiveError::Random)?;
        let until = self.directory.clock().now() + within;
        self.store
            .add_sign_in_link(key.digest(), whose, until)
            .await?;
        Ok(format!("/sign-in/{}", key.reveal()))
    }
}

/// The link for the terminal, which signs one browser on this machine in.
///
/// # Errors
/// When it cannot be kept.
pub async fn sign_in_link(app: &App) -> Result<String, LiveError> {
    let whose = FacilitatorRow {
        name: String::new(),
        session: None,
    };
    let path = app.new_sign_in_path(whose, TERMINAL_LINK).await?;
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
    let signed_in = app.facilitator(&jar).await?;
    let to = then.to.filter(|to| to.starts_with("/s/"));
    if signed_in.as_ref().is_some_and(Facilitator::is_lead) {
        // Nothing could be gained: the link is left to whom it is meant for.
        let to = to.unwrap_or_else(|| DESK.to_owned());
        return Ok(see(&to).into_response());
    }
    let key = Key::random().ok_or(LiveError::Random)?;
    let now = app.directory.clock().now();
    let works = app
        .store
        .sign_in(link.digest(), key.digest(), now, now + SIGNED_IN)
        .await?;
    // Somebody who is signed in and opens an old link again only wants to get to work.
    let is_new = works.is_some();
    let session = match (works, signed_in) {
        (Some(whose), _) => whose.session,
        (None, Some(facilitator)) => facilitator.session,
        (None, None) => return Err(PageError::BadSignInLink),
    };
    let jar = match is_new {
        true => app.with_facilitator(jar, &key),
        false => jar,
    };
    let own = session.map(|code| format!("/s/{code}/console"));
    let to = own.or(to).unwrap_or_else(|| DESK.to_owned());
    Ok((jar, see(&to)).into_response())
}

async fn sign_out(State(app): State<App>, jar: CookieJar) -> PageResult<Response> {
    if let Some(key) = app.facilitator_key(&jar) {
        app.store.sign_out(key.digest()).await?;
    }
    Ok((app.without_facilitator(jar), see("/")).into_response())
}
