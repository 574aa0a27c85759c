//! Who may see and do what.

use super::support::{Browser, NEW_SESSION};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

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
        format!("/s/{code}/check-ins"),
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
        format!("/s/{code}/check-ins/mail-merge"),
        format!("/s/{code}/report/notes"),
        format!("/s/{code}/delete"),
        "/facilitate/sessions".to_owned(),
        "/facilitate/rehearsals".to_owned(),
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
async fn a_sign_in_link_works_once_and_is_not_used_up_by_being_opened() {
    let mut first = Browser::new().await;
    let mut second = first.another();
    let link = second.link.clone();
    for _ in 0..2 {
        let page = second.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Lead from this browser"));
        assert!(second.cookies.is_empty());
    }
    first.sign_in().await;
    assert_eq!(second.get(&link).await.status, StatusCode::FORBIDDEN);
    let page = second.post(&link, &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
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
async fn the_clock_of_a_server_that_is_no_test_cannot_be_moved() {
    let mut browser = Browser::new().await;
    assert_eq!(
        browser.post("/test-clock/advance/60", &[]).await.status,
        StatusCode::NOT_FOUND
    );
}
