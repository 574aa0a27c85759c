//! Who leads: sign-in by a link that works once, and the check on everything that only a
//! facilitator may do.

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::keys::Key;
use super::render::{Bundle, page};
use super::routes::Routes;
use crate::domain::ids::JoinCode;
use crate::domain::time::Span;
use crate::live::LiveError;
use crate::store::FacilitatorRow;
use crate::ui::pages::SignInPage;
use axum::extract::{FromRequestParts, Path, Query, RawPathParams, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// How long a link from the terminal works.
const TERMINAL_LINK: Span = Span::from_minutes(24 * 60);

/// How long a browser stays signed in.
pub(super) const SIGNED_IN: Span = Span::from_minutes(30 * 24 * 60);

pub fn router() -> Routes {
    Routes::new()
        .get("/sign-in/{key}", ask)
        .post("/sign-in/{key}", sign_in)
        .post("/sign-out", sign_out)
}

/// Where whoever leads all sessions finds them.
const DESK: &str = "/facilitate";

/// What a facilitator is called who signed in by the terminal's link.
const FIRST: &str = "Facilitator";

/// Proof that a request comes from a facilitator of the session that its path names; where it names
/// none, from somebody who makes sessions.
pub struct Facilitator {
    /// By which the other facilitators know them.
    pub name: String,
    leads: Leads,
}

/// Which sessions somebody leads.
enum Leads {
    /// All: whoever runs the server, or the user who is an admin.
    All(Option<String>),
    /// Those of this user.
    Own(String),
    /// The one to which they have been invited, by this user where it was one.
    Session(JoinCode, Option<String>),
}

/// Proof that a request comes from whoever runs the server or has made the session that the path names,
/// not from a co-facilitator.
pub struct LeadFacilitator(pub Facilitator);

impl Facilitator {
    /// Whether they make sessions, and have a desk for them.
    pub fn is_lead(&self) -> bool {
        !matches!(self.leads, Leads::Session(..))
    }

    /// The user that they are.
    pub fn user(&self) -> Option<&str> {
        match &self.leads {
            Leads::All(user) => user.as_deref(),
            Leads::Own(user) => Some(user),
            Leads::Session(..) => None,
        }
    }

    /// Whether a session that this user has made is one that they see.
    pub fn sees(&self, owner: Option<&str>) -> bool {
        match &self.leads {
            Leads::All(_) => true,
            Leads::Own(user) => owner == Some(user),
            Leads::Session(..) => false,
        }
    }

    /// For a link that signs in as much as they are.
    pub fn row(self) -> FacilitatorRow {
        let (session, user) = match self.leads {
            Leads::All(user) => (None, user),
            Leads::Own(user) => (None, Some(user)),
            Leads::Session(code, user) => (Some(code), user),
        };
        FacilitatorRow {
            name: self.name,
            session,
            user,
        }
    }

    /// For a link that signs somebody else in, to one session. It lasts as long as who has made it.
    pub fn invitation(self, name: String, code: JoinCode) -> FacilitatorRow {
        FacilitatorRow {
            name,
            session: Some(code),
            ..self.row()
        }
    }

    /// Where they find what they lead.
    pub fn home(&self) -> String {
        match &self.leads {
            Leads::Session(code, _) => format!("/s/{code}/console"),
            Leads::All(_) | Leads::Own(_) => DESK.to_owned(),
        }
    }

    /// Where they go from a sign-in link.
    fn way(&self, then: Then) -> String {
        // What breaks a line breaks the header that leads on.
        let is_path = |to: &String| to.starts_with("/s/") && !to.contains(char::is_control);
        let to = then.to.filter(is_path).filter(|_| self.is_lead());
        to.unwrap_or_else(|| self.home())
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
            Some((_, code)) => app.leads(&facilitator, &app.code(code)?).await?,
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
        is_lead
            .then_some(Self(facilitator))
            .ok_or(PageError::OnlyForTheLead)
    }
}

impl App {
    /// Who is signed in at a browser.
    pub(super) async fn facilitator(&self, jar: &CookieJar) -> PageResult<Option<Facilitator>> {
        let Some(key) = self.facilitator_key(jar) else {
            return Ok(None);
        };
        let now = self.directory.clock().now();
        match self.store.facilitator(key.digest(), now).await? {
            Some(row) => self.facilitator_of(row).await,
            None => Ok(None),
        }
    }

    /// What somebody may by now; none where their user is gone.
    async fn facilitator_of(&self, row: FacilitatorRow) -> PageResult<Option<Facilitator>> {
        let leads = match (row.session, row.user) {
            (Some(code), user) => Leads::Session(code, user),
            (None, None) => Leads::All(None),
            (None, Some(user)) => match self.store.user(user).await? {
                Some(user) if user.is_admin => Leads::All(Some(user.name)),
                Some(user) => Leads::Own(user.name),
                None => return Ok(None),
            },
        };
        let name = match row.name {
            name if name.is_empty() => FIRST.to_owned(),
            name => name,
        };
        Ok(Some(Facilitator { name, leads }))
    }

    /// Whether somebody leads a session.
    pub(super) async fn leads(&self, who: &Facilitator, code: &JoinCode) -> PageResult<bool> {
        Ok(match &who.leads {
            Leads::All(_) => true,
            Leads::Session(session, _) => session == code,
            Leads::Own(_) => who.sees(self.store.owner(code.clone()).await?.as_deref()),
        })
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
        user: None,
    };
    let path = app.new_sign_in_path(whose, TERMINAL_LINK).await?;
    Ok(format!("{}{path}", app.links.local()))
}

#[derive(Deserialize, Serialize)]
struct Then {
    to: Option<String>,
}

/// Shows what a link is for. Opening it does not use it up: messengers open links ahead, to show what
/// is behind them.
async fn ask(
    State(app): State<App>,
    Path(key): Path<String>,
    Query(then): Query<Then>,
    jar: CookieJar,
) -> PageResult {
    let link = Key::presented(&key).ok_or(PageError::BadSignInLink)?;
    let signed_in = app.facilitator(&jar).await?;
    let now = app.directory.clock().now();
    let whose = app.store.sign_in_link(link.digest(), now).await?;
    let gains = |who: &Facilitator| match &who.leads {
        Leads::All(_) => false,
        Leads::Own(user) => whose
            .as_ref()
            .is_some_and(|whose| whose.session.is_some() || whose.user.as_ref() != Some(user)),
        Leads::Session(..) => whose.is_some(),
    };
    if let Some(facilitator) = signed_in.as_ref().filter(|who| !gains(who)) {
        // The link is left to whom it is meant for. Whoever opens an old one again only wants to get to
        // work.
        return Ok(see(&facilitator.way(then)).into_response());
    }
    let whose = whose.ok_or(PageError::BadSignInLink)?;
    let query = serde_urlencoded::to_string(&then).unwrap_or_default();
    let action = format!("/sign-in/{}?{query}", link.reveal());
    let name = whose.name;
    let html = page("Sign in · Plenary", "page", Bundle::Phone, move || {
        view! { <SignInPage action name/> }
    });
    Ok(html.into_response())
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
    let whose = app
        .store
        .sign_in(link.digest(), key.digest(), now, now + SIGNED_IN)
        .await?;
    let whose = whose.ok_or(PageError::BadSignInLink)?;
    let facilitator = app.facilitator_of(whose).await?;
    let facilitator = facilitator.ok_or(PageError::BadSignInLink)?;
    let to = match facilitator.user() {
        // Who comes by the company's provider needs none, and a phone beside a console chooses none.
        Some(user) if then.to.is_none() && app.needs_password(user).await? => "/account".to_owned(),
        _ => facilitator.way(then),
    };
    Ok((app.with_facilitator(jar, &key), see(&to)).into_response())
}

async fn sign_out(State(app): State<App>, jar: CookieJar) -> PageResult<Response> {
    if let Some(key) = app.facilitator_key(&jar) {
        app.store.sign_out(key.digest()).await?;
    }
    Ok((app.without_facilitator(jar), see("/")).into_response())
}
