//! Signing in by a provider that a company has already (OpenID Connect, authorization code with PKCE).
//!
//! What has to be remembered until the browser comes back is in a cookie of that browser, so that any
//! server can take it from there.

mod http;
mod provider;

pub use provider::{Provider, ProviderError, Settings};

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::guessing::Lookup;
use super::keys::Key;
use super::routes::Routes;
use super::users::user_name;
use crate::domain::time::{Instant, Span};
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use provider::Journey;
use serde::Deserialize;

/// Whoever takes longer begins again.
const LONGEST_JOURNEY: Span = Span::from_minutes(10);

/// The path to which the provider sends browsers back.
pub(super) const CALLBACK: &str = "/sign-in/oidc/callback";

pub fn router() -> Routes {
    Routes::new()
        .get("/sign-in/oidc", leave)
        .get(CALLBACK, come_back)
}

/// Leads on to the provider.
async fn leave(State(app): State<App>, jar: CookieJar) -> PageResult {
    let provider = app.provider.as_ref().ok_or(PageError::NoSuchPage)?;
    let (url, journey) = provider.leave().await?;
    let jar = app.with_journey(jar, &journey);
    Ok((jar, Redirect::to(&url)).into_response())
}

#[derive(Deserialize)]
struct Arrival {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    /// Why nobody comes.
    error: Option<String>,
}

/// However it ends, the journey is over.
async fn come_back(
    State(app): State<App>,
    Query(arrival): Query<Arrival>,
    jar: CookieJar,
) -> Response {
    let journey = app.journey(&jar);
    match arrive(&app, arrival, journey).await {
        Ok(key) => {
            let jar = app.without_journey(app.with_facilitator(jar, &key));
            (Extension(Lookup::Hit), jar, see("/facilitate")).into_response()
        }
        Err(error) => (app.without_journey(jar), error).into_response(),
    }
}

/// The key of whoever has come back.
async fn arrive(app: &App, arrival: Arrival, journey: Option<Journey>) -> PageResult<Key> {
    let provider = app.provider.as_ref().ok_or(PageError::NoSuchPage)?;
    let journey = journey.filter(|journey| journey.state == arrival.state);
    let journey = journey.ok_or(PageError::LostJourney)?;
    if let Some(error) = arrival.error {
        tracing::info!(error, "somebody has turned back at the provider");
        return Err(PageError::TurnedBack);
    }
    let address = provider.come_back(arrival.code, journey).await?;
    let address = address.ok_or(PageError::NoAddress)?;
    let name = user_name(&address).ok_or(PageError::NotInvited)?;
    if app.store.user(name.clone()).await?.is_none() {
        if !provider.admits(&name) {
            return Err(PageError::NotInvited);
        }
        app.store.put_user(name.clone(), false).await?;
    }
    app.new_key_of(&name).await
}

impl App {
    fn journey(&self, jar: &CookieJar) -> Option<Journey> {
        let text = hex::decode(jar.get(&self.cookie_name("oidc"))?.value()).ok()?;
        let (until, journey): (Instant, _) = serde_json::from_slice(&text).ok()?;
        (self.directory.clock().now() < until).then_some(journey)
    }

    fn with_journey(&self, jar: CookieJar, journey: &Journey) -> CookieJar {
        let until = self.directory.clock().now() + LONGEST_JOURNEY;
        let text = serde_json::to_vec(&(until, journey)).unwrap_or_default();
        let cookie = Cookie::build((self.cookie_name("oidc"), hex::encode(text)))
            .path("/")
            .http_only(true)
            // The provider sends the browser back from its own site.
            .same_site(SameSite::Lax)
            .secure(self.links.is_secure());
        jar.add(cookie)
    }

    fn without_journey(&self, jar: CookieJar) -> CookieJar {
        jar.remove(Cookie::build(self.cookie_name("oidc")).path("/"))
    }
}
