//! For tests only: moves the server's clock forward, so that a test need not wait for an hour.
//! The route exists only where the server was started with `--test-clock`.

use super::app::App;
use crate::domain::time::Span;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::post;

pub fn router(app: &App) -> Router<App> {
    if app.options.test_clock {
        Router::new().route("/test-clock/advance/{seconds}", post(advance))
    } else {
        Router::new()
    }
}

/// Answers with how far the clock is ahead now, in milliseconds: what a restart needs to go on.
async fn advance(State(app): State<App>, Path(seconds): Path<u32>) -> String {
    let clock = app.directory.clock();
    clock.leap(Span::from_seconds(seconds.into()));
    clock.ahead().as_millis().to_string()
}
