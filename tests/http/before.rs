//! Before the doors open: the checks, other facilitators, and the colour of a training.

use super::support::Browser;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

#[tokio::test]
async fn a_phone_that_opens_the_test_link_shows_on_the_page_of_checks() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let checks = facilitator.get(&format!("/s/{code}/pre-flight")).await;
    assert_eq!(checks.status, StatusCode::OK);
    assert!(checks.body.contains(&format!("/reach/{code}")));

    let findings = format!("/s/{code}/pre-flight/findings");
    let before = facilitator.get(&findings).await.body;
    assert!(before.contains(r#""phones":[]"#), "{before}");
    assert!(before.contains(r#""free_bytes":"#), "{before}");

    let mut phone = facilitator.another();
    let request = Request::get(format!("/reach/{code}")).header(
        header::USER_AGENT,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)",
    );
    let reached = phone.ask(request, Body::empty()).await;
    assert_eq!(reached.status, StatusCode::OK);
    assert!(reached.body.contains("This phone gets through"));
    let after = facilitator.get(&findings).await.body;
    assert!(after.contains("An iPhone"), "{after}");

    for path in ["pre-flight", "pre-flight/findings", "pre-flight/picture"] {
        let page = phone.get(&format!("/s/{code}/{path}")).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_co_facilitator_signs_in_by_a_link_of_their_own_and_drives() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let body = format!(r#"{{"code":"{code}","name":"Raj"}}"#);
    let request = Request::post("/api/remote-link")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/json");
    let link = facilitator.ask(request, Body::from(body)).await.body;
    let path = link.split("3000").nth(1).expect("a link");
    let path = path.split('"').next().expect("it ends").to_owned();

    let mut raj = facilitator.another();
    let shown = raj.get(&path).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("Lead as Raj from this browser"));
    let signed_in = raj.post(&path, &[]).await;
    assert_eq!(signed_in.location, format!("/s/{code}/console"));
    let order = raj.order(&code, "1", "\"forward\"").await;
    assert_eq!(order.status, StatusCode::OK, "{}", order.body);
    // The link is used up.
    let stranger = facilitator.another().get(&path).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_colour_is_a_style_sheet_of_its_own_and_nothing_else_can_be_put_into_it() {
    let mut browser = Browser::new().await;
    let style = browser.get("/accent/0e6a5b.css").await;
    assert_eq!(style.status, StatusCode::OK);
    assert_eq!(style.body, ":root{--accent:#0e6a5b}");
    assert_eq!(style.headers[header::CONTENT_TYPE], "text/css");
    for file in ["ffffff.css", "0e6a5b", "red;}.css", "%7B%7D0e6a.css"] {
        let page = browser.get(&format!("/accent/{file}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{file}");
    }
}
