//! Figures for Prometheus, at an address of their own: they are nobody's business but the operator's.

use axum::Router;
use axum::http::header;
use axum::routing::get;
use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::time::Duration;
use tokio::net::TcpListener;

/// From a millisecond, in which most things are done, to what nobody waits for.
const SECONDS: &[f64] = &[
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
];

/// Of their text format.
/// Source: Prometheus documentation, "Exposition formats".
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// So often what has been measured is put into its buckets, also when nobody asks.
const UPKEEP: Duration = Duration::from_secs(5);

/// Begins to count. Until then counting costs nothing, and leaves nothing.
///
/// # Errors
/// When somebody counts already.
pub fn count() -> Result<PrometheusHandle, BuildError> {
    let suffix = Matcher::Suffix("_seconds".to_owned());
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(suffix, SECONDS)?
        .install_recorder()?;
    describe_histogram!(
        "plenary_request_duration_seconds",
        Unit::Seconds,
        "Requests, by route and status: until the answer begins."
    );
    describe_histogram!(
        "plenary_append_duration_seconds",
        Unit::Seconds,
        "Appends to event logs: until they are kept."
    );
    describe_counter!("plenary_events_total", "Events that were kept.");
    describe_counter!(
        "plenary_conflicts_total",
        "Appends that another server was faster with, and that were decided again."
    );
    describe_counter!(
        "plenary_append_failures_total",
        "Appends that could not be kept; whoever sent them was told."
    );
    describe_gauge!("plenary_feeds", "Screens that follow, by kind.");
    describe_gauge!("plenary_sessions", "Sessions that have a task here.");
    Ok(handle)
}

/// Serves what is counted, until the program ends.
pub async fn serve_metrics(listener: TcpListener, handle: PrometheusHandle) {
    let upkeep = handle.clone();
    tokio::spawn(async move {
        let mut times = tokio::time::interval(UPKEEP);
        loop {
            times.tick().await;
            upkeep.run_upkeep();
        }
    });
    let render = async move || ([(header::CONTENT_TYPE, TEXT)], handle.render());
    let router = Router::new().route("/metrics", get(render));
    if let Err(error) = axum::serve(listener, router).await {
        tracing::error!(%error, "figures are no longer served");
    }
}
