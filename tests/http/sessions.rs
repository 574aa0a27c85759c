//! From joining to deleting.

use super::support::{Browser, NEW_SESSION, hidden};
use axum::http::StatusCode;

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
async fn what_somebody_writes_in_a_text_area_stays_in_it() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let drill = r#"{"go-to":{"section":1,"slide":5}}"#;
    facilitator.order(&code, "1", drill).await;
    let mut ana = facilitator.another();
    ana.join(&code, "Ana").await;
    let written = "Q&A </textarea><b>loud</b>";
    for (id, question) in [("1", "Why?"), ("2", "</textarea><b>no question</b>")] {
        let answer = [
            ("command", id),
            ("activity", "pre-read-drill"),
            ("field-observation", written),
            ("option-context", "Product change"),
            ("field-context", written),
            ("field-question", question),
        ];
        let sent = ana.post(&format!("/s/{code}/answer"), &answer).await;
        let page = match sent.status {
            StatusCode::SEE_OTHER => ana.get(&format!("/s/{code}")).await,
            _ => sent,
        };
        assert!(!page.body.contains("<b>"), "{}", page.body);
        assert!(
            page.body.contains("Q&amp;A &lt;/textarea&gt;&lt;b&gt;loud"),
            "{}",
            page.body
        );
    }
}

/// Leptos marks where a text ends; in a title or a text area that is no mark but words.
#[tokio::test]
async fn no_mark_of_the_framework_is_among_the_words_that_people_see() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let promises = r#"{"go-to":{"section":5,"slide":1}}"#;
    facilitator.order(&code, "1", promises).await;
    let mut phone = facilitator.another();
    phone.join(&code, "Ana").await;
    let session = format!("/s/{code}");
    let console = format!("{session}/console");
    let projector = format!("{session}/projector");
    let mut pages = vec![phone.get(&session).await, phone.get("/").await];
    for path in ["/facilitate", &console, &projector] {
        pages.push(facilitator.get(path).await);
    }
    for page in pages {
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("</title>"));
        for element in ["title", "textarea", "option"] {
            let open = format!("<{element}");
            let close = format!("</{element}>");
            for part in page.body.split(&open).skip(1) {
                let (inside, _) = part.split_once(&close).expect("it is closed");
                assert!(!inside.contains("<!"), "{element}: {inside}");
            }
        }
    }
}
