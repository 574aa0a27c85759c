//! What is asked by whoever watches over servers: whether this one lives, and whether it can be of use.

use super::app::App;
use super::routes::Routes;
use axum::extract::State;
use axum::http::StatusCode;
use std::time::Duration;
use tokio::time::timeout;

/// A store that does not answer in this time is of no use to anybody who waits.
const PATIENCE: Duration = Duration::from_secs(2);

pub fn router() -> Routes {
    Routes::new()
        .get("/healthz", async || "ok")
        .get("/readyz", ready)
}

/// Whether it could keep what it is sent now.
async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    if app.directory.is_closed() {
        return (StatusCode::SERVICE_UNAVAILABLE, "shutting down");
    }
    match timeout(PATIENCE, app.store.check()).await {
        Ok(Ok(())) => (StatusCode::OK, "ok"),
        Ok(Err(error)) => {
            tracing::warn!(?error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "nothing can be kept")
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer"),
    }
}
