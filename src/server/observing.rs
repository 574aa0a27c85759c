//! Gives each request an id, by which its lines in the log are found, and counts it.
//!
//! Of its address only the pattern of the route is written down: addresses hold codes and keys.

use super::app::App;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;
use tracing::Instrument;

/// By which a proxy and a server talk about the same request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is taken from a proxy, in bytes.
const LONGEST_ID: usize = 64;

/// Goes around everything.
pub async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let id = id_of(&request, app.options.trusted_proxies);
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("none", MatchedPath::as_str).to_owned();
    let method = match *request.method() {
        Method::GET => "GET",
        Method::POST => "POST",
        // Anybody can make up others, and each would have figures of its own.
        _ => "other",
    };
    let span = tracing::error_span!("request", %id, method, route);
    let began = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status(), began.elapsed());
    span.in_scope(|| {
        if status.is_server_error() {
            tracing::warn!(status = status.as_u16(), ?took, "it failed");
        } else {
            tracing::info!(status = status.as_u16(), ?took, "answered");
        }
    });
    metrics::histogram!(
        "plenary_request_duration_seconds",
        "method" => method, "route" => route, "status" => status.as_u16().to_string()
    )
    .record(took);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// What a proxy calls the request, where there is one; else something new.
fn id_of(request: &Request, proxies: usize) -> String {
    let given = request.headers().get(REQUEST_ID);
    let given = given.and_then(|id| id.to_str().ok());
    let is_fit = |id: &&str| {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(is_part)
    };
    match given.filter(|_| proxies > 0).filter(is_fit) {
        Some(id) => id.to_owned(),
        None => hex::encode(fastrand::u64(..).to_be_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn id(given: &str, proxies: usize) -> String {
        let request = Request::builder().header(REQUEST_ID, given);
        id_of(&request.body(Body::empty()).expect("a request"), proxies)
    }

    #[test]
    fn only_a_proxy_names_a_request_and_only_by_what_cannot_spoil_a_log() {
        assert_eq!(id("abc-123", 1), "abc-123");
        assert_ne!(id("abc-123", 0), "abc-123");
        for unfit in ["", "a b", "a\"b", &"a".repeat(65)] {
            assert_eq!(id(unfit, 1).len(), 16);
        }
    }
}
