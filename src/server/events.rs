//! The feeds of the screens, and the time.

use super::app::App;
use super::error::PageResult;
use super::facilitator::Facilitator;
use super::messages::Messages;
use super::routes::Routes;
use crate::live::{Clock, Feed, Handle, Screen};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use futures::{Stream, stream};

pub fn router() -> Routes {
    Routes::new()
        .get("/s/{code}/events/projector", projector)
        .get("/s/{code}/events/console", console)
        .get("/s/{code}/events/phone", phone)
        .get("/time", time)
}

async fn projector(State(app): State<App>, Path(code): Path<String>, _: Facilitator) -> PageResult {
    follow(&app, &code, Screen::Projector).await
}

async fn console(
    State(app): State<App>,
    Path(code): Path<String>,
    facilitator: Facilitator,
) -> PageResult {
    follow(&app, &code, Screen::Console(facilitator.name)).await
}

async fn phone(State(app): State<App>, Path(code): Path<String>, jar: CookieJar) -> PageResult {
    match app.seat(&code, &jar).await {
        Ok(Some(seat)) => {
            let screen = Screen::Phone(seat.participant);
            Ok(sent(&seat.session, app.directory.clock(), screen))
        }
        Ok(None) => Ok(gone()),
        Err(error) if error.status() == StatusCode::NOT_FOUND => Ok(gone()),
        Err(error) => Err(error),
    }
}

async fn follow(app: &App, code: &str, screen: Screen) -> PageResult {
    match app.session(code).await {
        Ok(session) => Ok(sent(&session, app.directory.clock(), screen)),
        Err(error) if error.status() == StatusCode::NOT_FOUND => Ok(gone()),
        Err(error) => Err(error),
    }
}

fn sent(session: &Handle, clock: &Clock, screen: Screen) -> Response {
    let feed = Feed::new(session, clock, screen);
    let counted = Counted::new(feed.screen());
    let feed = (feed, counted);
    events(stream::unfold(feed, |(mut feed, counted)| async move {
        let frame = feed.next().await?;
        Some((frame.event().clone(), (feed, counted)))
    }))
}

/// Tells a screen whose session or seat is gone to ask for its page again, which says so.
fn gone() -> Response {
    // Browsers pass an event without data over.
    let gone = Bytes::from_static(b"event: gone\ndata: gone\n\n");
    events(stream::iter([gone]))
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

/// A feed counts as long as this is there.
struct Counted(metrics::Gauge);

impl Counted {
    fn new(screen: &Screen) -> Self {
        let screen = match screen {
            Screen::Projector => "projector",
            Screen::Console(_) => "console",
            Screen::Phone(_) => "phone",
        };
        let feeds = metrics::gauge!("plenary_feeds", "screen" => screen);
        feeds.increment(1);
        Self(feeds)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.decrement(1);
    }
}
