//! Users: facilitators with a sign-in of their own, on a server that several share.

use super::app::App;
use super::error::{PageError, PageResult, see};
use super::facilitator::SIGNED_IN;
use super::guessing::Lookup;
use super::keys::Key;
use super::passwords::{self, SHORTEST};
use super::render::{Bundle, page};
use super::routes::Routes;
use crate::domain::text::{self, LONGEST_NAME};
use crate::domain::time::{Instant, Span};
use crate::live::LiveError;
use crate::store::{FacilitatorRow, Store};
use crate::ui::pages::{AccountPage, PasswordPage, WaysIn};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use axum_extra::extract::CookieJar;
use leptos::prelude::*;
use serde::Deserialize;

/// How long a link works that a user is sent.
const USER_LINK: Span = Span::from_minutes(7 * 24 * 60);

pub fn router() -> Routes {
    Routes::new()
        .get("/sign-in", ask)
        .post("/sign-in", sign_in)
        .get("/account", account)
        .post("/account/password", set_password)
}

/// A user's name as it is kept: small letters, since people write their addresses either way. None where
/// it cannot be one.
pub fn user_name(typed: &str) -> Option<String> {
    let name = text::line(typed, LONGEST_NAME).ok()?.to_lowercase();
    (!name.contains(char::is_whitespace)).then_some(name)
}

/// The path of a new link that signs a user in once.
///
/// # Errors
/// When it cannot be kept; [`crate::store::StoreError::Conflict`] where there is no such user.
pub async fn user_link(store: &dyn Store, user: &str, now: Instant) -> Result<String, LiveError> {
    let key = Key::random().ok_or(LiveError::Random)?;
    let whose = row_of(user);
    let until = now + USER_LINK;
    store.add_sign_in_link(key.digest(), whose, until).await?;
    Ok(format!("/sign-in/{}", key.reveal()))
}

fn row_of(user: &str) -> FacilitatorRow {
    FacilitatorRow {
        name: user.to_owned(),
        session: None,
        user: Some(user.to_owned()),
    }
}

impl App {
    /// A new key for a browser in which a user signs in.
    pub(super) async fn new_key_of(&self, user: &str) -> PageResult<Key> {
        let key = Key::random().ok_or(LiveError::Random)?;
        let until = self.directory.clock().now() + SIGNED_IN;
        let added = self
            .store
            .add_facilitator(key.digest(), row_of(user), until);
        added.await?;
        Ok(key)
    }

    async fn ways_in(&self) -> PageResult<WaysIn> {
        Ok(WaysIn {
            password: !self.store.users().await?.is_empty(),
            provider: self.provider.is_some(),
        })
    }

    /// Whether a user has to choose a password, or could not come back.
    pub(super) async fn needs_password(&self, user: &str) -> PageResult<bool> {
        Ok(self.provider.is_none() && self.password_of(user).await?.is_none())
    }

    async fn signed_in_user(&self, jar: &CookieJar) -> PageResult<String> {
        let facilitator = self.facilitator(jar).await?;
        let facilitator = facilitator.ok_or(PageError::NotSignedIn)?;
        let user = facilitator.user().ok_or(PageError::NoAccount)?;
        Ok(user.to_owned())
    }

    /// The digest of a user's password.
    async fn password_of(&self, user: &str) -> PageResult<Option<String>> {
        let user = self.store.user(user.to_owned()).await?;
        Ok(user.and_then(|user| user.password))
    }
}

async fn ask(State(app): State<App>, jar: CookieJar) -> PageResult {
    if let Some(facilitator) = app.facilitator(&jar).await? {
        return Ok(see(&facilitator.home()).into_response());
    }
    let ways = app.ways_in().await?;
    Ok(password_page(ways, String::new(), false))
}

fn password_page(ways: WaysIn, name: String, is_wrong: bool) -> Response {
    let html = page("Sign in · Plenary", "page", Bundle::Phone, move || {
        view! { <PasswordPage ways name is_wrong/> }
    });
    html.into_response()
}

#[derive(Deserialize)]
struct SignIn {
    name: String,
    password: String,
}

async fn sign_in(State(app): State<App>, jar: CookieJar, Form(form): Form<SignIn>) -> PageResult {
    let user = match user_name(&form.name) {
        Some(name) => app.store.user(name).await?,
        None => None,
    };
    // It takes as long whether or not there is such a user.
    let digest = user.as_ref().and_then(|user| user.password.clone());
    let is_right = passwords::matches(form.password, digest).await?;
    let Some(user) = user.filter(|_| is_right) else {
        let again = password_page(app.ways_in().await?, form.name, true);
        return Ok((StatusCode::FORBIDDEN, again).into_response());
    };
    let key = app.new_key_of(&user.name).await?;
    let to = see("/facilitate");
    Ok((Extension(Lookup::Hit), app.with_facilitator(jar, &key), to).into_response())
}

async fn account(State(app): State<App>, jar: CookieJar) -> PageResult {
    let user = app.signed_in_user(&jar).await?;
    let has_one = app.password_of(&user).await?.is_some();
    Ok(account_page(user, has_one, None))
}

fn account_page(name: String, has_one: bool, problem: Option<String>) -> Response {
    let html = page("Account · Plenary", "page", Bundle::Phone, move || {
        view! { <AccountPage name has_one problem shortest=SHORTEST/> }
    });
    html.into_response()
}

#[derive(Deserialize)]
struct NewPassword {
    /// The one that they have, where they have one.
    #[serde(default)]
    present: String,
    password: String,
}

/// Whoever finds a browser that is signed in cannot make it theirs: they would need the present password.
async fn set_password(
    State(app): State<App>,
    jar: CookieJar,
    Form(form): Form<NewPassword>,
) -> PageResult {
    let user = app.signed_in_user(&jar).await?;
    let present = app.password_of(&user).await?;
    let has_one = present.is_some();
    if has_one && !passwords::matches(form.present, present).await? {
        let wrong = "This is not your present password.".to_owned();
        let again = account_page(user, has_one, Some(wrong));
        return Ok((StatusCode::FORBIDDEN, again).into_response());
    }
    if let Some(problem) = passwords::problem(&form.password) {
        let again = account_page(user, has_one, Some(problem));
        let again = (
            StatusCode::UNPROCESSABLE_ENTITY,
            Extension(Lookup::Hit),
            again,
        );
        return Ok(again.into_response());
    }
    let digest = passwords::digest(form.password).await?;
    let digest = digest.ok_or(LiveError::Random)?;
    // A key that somebody has copied stops working too.
    let key = app.new_key_of(&user).await?;
    app.store.set_password(user, digest, key.digest()).await?;
    let to = see("/facilitate");
    Ok((Extension(Lookup::Hit), app.with_facilitator(jar, &key), to).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word_in_small_letters() {
        assert_eq!(
            user_name(" Ana@Example.org "),
            Some("ana@example.org".into())
        );
        assert_eq!(user_name("Ana Lima"), None);
        assert_eq!(user_name("\u{200b}"), None);
    }
}
