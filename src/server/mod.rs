//! The web server: routes, sign-in, errors, headers, limits, downloads.

mod accent;
mod app;
mod attachment;
mod cards;
mod codes;
mod cohort;
mod connections;
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
mod guessing;
mod health;
mod home;
mod join;
mod keep;
mod keys;
mod links;
mod messages;
mod metrics;
mod observing;
mod oidc;
mod passwords;
mod peer;
mod phone;
mod pre_flight;
mod projector;
mod rehearsals;
mod render;
mod renderer;
mod report;
mod retention;
mod return_files;
mod returning;
mod routes;
mod site;
mod test_clock;
mod tls;
mod trainings;
mod users;
mod watching;
mod whereabouts;

pub use app::{App, Options, Shared};
pub use console::Console;
pub use facilitator::sign_in_link;
pub use guessing::Guesses;
pub use links::{Links, qr_svg, qr_text};
pub use metrics::{count, serve_metrics};
pub use oidc::{Provider, ProviderError, Settings as ProviderSettings};
pub use peer::Peer;
pub use pre_flight::Reached;
pub use rehearsals::Rehearsals;
pub use renderer::ScreenRenderer;
pub use routes::Route;
pub use tls::{TlsError, listener as tls_listener};
pub use trainings::{Problems, Trainings};
pub use users::{user_link, user_name};
pub use watching::keep_reading;

use axum::{Router, middleware};
use routes::Routes;
use std::future::Future;
use std::net::SocketAddr;

/// Where a provider of identities sends browsers back to.
pub const PROVIDER_CALLBACK: &str = oidc::CALLBACK;

/// Everything that the server answers.
pub fn router(app: App) -> Router {
    let (pages, _) = pages(&app).into_parts();
    let pages = pages
        .fallback(error::no_such_page)
        .layer(middleware::from_fn_with_state(
            app.clone(),
            guessing::slow_down,
        ))
        .with_state(app.clone());
    let pages = guard::guarded(pages, app.links.is_secure());
    let observe = middleware::from_fn_with_state(app, observing::observe);
    pages.layer(observe).merge(site::router())
}

/// All ways into the server but the files of the site, the server functions by their names.
pub fn routes(app: &App) -> Vec<Route> {
    let (_, mut routes) = pages(app).into_parts();
    routes.retain(|route| route.path != console::SERVER_FUNCTIONS);
    let functions = leptos::server_fn::axum::server_fn_paths();
    routes.extend(functions.map(|(path, method)| Route {
        path: path.to_owned(),
        method: method.to_string(),
    }));
    routes.sort();
    routes
}

fn pages(app: &App) -> Routes {
    Routes::new()
        .merge(home::router())
        .merge(accent::router())
        .merge(facilitator::router())
        .merge(users::router())
        .merge(oidc::router())
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
        .merge(test_clock::router(app))
        .merge(health::router())
}

/// Serves until `shutdown` is done, then ends: what waits is answered, feeds are closed.
pub async fn serve<L>(listener: L, app: App, shutdown: impl Future<Output = ()>)
where
    L: axum::serve::Listener<Addr = SocketAddr>,
{
    let directory = app.directory.clone();
    let purging = tokio::spawn(retention::keep_purging(directory.clone()));
    let closed = async move {
        shutdown.await;
        directory.close();
    };
    connections::serve(listener, router(app), closed).await;
    purging.abort();
}
