//! What comes after a session: links of one's own, and what they open.

use super::support::{Browser, CLOSEOUT};
use axum::http::StatusCode;

/// Somebody who has promised the template, and the path of their own page.
async fn promised(facilitator: &mut Browser, code: &str, name: &str) -> (Browser, String) {
    let mut phone = facilitator.another();
    phone.join(code, name).await;
    let promise = [
        ("command", name),
        ("kind", "pre-read-template"),
        ("field-document", "The doc"),
        ("field-rep", "Kim"),
        ("due", "2026-11-27"),
    ];
    let page = phone.post(&format!("/s/{code}/commit"), &promise).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let page = phone.post(&format!("/s/{code}/return-link"), &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    assert!(page.location.starts_with(&format!("/c/{code}/")));
    (phone, page.location)
}

#[tokio::test]
async fn a_link_of_ones_own_opens_ones_own_page_and_nothing_else() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    facilitator.order(&code, "1", CLOSEOUT).await;
    let (_, ana) = promised(&mut facilitator, &code, "Ana").await;
    let mut stranger = facilitator.another();
    let page = stranger.get(&ana).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Ana") && page.body.contains("The doc"));
    assert_eq!(page.headers["referrer-policy"], "same-origin");
    assert!(stranger.cookies.is_empty(), "the link alone is the key");

    let (start, last) = ana.split_at(ana.len() - 1);
    let other = if last == "0" { "1" } else { "0" };
    for path in [
        format!("{start}{other}"),
        start.to_owned(),
        format!("/c/ZZZZZZ/{}", &ana[10..]),
        format!("/c/{code}/x"),
    ] {
        for path in [
            path.clone(),
            format!("{path}/keep"),
            format!("{path}/delete"),
        ] {
            let page = stranger.get(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(page.body.contains("This link leads to nothing"), "{path}");
        }
        let page = stranger.post(&format!("{path}/delete"), &[]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = stranger.post(&format!("/s/{code}/return-link"), &[]).await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "nobody’s phone"
    );
}

#[tokio::test]
async fn a_promise_is_changed_and_answered_for_after_the_end() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    facilitator.order(&code, "1", CLOSEOUT).await;
    let (mut ana, link) = promised(&mut facilitator, &code, "Ana").await;
    facilitator.order(&code, "2", "\"end\"").await;

    let mut change = vec![
        ("kind", "pre-read-template"),
        ("field-document", "Another doc"),
        ("field-rep", " "),
        ("due", "2026-12-04"),
    ];
    let refused = ana.post(&format!("{link}/amend"), &change).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("“Which rep”: nothing is entered."));
    assert!(refused.body.contains("value=\"Another doc\""));
    change[2].1 = "Łukasz";
    let kept = ana.post(&format!("{link}/amend"), &change).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);

    let mut moved = vec![
        ("kind", "pre-read-template"),
        ("check_in", "day-7"),
        ("outcome", "moved"),
        ("to", "2026-11-20"),
    ];
    let refused = ana.post(&format!("{link}/check-in"), &moved).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("a day after the session"),
        "{}",
        refused.body
    );
    assert!(refused.body.contains("value=\"2026-11-20\""));
    moved[3].1 = "2026-12-11";
    let kept = ana.post(&format!("{link}/check-in"), &moved).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);

    let page = ana.get(&link).await.body;
    assert!(
        page.contains("You said: Moved to Friday 11 December 2026"),
        "{page}"
    );
    let cohort = facilitator.get(&format!("/s/{code}/check-ins")).await.body;
    assert!(cohort.contains("→ Moved to 11 Dec 2026"), "{cohort}");
    let markdown = ana.get(&format!("{link}/keep.md")).await;
    assert_eq!(
        markdown.headers["content-type"],
        "text/markdown; charset=utf-8"
    );
    assert!(markdown.body.contains("- **Which doc**: Another doc"));
}

#[tokio::test]
async fn whoever_deletes_their_words_is_gone_from_every_page() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    facilitator.order(&code, "1", CLOSEOUT).await;
    let (mut ana, link) = promised(&mut facilitator, &code, "Anastazja").await;
    let (_, raj) = promised(&mut facilitator, &code, "Rajesh").await;
    let page = ana.get(&format!("{link}/delete")).await;
    assert!(page.body.contains("Delete what you wrote?"));
    let page = ana.post(&format!("{link}/delete"), &[]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(ana.get(&link).await.status, StatusCode::NOT_FOUND);
    assert!(
        ana.get(&format!("/s/{code}"))
            .await
            .location
            .starts_with("/j/")
    );
    for path in [
        "console",
        "report",
        "check-ins",
        "entry",
        "export/commitments.csv",
    ] {
        let page = facilitator.get(&format!("/s/{code}/{path}")).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.body.contains("Anastazja"), "{path}");
        assert!(page.body.contains("Rajesh"), "{path}");
        assert!(page.body.contains("(deleted)"), "{path}");
    }
    assert_eq!(facilitator.get(&raj).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_join_page_says_when_everything_is_deleted() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let page = facilitator.another().get(&format!("/j/{code}")).await;
    assert!(
        page.body.contains("is deleted on Sunday 23 May 2027"),
        "{}",
        page.body
    );
}
