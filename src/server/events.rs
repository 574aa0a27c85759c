//! The feeds of the screens, and the time.

use super::app::App;
use super::error::PageResult;
use super::facilitator::Facilitator;
use super::messages::Messages;
use super::routes::Routes;
use crate::domain::ids::JoinCode;
use crate::live::{Counted, Feed, Screen};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use futures::{Stream, stream};
use std::time::{Duration, Instant};

pub fn router() -> Routes {
    Routes::new()
        .get("/s/{code}/events/projector", projector)
        .get("/s/{code}/events/console", console)
        .get("/s/{code}/events/phone", phone)
        .get("/time", time)
}

async fn projector(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
    jar: CookieJar,
) -> PageResult {
    follow(&app, &code, jar, Screen::Projector).await
}

async fn console(
    State(app): State<App>,
    Path(code): Path<String>,
    facilitator: Facilitator,
    jar: CookieJar,
) -> PageResult {
    follow(&app, &code, jar, Screen::Console(facilitator.name)).await
}

async fn phone(State(app): State<App>, Path(code): Path<String>, jar: CookieJar) -> PageResult {
    match app.seat(&code, &jar).await {
        Ok(Some(seat)) => {
            let screen = Screen::Phone(seat.participant);
            let feed = Feed::new(&seat.session, app.directory.clock(), screen);
            Ok(sent(feed, None))
        }
        Ok(None) => Ok(gone()),
        Err(error) if error.status() == StatusCode::NOT_FOUND => Ok(gone()),
        Err(error) => Err(error),
    }
}

async fn follow(app: &App, code: &str, jar: CookieJar, screen: Screen) -> PageResult {
    match app.session(code).await {
        Ok(session) => {
            let pass = Pass {
                app: app.clone(),
                jar,
                code: session.session().code().clone(),
                looked_at: Instant::now(),
            };
            let feed = Feed::new(&session, app.directory.clock(), screen);
            Ok(sent(feed, Some(pass)))
        }
        Err(error) if error.status() == StatusCode::NOT_FOUND => Ok(gone()),
        Err(error) => Err(error),
    }
}

/// A facilitator's right to follow, which may end while they do.
struct Pass {
    app: App,
    jar: CookieJar,
    code: JoinCode,
    looked_at: Instant,
}

/// So often it is looked at, which is about as often as every screen is told something.
const LOOK: Duration = Duration::from_secs(15);

impl Pass {
    async fn holds(&mut self) -> bool {
        if self.looked_at.elapsed() < LOOK {
            return true;
        }
        self.looked_at = Instant::now();
        match self.app.facilitator(&self.jar).await {
            // A store that is away takes no right away.
            Err(_) => true,
            Ok(None) => false,
            Ok(Some(who)) => self.app.leads(&who, &self.code).await.unwrap_or(true),
        }
    }
}

fn sent(feed: Feed, pass: Option<Pass>) -> Response {
    let counted = counted(feed.screen());
    let following = Some((feed, pass, counted));
    events(stream::unfold(following, |following| async move {
        let (mut feed, mut pass, counted) = following?;
        let Some(frame) = feed.next().await else {
            return feed.has_lost_seat().then_some((GONE, None));
        };
        if let Some(pass) = &mut pass
            && !pass.holds().await
        {
            return None;
        }
        Some((frame.event().clone(), Some((feed, pass, counted))))
    }))
}

/// Browsers pass an event without data over.
const GONE: Bytes = Bytes::from_static(b"event: gone\ndata: gone\n\n");

/// Tells a screen whose session or seat is gone to ask for its page again, which says so.
fn gone() -> Response {
    events(stream::iter([GONE]))
}

fn events(messages: impl Stream<Item = Bytes> + Send + 'static) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-cache"),
        // Without this header nginx would collect messages before it passes them on.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    let messages = Messages::new(messages);
    let body = messages.clone().into_body();
    (headers, Extension(messages), body).into_response()
}

async fn time(State(app): State<App>) -> impl IntoResponse {
    let now = app.directory.clock().now().as_millis().to_string();
    ([(header::CONTENT_TYPE, "text/plain")], now)
}

fn counted(screen: &Screen) -> Counted {
    let screen = match screen {
        Screen::Projector => "projector",
        Screen::Console(_) => "console",
        Screen::Phone(_) => "phone",
    };
    Counted::new(metrics::gauge!("plenary_feeds", "screen" => screen))
}
