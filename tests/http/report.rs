//! The report's page, its notes, and the sessions that it is compared with.

use super::support::{Browser, CLOSEOUT};
use axum::http::StatusCode;

/// A session that was held and is over.
async fn held(facilitator: &mut Browser, title: &str) -> String {
    let code = facilitator.start_another(title).await;
    facilitator.order(&code, "1", CLOSEOUT).await;
    // No run is so short that its beginning is its end.
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    facilitator.order(&code, "2", "\"end\"").await;
    code
}

#[tokio::test]
async fn notes_are_kept_and_changed_after_the_end() {
    let mut facilitator = Browser::new().await;
    facilitator.sign_in().await;
    let code = held(&mut facilitator, "Lisbon").await;
    let (page, form) = (
        format!("/s/{code}/report"),
        format!("/s/{code}/report/notes"),
    );
    let before = facilitator.get(&page).await.body;
    assert!(!before.contains("Kept with the session."));
    for notes in ["More time for pairs.\r\n<b>Less</b> slides.", "Nothing."] {
        let sent = facilitator.post(&form, &[("notes", notes)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert_eq!(sent.location, format!("{page}#notes"));
        let shown = facilitator.get(&page).await.body;
        let escaped = notes
            .replace("\r\n", "\n")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        assert_eq!(shown.matches(&escaped).count(), 2, "{shown}");
        assert!(shown.contains("Kept with the session."));
    }
    let cleared = facilitator.post(&form, &[("notes", "  \r\n ")]).await;
    assert_eq!(cleared.status, StatusCode::SEE_OTHER);
    let shown = facilitator.get(&page).await.body;
    assert!(!shown.contains("Nothing.") && !shown.contains("Kept with the session."));
}

#[tokio::test]
async fn refused_notes_come_back_as_they_were_typed() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let form = format!("/s/{code}/report/notes");
    facilitator.post(&form, &[("notes", "Short.")]).await;
    let long = "é".repeat(10_001);
    let page = facilitator.post(&form, &[("notes", &long)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("more than 10000 characters are entered"));
    assert!(page.body.contains(&long), "what was typed is there");
    let shown = facilitator.get(&format!("/s/{code}/report")).await.body;
    assert!(shown.contains("Short.") && !shown.contains(&long));
}

#[tokio::test]
async fn only_a_facilitator_takes_notes() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let form = format!("/s/{code}/report/notes");
    let mut ana = facilitator.another();
    ana.join(&code, "Ana").await;
    for browser in [&mut ana, &mut facilitator.another()] {
        let page = browser.post(&form, &[("notes", "Mine.")]).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    }
    let shown = facilitator.get(&format!("/s/{code}/report")).await.body;
    assert!(!shown.contains("Mine."));
}

#[tokio::test]
async fn a_session_is_compared_with_those_that_ended_before_it() {
    let mut facilitator = Browser::new().await;
    facilitator.sign_in().await;
    let porto = held(&mut facilitator, "Porto").await;
    let braga = held(&mut facilitator, "Braga").await;
    let open = facilitator.start_another("Faro, still open").await;
    let evora = held(&mut facilitator, "Évora").await;

    let alone = facilitator.get(&format!("/s/{porto}/report")).await.body;
    assert!(alone.contains("No earlier session of this training has ended."));
    let both = facilitator.get(&format!("/s/{braga}/report")).await.body;
    assert!(both.contains("Porto") && !both.contains("Évora"), "{both}");
    let page = facilitator.get(&format!("/s/{evora}/report")).await.body;
    let place = |code: &str| page.find(&format!("/s/{code}/report\">"));
    let (braga, porto) = (place(&braga), place(&porto));
    assert!(braga.is_some() && braga < porto, "the latest is the first");
    assert!(!page.contains("Faro"), "it has not ended");
    let running = facilitator.get(&format!("/s/{open}/report")).await.body;
    assert!(running.contains("The session has not ended"));
    assert!(running.contains("Évora"), "it ended before now");
}

#[tokio::test]
async fn the_report_says_what_was_skipped_and_who_promised_what() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    facilitator.order(&code, "1", CLOSEOUT).await;
    let mut ana = facilitator.another();
    ana.join(&code, "Ana").await;
    let promise = [
        ("command", "1"),
        ("kind", "pre-read-template"),
        ("field-document", "The doc"),
        ("field-rep", "Kim & Söhne"),
        ("due", "2026-11-27"),
    ];
    ana.post(&format!("/s/{code}/commit"), &promise).await;
    let report = format!("/s/{code}/report");
    let page = facilitator.get(&report).await.body;
    for words in [
        "What has not come yet",
        "Symptom check",
        "Which doc: The doc · Which rep: Kim &amp; Söhne",
        "Fri 27 Nov 2026",
        "Not promised: The deal-review meeting, The career conversation",
        "Everybody",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    facilitator.order(&code, "2", "\"end\"").await;
    let page = facilitator.get(&report).await.body;
    assert!(page.contains("What was skipped"));
    assert_eq!(page.matches("<h1").count(), 1);
    let tables = page.matches("<table").count();
    assert_eq!(
        page.matches("<caption").count(),
        tables,
        "each has a caption"
    );
}
