//! The feeds of the screens, and the time.

use super::app::App;
use super::error::PageResult;
use super::facilitator::Facilitator;
use super::routes::Routes;
use crate::domain::views::Message;
use crate::live::{Clock, Handle, Screen, feed};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use futures::{Stream, StreamExt, stream};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::future::ready;
use std::time::Duration;

/// Keeps proxies awake, tells a screen that its connection is alive, and keeps its clock right.
const BEAT: Duration = Duration::from_secs(15);

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
    let news = feed(session, clock, screen)
        .map(|(revision, text)| Some(Event::default().id(revision.to_string()).data(text)))
        .chain(stream::iter([None]));
    let of = (session.news(), clock.clone());
    let beats = stream::unfold(of, |(session, clock)| async move {
        tokio::time::sleep(BEAT).await;
        let nothing = Message {
            now: session.borrow().reading(clock.now()),
            parts: BTreeMap::<&str, ()>::new(),
        };
        let text = serde_json::to_string(&nothing).unwrap_or_default();
        Some((Some(Event::default().data(text)), (session, clock)))
    });
    // The beats would go on for ever: the end of the news, a None, ends both.
    let both = stream::select(news, beats);
    events(
        both.take_while(|event| ready(event.is_some()))
            .filter_map(ready),
    )
}

/// Tells a screen whose session or seat is gone to ask for its page again, which says so.
fn gone() -> Response {
    // Browsers pass an event without data over.
    events(stream::iter([Event::default().event("gone").data("gone")]))
}

fn events(stream: impl Stream<Item = Event> + Send + 'static) -> Response {
    let stream = stream.map(Ok::<_, Infallible>);
    // Without this header nginx would collect messages before it passes them on.
    ([("x-accel-buffering", "no")], Sse::new(stream)).into_response()
}

async fn time(State(app): State<App>) -> impl IntoResponse {
    let now = app.directory.clock().now().as_millis().to_string();
    ([(header::CONTENT_TYPE, "text/plain")], now)
}
