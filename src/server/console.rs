//! The console's page, and the orders that it sends.

use super::app::App;
use super::error::PageResult;
use super::facilitator::Facilitator;
use super::guessing::Lookup;
use super::links::qr_svg;
use super::render::{Bundle, live_page};
use super::routes::Routes;
use crate::domain::ids::JoinCode;
use crate::domain::session::{Actor, Refusal, Request};
use crate::domain::text::{self, LONGEST_NAME};
use crate::domain::time::Span;
use crate::domain::views::ConsoleView;
use crate::live::LiveError;
use crate::ui::console::Console as ConsoleScreen;
use crate::ui::driver::{OrderError, SignInLink, Why};
use crate::ui::island::island;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{self, StatusCode};
use axum::response::{Html, IntoResponse};
use axum_extra::extract::CookieJar;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// How long the link for the facilitator's own phone works.
const REMOTE_LINK: Span = Span::from_minutes(10);

/// What the console's page calls; Leptos finds the function by its path.
pub(super) const SERVER_FUNCTIONS: &str = "/api/{function}";

pub fn router() -> Routes {
    Routes::new()
        .get("/s/{code}/console", console)
        .post(SERVER_FUNCTIONS, server_function)
}

async fn console(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
) -> PageResult<(Extension<Lookup>, Html<String>)> {
    let handle = app.session(&code).await?;
    app.attend(&handle);
    let session = handle.session();
    let entrance = app.entrance(&session);
    let view = ConsoleView {
        problems: handle.problems().borrow().to_vec(),
        facilitators: handle.crew().views(),
        address: app.links.address(session.code()),
        ..session.console_view()
    };
    let scripts = session.scripts();
    let faq = session.training().faq.iter();
    let questions: Vec<_> = faq.map(|one| one.question.clone()).collect();
    let slides = session.slide_texts();
    let now = app.reading_for(&session);
    let title = format!("{} · Console · Plenary", session.title());
    let console = ConsoleScreen {
        entrance,
        view: view.into(),
        scripts,
        questions,
        slides,
        now,
    };
    let html = live_page(
        &title,
        "console-page",
        Bundle::Console.accented(session.training()),
        move || island(console),
    );
    // Where the facilitator is, the room will come from.
    Ok((Extension(Lookup::Hit), html))
}

async fn server_function(
    State(app): State<App>,
    jar: CookieJar,
    request: http::Request<Body>,
) -> impl IntoResponse {
    let console = Console { app, jar };
    let provide = move || provide_context(console.clone());
    let answered = leptos_axum::handle_server_fns_with_context(provide, request).await;
    let mut response = answered.into_response();
    // Whatever Plenary has to say has a status of its own: what is left is a body that says nothing.
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
        *response.status_mut() = StatusCode::BAD_REQUEST;
    }
    response
}

/// What the console's server functions may do, for whoever asks.
#[derive(Clone)]
pub struct Console {
    app: App,
    jar: CookieJar,
}

impl Console {
    /// Carries out an order.
    pub(crate) async fn order(&self, code: &JoinCode, request: Request) -> Result<(), OrderError> {
        with_status(self.try_order(code, request).await)
    }

    /// Makes a link that signs another device in: the facilitator's own phone, or, where there is a
    /// name, somebody else's.
    pub(crate) async fn remote_link(
        &self,
        code: &JoinCode,
        name: &str,
    ) -> Result<SignInLink, OrderError> {
        with_status(self.try_remote_link(code, name).await)
    }

    async fn try_order(&self, code: &JoinCode, request: Request) -> Result<(), OrderError> {
        let facilitator = self.facilitator(code).await?;
        let session = self.app.directory.session(code).await.map_err(not_kept)?;
        let sent = session.send(Actor::Facilitator, request).await;
        sent.map_err(not_kept)?;
        session.crew().drive(&facilitator.name);
        Ok(())
    }

    async fn try_remote_link(&self, code: &JoinCode, name: &str) -> Result<SignInLink, OrderError> {
        let facilitator = self.facilitator(code).await?;
        self.app.directory.session(code).await.map_err(not_kept)?;
        let whose = match name.trim() {
            "" => facilitator.row(),
            name => {
                let name = text::line(name, LONGEST_NAME).map_err(|problem| Refusal::Entry {
                    label: "Name".to_owned(),
                    problem: problem.to_string(),
                })?;
                facilitator.invitation(name, code.clone())
            }
        };
        let path = self.app.new_sign_in_path(whose, REMOTE_LINK).await;
        let path = path.map_err(not_kept)?;
        let url = format!("{}{path}?to=/s/{code}/console", self.app.links.public());
        Ok(SignInLink {
            qr_svg: qr_svg(&url),
            url,
        })
    }

    async fn facilitator(&self, code: &JoinCode) -> Result<Facilitator, OrderError> {
        match self.app.facilitator(&self.jar).await {
            Ok(Some(facilitator)) => match self.app.leads(&facilitator, code).await {
                Ok(true) => Ok(facilitator),
                Ok(false) => Err(OrderError::of(Why::OtherSession)),
                Err(error) => Err(OrderError::not_kept(error.sentence())),
            },
            Ok(None) => Err(OrderError::of(Why::NotSignedIn)),
            Err(error) => Err(OrderError::not_kept(error.sentence())),
        }
    }
}

/// Gives the answer of a server function the status that says the same to a program.
fn with_status<T>(result: Result<T, OrderError>) -> Result<T, OrderError> {
    let Err(error) = &result else {
        return result;
    };
    let status = match error.why {
        Why::NotSignedIn => StatusCode::UNAUTHORIZED,
        Why::OtherSession => StatusCode::FORBIDDEN,
        Why::Refused => StatusCode::UNPROCESSABLE_ENTITY,
        Why::NotKept | Why::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
    };
    expect_context::<ResponseOptions>().set_status(status);
    result
}

fn not_kept(error: LiveError) -> OrderError {
    match error {
        LiveError::Refused(refusal) => refusal.into(),
        LiveError::Interrupted => OrderError::of(Why::Unreachable),
        LiveError::NoSession(_) => Refusal::Unknown {
            what: "session".to_owned(),
        }
        .into(),
        error => OrderError::not_kept(error.to_string()),
    }
}
