//! What goes wrong becomes a friendly page: one clear sentence, and what to do next. Internals go to
//! the log only.

use super::guessing::Lookup;
use super::oidc::ProviderError;
use super::passwords::Crowded;
use super::render::{Bundle, page};
use crate::domain::time::Span;
use crate::live::LiveError;
use crate::store::StoreError;
use crate::ui::pages::ProblemPage;
use axum::Extension;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use thiserror::Error;

/// Why a page cannot be shown.
#[derive(Debug, Error)]
pub enum PageError {
    /// It is for the facilitator.
    #[error("This page is for the facilitator.")]
    NotSignedIn,
    /// It is for the facilitators of another session.
    #[error("This page belongs to a session that you have not been invited to.")]
    OtherSession,
    /// It is for whoever runs the server.
    #[error("This page is for the facilitator who has made the session.")]
    OnlyForTheLead,
    /// It is for users with a password.
    #[error("You have signed in by a link, so there is no password to change.")]
    NoAccount,
    /// Somebody whom the company's provider knows, and nobody has added.
    #[error("You have no account here.")]
    NotInvited,
    /// A browser that has lost what it was to bring back from the provider.
    #[error("This sign-in has taken too long, or was begun in another browser.")]
    LostJourney,
    /// Too many passwords are looked at.
    #[error(transparent)]
    Crowded(#[from] Crowded),
    /// Somebody who has turned back at the provider.
    #[error("You have not signed in.")]
    TurnedBack,
    /// Somebody whom the provider knows by no address that it has verified.
    #[error("Your company’s account has no verified address.")]
    NoAddress,
    /// The company's provider.
    #[error("The sign-in of your company does not work just now.")]
    Provider(#[from] ProviderError),
    /// A sign-in link that is unknown, used or too old.
    #[error("This sign-in link has been used, or is too old.")]
    BadSignInLink,
    /// A return link that is unknown, or whose words have been deleted.
    #[error("This link leads to nothing, or not any more.")]
    BadReturnLink,
    /// What was typed is no code.
    #[error("No session has the code “{0}”.")]
    NoSuchCode(String),
    /// A training that is not there.
    #[error("There is no such training.")]
    NoSuchTraining,
    /// Too many codes and keys were tried from an address that lead nowhere.
    #[error("From your network too many codes were tried that lead nowhere.")]
    TooManyMisses {
        /// For how long nothing is looked up.
        wait: Span,
    },
    /// A path that leads nowhere.
    #[error("There is no page at this address.")]
    NoSuchPage,
    /// A form that does not say what it should.
    #[error("{0}")]
    BadForm(String),
    /// What would leave a session of which nothing is real.
    #[error("This session is a rehearsal: nothing of it is exported.")]
    Rehearsal,
    /// A file that cannot be made.
    #[error("An export cannot be written: {0}")]
    Export(Box<dyn std::error::Error + Send + Sync>),
    /// From a session.
    #[error(transparent)]
    Live(#[from] LiveError),
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        Self::Live(error.into())
    }
}

impl PageError {
    /// The status that says the same to a program.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::BadSignInLink
            | Self::OtherSession
            | Self::OnlyForTheLead
            | Self::NotInvited
            | Self::TurnedBack
            | Self::NoAddress
            | Self::LostJourney => StatusCode::FORBIDDEN,
            Self::NoSuchCode(_)
            | Self::BadReturnLink
            | Self::NoSuchTraining
            | Self::NoSuchPage
            | Self::Live(LiveError::NoSession(_)) => StatusCode::NOT_FOUND,
            Self::BadForm(_) | Self::Live(LiveError::Refused(_)) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Crowded(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Provider(_) => StatusCode::BAD_GATEWAY,
            Self::Rehearsal | Self::NoAccount => StatusCode::CONFLICT,
            Self::TooManyMisses { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Live(LiveError::Store(StoreError::Full)) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Live(
                LiveError::Interrupted
                | LiveError::Store(
                    StoreError::Database { .. }
                    | StoreError::ReadOnly
                    | StoreError::Disk
                    | StoreError::Busy
                    | StoreError::Damaged
                    | StoreError::Conflict
                    | StoreError::Closed,
                ),
            ) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Export(_) | Self::Live(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The sentence that people see; what only the server's owner should know stays in the log.
    pub fn sentence(&self) -> String {
        if self.status() == StatusCode::INTERNAL_SERVER_ERROR {
            "Something went wrong on the server.".to_owned()
        } else {
            self.to_string()
        }
    }

    /// For a form that is shown again with what was typed in it: the status, and what is said beside it.
    ///
    /// # Errors
    /// The error itself, where there is no session any more to show the form in.
    pub fn beside_form(error: LiveError) -> Result<(StatusCode, String), Self> {
        let error = Self::from(error);
        if let Self::Live(LiveError::NoSession(_)) = error {
            return Err(error);
        }
        error.log();
        Ok((error.status(), error.sentence()))
    }

    /// Whether a code or a key was tried that leads nowhere.
    fn is_miss(&self) -> bool {
        matches!(
            self,
            Self::NoSuchCode(_)
                | Self::BadReturnLink
                | Self::BadSignInLink
                | Self::Live(LiveError::NoSession(_))
        )
    }

    fn headers(&self) -> Option<[(HeaderName, String); 1]> {
        let Self::TooManyMisses { wait } = self else {
            return None;
        };
        let seconds = wait.countdown_seconds().to_string();
        Some([(header::RETRY_AFTER, seconds)])
    }

    fn log(&self) {
        let is_internal = self.status() == StatusCode::INTERNAL_SERVER_ERROR;
        if is_internal || matches!(self, Self::Provider(_)) {
            tracing::error!(error = ?self, "a page cannot be shown");
        }
    }

    fn advice(&self) -> &'static str {
        match self {
            Self::NotSignedIn | Self::BadSignInLink => {
                "Sign in with your name, or open the sign-in link that the server prints in its terminal when it starts. Each link works once; restart the server for a new one, or sign in on this device from a console that is open."
            }
            Self::NoAddress => {
                "Plenary goes by the address of your account. Have it verified where your company’s accounts are managed, then sign in again."
            }
            Self::TurnedBack => "Sign in again when you like.",
            Self::NotInvited => {
                "Ask whoever runs the server to add the address with which you have signed in, then sign in again."
            }
            Self::LostJourney => "Begin again, and come back within some minutes.",
            Self::OtherSession | Self::OnlyForTheLead => {
                "Go back to the console of your session, or ask the facilitator who has invited you."
            }
            Self::BadReturnLink => {
                "Compare it with where you kept it, to the last letter. If it is right, what it led to has been deleted: by you, or because its time was over."
            }
            Self::NoSuchCode(_) | Self::Live(LiveError::NoSession(_)) => {
                "A code has six letters and digits. Compare it with the projector and type it again; the facilitator may also have deleted the session."
            }
            Self::TooManyMisses { .. } => {
                "Wait some seconds, compare your code with the projector, and try again."
            }
            Self::Rehearsal => "What it came to is on its report page.",
            Self::BadForm(_) | Self::Live(LiveError::Refused(_)) => {
                "Go back: what you typed is still there."
            }
            _ => "Go back and try again in a moment.",
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = self.status();
        self.log();
        let asks_for_code = matches!(
            self,
            Self::NoSuchCode(_)
                | Self::NoSuchPage
                | Self::TooManyMisses { .. }
                | Self::Live(LiveError::NoSession(_))
        );
        let asks_to_sign_in = matches!(
            self,
            Self::NotSignedIn
                | Self::LostJourney
                | Self::NotInvited
                | Self::TurnedBack
                | Self::NoAddress
                | Self::Provider(_)
        );
        let headers = self.headers();
        let lookup = self.is_miss().then_some(Extension(Lookup::Miss));
        let (sentence, advice) = (self.sentence(), self.advice().to_owned());
        let html = page("Plenary", "page", Bundle::Phone, move || {
            view! { <ProblemPage sentence advice asks_for_code asks_to_sign_in/> }
        });
        (status, headers, lookup, html).into_response()
    }
}

/// For paths that lead nowhere. A facilitator who mistypes is not sent to sign in.
pub async fn no_such_page() -> PageError {
    PageError::NoSuchPage
}

/// What a handler gives.
pub type PageResult<T = Response> = Result<T, PageError>;

/// After a form: the browser gets the page anew, so that reloading does not send the form again.
pub fn see(path: &str) -> Redirect {
    Redirect::to(path)
}
