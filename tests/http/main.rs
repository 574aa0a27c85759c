//! What the server answers, without a browser.

mod entry;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use plenary::domain::time::Span;
use plenary::live::{Clock, Directory};
use plenary::server::{App, Links, Options, Phones, Trainings, router, sign_in_link};
use plenary::store::Store;
use std::collections::BTreeMap;
use tempfile::TempDir;
use tower::ServiceExt;

/// A server with a browser's cookies.
struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    _folder: std::sync::Arc<TempDir>,
    link: String,
}

struct Page {
    status: StatusCode,
    location: String,
    headers: axum::http::HeaderMap,
    body: String,
}

impl Browser {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a scratch directory");
        let store = Store::open(folder.path()).expect("it can be written");
        let address = "127.0.0.1:3000".parse().expect("an address");
        let app = App {
            directory: Directory::new(store.clone(), Clock::ahead_by(Span::ZERO), Phones),
            store,
            trainings: Trainings::embedded().expect("they are right"),
            links: Links::new(address, None),
            options: Options::default(),
        };
        let link = sign_in_link(&app).await.expect("it can be kept");
        Self {
            router: router(app),
            cookies: BTreeMap::new(),
            _folder: std::sync::Arc::new(folder),
            link: link.split_once("3000").expect("it has a port").1.to_owned(),
        }
    }

    /// Another browser at the same server.
    fn another(&self) -> Self {
        Self {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            _folder: self._folder.clone(),
            link: self.link.clone(),
        }
    }

    async fn get(&mut self, path: &str) -> Page {
        let request = Request::get(path);
        self.ask(request, Body::empty()).await
    }

    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let body: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(body.join("&"))).await
    }

    async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Page {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = request
            .header(header::COOKIE, cookies.join("; "))
            .body(body)
            .expect("a request");
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("it answers");
        self.take_cookies(&response);
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("it has an end").to_bytes();
        let location = parts
            .headers
            .get(header::LOCATION)
            .and_then(|to| to.to_str().ok())
            .unwrap_or_default();
        Page {
            status: parts.status,
            location: location.to_owned(),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            headers: parts.headers,
        }
    }

    fn take_cookies(&mut self, response: &Response<Body>) {
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie");
            let (name, rest) = text.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            assert!(text.contains("HttpOnly") || value.is_empty(), "{text}");
            assert!(text.contains("SameSite=Lax") || value.is_empty(), "{text}");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    async fn sign_in(&mut self) {
        let link = self.link.clone();
        let page = self.get(&link).await;
        assert_eq!(
            (page.status, page.location.as_str()),
            (StatusCode::SEE_OTHER, "/facilitate")
        );
    }

    /// A session's code.
    async fn start(&mut self) -> String {
        self.sign_in().await;
        let page = self.post("/facilitate/sessions", NEW_SESSION).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        page.location
            .trim_start_matches("/s/")
            .trim_end_matches("/console")
            .to_owned()
    }

    async fn join(&mut self, code: &str, name: &str) -> Page {
        let page = self.get(&format!("/j/{code}")).await;
        let key = hidden(&page.body, "key");
        self.post(&format!("/j/{code}"), &[("name", name), ("key", &key)])
            .await
    }

    /// What the console sends.
    async fn order(&mut self, code: &str, id: &str, command: &str) -> Page {
        let body = format!(r#"{{"code":"{code}","request":{{"id":"{id}","command":{command}}}}}"#);
        let request = Request::post("/api/order")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json");
        self.ask(request, Body::from(body)).await
    }
}

const NEW_SESSION: &[(&str, &str)] = &[
    ("training", "sales-manager-1-1-reboot"),
    ("title", "Lisbon"),
    ("date", "2026-11-24"),
    ("time_zone", "Europe/Lisbon"),
];

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The value of a hidden field.
fn hidden(html: &str, name: &str) -> String {
    let (_, rest) = html
        .split_once(&format!("name=\"{name}\" value=\""))
        .expect("the field is there");
    rest.split('"').next().expect("it ends").to_owned()
}

#[tokio::test]
async fn without_the_facilitators_cookie_nothing_of_a_session_is_shown() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let mut stranger = facilitator.another();
    for path in [
        "/facilitate".to_owned(),
        format!("/s/{code}/projector"),
        format!("/s/{code}/console"),
        format!("/s/{code}/report"),
        format!("/s/{code}/entry"),
        format!("/s/{code}/cards"),
        format!("/s/{code}/delete"),
        format!("/s/{code}/export/commitments.csv"),
        format!("/s/{code}/events/projector"),
        format!("/s/{code}/events/console"),
    ] {
        let page = stranger.get(&path).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(
            page.body.contains("This page is for the facilitator."),
            "{path}"
        );
    }
    for path in [
        format!("/s/{code}/end"),
        format!("/s/{code}/entry"),
        format!("/s/{code}/entry/commit"),
        format!("/s/{code}/delete"),
        "/facilitate/sessions".to_owned(),
    ] {
        let page = stranger.post(&path, NEW_SESSION).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let page = stranger.order(&code, "1", "\"end\"").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.body.contains("NotSignedIn"), "{}", page.body);
    assert!(
        stranger
            .get(&format!("/s/{code}"))
            .await
            .location
            .starts_with("/j/")
    );
}

#[tokio::test]
async fn a_participants_cookie_opens_only_the_phone_of_that_session() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let other = facilitator.post("/facilitate/sessions", NEW_SESSION).await;
    let other = other
        .location
        .trim_start_matches("/s/")
        .trim_end_matches("/console")
        .to_owned();
    let mut ana = facilitator.another();
    assert_eq!(ana.join(&code, "Ana").await.location, format!("/s/{code}"));
    assert_eq!(ana.get(&format!("/s/{code}")).await.status, StatusCode::OK);
    assert_eq!(
        ana.get(&format!("/s/{code}/console")).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert!(
        ana.get(&format!("/s/{other}"))
            .await
            .location
            .starts_with("/j/")
    );
}

#[tokio::test]
async fn a_sign_in_link_works_once() {
    let mut first = Browser::new().await;
    let mut second = first.another();
    first.sign_in().await;
    let link = second.link.clone();
    assert_eq!(second.get(&link).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        first.get(&link).await.status,
        StatusCode::SEE_OTHER,
        "whoever is signed in goes on"
    );
    first.post("/sign-out", &[]).await;
    assert_eq!(
        first.get("/facilitate").await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_wrong_code_gives_a_friendly_page_that_asks_again() {
    let mut browser = Browser::new().await;
    for path in [
        "/j/ABC234",
        "/s/ABC234",
        "/?code=abc%20234",
        "/?code=nonsense",
        "/j/%3Cscript%3E",
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.body.contains("No session has the code"), "{path}");
        assert!(page.body.contains("name=\"code\""), "{path}");
        assert!(!page.body.contains("<script>"), "{path}");
    }
    assert_eq!(browser.get("/nowhere").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_code_is_understood_however_it_is_typed() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let typed = format!("%20{}-{}", code[..3].to_lowercase(), &code[3..]);
    let page = facilitator.another().get(&format!("/?code={typed}")).await;
    assert_eq!(page.location, format!("/j/{code}"));
}

#[tokio::test]
async fn a_body_of_ten_megabytes_is_refused() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let mut ana = facilitator.another();
    ana.join(&code, "Ana").await;
    let large = "x".repeat(10 * 1024 * 1024);
    for path in [
        format!("/j/{code}"),
        format!("/s/{code}/answer"),
        format!("/s/{code}/commit"),
    ] {
        let request =
            Request::post(&path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let page = ana.ask(request, Body::from(large.clone())).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
    let request = Request::post("/api/order").header(header::CONTENT_TYPE, "application/json");
    let page = facilitator.ask(request, Body::from(large)).await;
    assert!(!page.status.is_success(), "{}", page.status);
}

#[tokio::test]
async fn what_another_site_sends_is_refused() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "http://elsewhere.test"),
    ] {
        let request = Request::post(format!("/s/{code}/end"))
            .header(name, value)
            .header(header::HOST, "localhost:3000");
        let page = facilitator.ask(request, Body::empty()).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}");
    }
}

#[tokio::test]
async fn pages_forbid_frames_foreign_scripts_and_caches() {
    let mut browser = Browser::new().await;
    let page = browser.get("/").await;
    let policy = page.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .expect("it is text");
    assert!(
        policy.contains("frame-ancestors 'none'")
            && policy.contains("script-src 'self' 'wasm-unsafe-eval'")
    );
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(page.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
}

#[tokio::test]
async fn joining_twice_with_one_form_joins_once() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let mut ana = facilitator.another();
    let page = ana.get(&format!("/j/{code}")).await;
    let form = [("name", "Ana"), ("key", &hidden(&page.body, "key"))];
    for _ in 0..2 {
        assert_eq!(
            ana.post(&format!("/j/{code}"), &form).await.status,
            StatusCode::SEE_OTHER
        );
    }
    let console = facilitator.get(&format!("/s/{code}/console")).await;
    assert!(console.body.contains("1 person"), "{}", console.body);
    assert!(
        ana.get(&format!("/j/{code}"))
            .await
            .location
            .ends_with(&code),
        "she need not join again"
    );
}

#[tokio::test]
async fn a_form_without_javascript_is_kept_and_a_refused_one_comes_back_as_it_was_typed() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let mut ana = facilitator.another();
    ana.join(&code, "Ana").await;
    let early = ana
        .post(
            &format!("/s/{code}/commit"),
            &commitment("1", "Kim & Söhne"),
        )
        .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("has not started yet"), "{}", early.body);

    let slide = r#"{"go-to":{"section":5,"slide":1}}"#;
    assert_eq!(
        facilitator.order(&code, "1", slide).await.status,
        StatusCode::OK
    );
    let empty = ana
        .post(&format!("/s/{code}/commit"), &commitment("2", " "))
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("nothing is entered"), "{}", empty.body);
    assert!(
        empty.body.contains("value=\"The shared doc\""),
        "{}",
        empty.body
    );

    let kept = ana
        .post(
            &format!("/s/{code}/commit"),
            &commitment("3", "Kim & Söhne"),
        )
        .await;
    assert_eq!(
        (kept.status, kept.location),
        (StatusCode::SEE_OTHER, format!("/s/{code}"))
    );
    let csv = facilitator
        .get(&format!("/s/{code}/export/commitments.csv"))
        .await;
    assert!(csv.body.starts_with('\u{feff}'));
    assert!(
        csv.body.contains("Kim & Söhne") && csv.body.contains("2026-11-27"),
        "{}",
        csv.body
    );
}

fn commitment<'a>(id: &'a str, rep: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("command", id),
        ("form", "commitment-pre-read-template"),
        ("kind", "pre-read-template"),
        ("field-document", "The shared doc"),
        ("field-rep", rep),
        ("due", "2026-11-27"),
    ]
}

#[tokio::test]
async fn an_order_twice_has_the_effect_of_one() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    for _ in 0..2 {
        assert_eq!(
            facilitator.order(&code, "tap", "\"forward\"").await.status,
            StatusCode::OK
        );
    }
    let console = facilitator.get(&format!("/s/{code}/console")).await;
    assert!(console.body.contains("Slide 1 of 40"), "{}", console.body);
}

#[tokio::test]
async fn a_session_without_a_name_or_with_an_unknown_time_zone_is_refused_with_a_reason() {
    let mut facilitator = Browser::new().await;
    facilitator.sign_in().await;
    for (field, value, reason) in [
        (
            "title",
            "  ",
            "The name of the session: nothing is entered.",
        ),
        ("time_zone", "Moon/Crater", "is no time zone"),
        ("date", "tomorrow", "is no day"),
    ] {
        let mut form = NEW_SESSION.to_vec();
        for entry in &mut form {
            if entry.0 == field {
                entry.1 = value;
            }
        }
        let page = facilitator.post("/facilitate/sessions", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains(reason), "{}", page.body);
    }
}

#[tokio::test]
async fn a_deleted_session_is_unknown_afterwards() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let question = facilitator.get(&format!("/s/{code}/delete")).await;
    assert!(question.body.contains("Delete “Lisbon”?"));
    facilitator.post(&format!("/s/{code}/delete"), &[]).await;
    assert_eq!(
        facilitator.get(&format!("/j/{code}")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        facilitator.get(&format!("/s/{code}/console")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_clock_of_a_server_that_is_no_test_cannot_be_moved() {
    let mut browser = Browser::new().await;
    assert_eq!(
        browser.post("/test-clock/advance/60", &[]).await.status,
        StatusCode::NOT_FOUND
    );
}
