//! What holds for every page: limits, headers, and no orders from other sites.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower::util::option_layer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;

/// The longest form: every field at its limit, percent-encoded, fits with room to spare.
const LARGEST_BODY: usize = 128 * 1024;

/// The one script is a file, so nothing inline may run; wasm may be compiled. Images may be inline
/// (the QR code is). Nobody may show Plenary in a frame.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
    img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    object-src 'none'";

/// Browsers that have come by TLS come by nothing else for so long (RFC 6797).
const ONE_YEAR: &str = "max-age=31536000";

/// Puts the limits and headers around all routes.
pub fn guarded(router: Router, is_secure: bool) -> Router {
    let compressed = SizeAbove::new(1024)
        .and(NotForContentType::const_new("text/event-stream"))
        .and(NotForContentType::IMAGES);
    let set = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    router
        .layer(middleware::from_fn(same_site_only))
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(set(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(set(header::REFERRER_POLICY, "same-origin"))
        .layer(set(header::X_FRAME_OPTIONS, "DENY"))
        .layer(set(header::CACHE_CONTROL, "no-store"))
        .layer(option_layer(
            is_secure.then(|| set(header::STRICT_TRANSPORT_SECURITY, ONE_YEAR)),
        ))
}

/// Refuses what another site makes a browser send. A request without either header comes from a
/// program or a very old browser, which no other site can steer.
async fn same_site_only(request: Request, next: Next) -> Response {
    let only_reads = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    if only_reads || is_own(request.headers()) {
        next.run(request).await
    } else {
        let sentence = "This form was sent from another site. Open Plenary and send it from there.";
        (StatusCode::FORBIDDEN, sentence).into_response()
    }
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, own)| own == host),
        (Some(_), None) => false,
        (None, _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let parsed = pairs.iter().map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        parsed.collect()
    }

    #[test]
    fn only_the_own_site_and_programs_may_change_something() {
        assert!(is_own(&headers(&[])));
        assert!(is_own(&headers(&[("sec-fetch-site", "same-origin")])));
        assert!(is_own(&headers(&[
            ("origin", "http://a.test:3000"),
            ("host", "a.test:3000")
        ])));
        assert!(!is_own(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!is_own(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(!is_own(&headers(&[
            ("origin", "http://b.test"),
            ("host", "a.test")
        ])));
        assert!(!is_own(&headers(&[("origin", "null"), ("host", "a.test")])));
    }
}
