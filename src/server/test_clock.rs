//! For tests only: moves the server's clock forward, so that a test need not wait for an hour.
//! The route exists only where the server was started with `--test-clock`.

use super::app::App;
use super::routes::Routes;
use crate::domain::time::Span;
use axum::extract::{Path, State};

pub fn router(app: &App) -> Routes {
    if app.options.test_clock {
        Routes::new().post("/test-clock/advance/{seconds}", advance)
    } else {
        Routes::new()
    }
}

/// Answers with how far the clock is ahead now, in milliseconds: what a restart needs to go on.
async fn advance(State(app): State<App>, Path(seconds): Path<u32>) -> String {
    let clock = app.directory.clock();
    clock.leap(Span::from_seconds(seconds.into()));
    clock.ahead().as_millis().to_string()
}
