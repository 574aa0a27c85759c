//! The web server: routes, sign-in, errors, headers, limits, downloads.

mod accent;
mod app;
mod attachment;
mod cards;
mod codes;
mod cohort;
mod console;
mod cookies;
mod download;
mod entry;
mod error;
mod events;
mod facilitate;
mod facilitator;
mod form;
mod guard;
mod home;
mod join;
mod keep;
mod keys;
mod links;
mod phone;
mod phones;
mod pre_flight;
mod projector;
mod rehearsals;
mod render;
mod report;
mod retention;
mod return_files;
mod returning;
mod site;
mod test_clock;
mod trainings;
mod watching;

pub use app::{App, Options};
pub use console::Console;
pub use facilitator::sign_in_link;
pub use links::{Links, qr_svg, qr_text};
pub use phones::Phones;
pub use pre_flight::Reached;
pub use rehearsals::Rehearsals;
pub use trainings::{Problems, Trainings};
pub use watching::keep_reading;

use axum::Router;
use axum::routing::get;
use std::future::Future;
use tokio::net::TcpListener;

/// Everything that the server answers.
pub fn router(app: App) -> Router {
    let pages = Router::new()
        .merge(home::router())
        .merge(accent::router())
        .merge(facilitator::router())
        .merge(facilitate::router())
        .merge(join::router())
        .merge(phone::router())
        .merge(keep::router())
        .merge(projector::router())
        .merge(console::router())
        .merge(pre_flight::router())
        .merge(entry::router())
        .merge(cards::router())
        .merge(report::router())
        .merge(cohort::router())
        .merge(returning::router())
        .merge(return_files::router())
        .merge(download::router())
        .merge(events::router())
        .merge(test_clock::router(&app))
        .route("/healthz", get(|| async { "ok" }))
        .fallback(error::no_such_page)
        .with_state(app.clone());
    guard::guarded(pages).merge(site::router())
}

/// Serves until `shutdown` is done, then ends: what waits is answered, feeds are closed.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    app: App,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let directory = app.directory.clone();
    let purging = tokio::spawn(retention::keep_purging(directory.clone()));
    let served = axum::serve(listener, router(app))
        .with_graceful_shutdown(async move {
            shutdown.await;
            directory.close();
        })
        .await;
    purging.abort();
    served
}
