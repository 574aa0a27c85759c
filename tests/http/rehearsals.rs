//! Rehearsals: simulated people come by themselves, and nothing of them leaves.

use super::support::{Browser, Page};
use axum::http::StatusCode;
use std::time::Duration;
use tokio::time::{Instant, sleep};

const TRAINING: (&str, &str) = ("training", "sales-manager-1-1-reboot");

async fn rehearse(facilitator: &mut Browser, speed: &str, participants: &str) -> Page {
    let form = [TRAINING, ("speed", speed), ("participants", participants)];
    facilitator.post("/facilitate/rehearsals", &form).await
}

/// Asks for a page until it says something.
async fn until(browser: &mut Browser, path: &str, is_there: impl Fn(&str) -> bool) {
    let patience = Instant::now() + Duration::from_secs(30);
    loop {
        let page = browser.get(path).await.body;
        if is_there(&page) {
            return;
        }
        assert!(
            Instant::now() < patience,
            "{path} does not come to that: {page}"
        );
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn the_people_of_a_rehearsal_join_and_answer_by_themselves() {
    let mut facilitator = Browser::new().await;
    facilitator.sign_in().await;
    let begun = rehearse(&mut facilitator, "20", "4").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let console = begun.location;
    let code = console.split('/').nth(2).expect("a code").to_owned();
    until(&mut facilitator, &console, |page| page.contains("4 people")).await;

    // The poll.
    let slide = r#"{"go-to":{"section":0,"slide":3}}"#;
    let moved = facilitator.order(&code, "1", slide).await;
    assert_eq!(moved.status, StatusCode::OK, "{}", moved.body);
    // Now and then somebody leaves a form alone.
    until(&mut facilitator, &console, |page| {
        (2..=4).any(|count| page.contains(&format!("{count} of 4 have answered")))
    })
    .await;

    for path in [
        "export/commitments.csv",
        "export/commitments.json",
        "check-ins",
    ] {
        let refused = facilitator.get(&format!("/s/{code}/{path}")).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{path}");
    }
    let merge = format!("/s/{code}/check-ins/mail-merge");
    assert_eq!(
        facilitator.post(&merge, &[]).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn a_rehearsal_is_not_among_the_earlier_sessions_of_a_real_one() {
    let mut facilitator = Browser::new().await;
    facilitator.sign_in().await;
    let begun = rehearse(&mut facilitator, "20", "0").await;
    let code = begun.location.split('/').nth(2).expect("a code").to_owned();
    facilitator.order(&code, "1", "\"forward\"").await;
    sleep(Duration::from_millis(20)).await;
    facilitator.order(&code, "2", "\"end\"").await;

    let real = facilitator.start_another("Real").await;
    facilitator.order(&real, "3", "\"forward\"").await;
    facilitator.order(&real, "4", "\"end\"").await;
    let report = facilitator.get(&format!("/s/{real}/report")).await;
    assert!(!report.body.contains("Rehearsal of"), "{}", report.body);
    let desk = facilitator.get("/facilitate").await;
    assert!(
        desk.body
            .contains(r#"<span class="badge">Rehearsal</span>"#)
    );
}

#[tokio::test]
async fn a_rehearsal_runs_one_to_twenty_times_as_fast() {
    let mut facilitator = Browser::new().await;
    facilitator.sign_in().await;
    for speed in ["0", "21"] {
        let refused = rehearse(&mut facilitator, speed, "4").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{speed}");
        assert!(refused.body.contains("1 to 20 times as fast"));
    }
    let refused = rehearse(&mut facilitator, "1", "60000").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
