//! What is entered for people without a phone, and the cards that they fill in.

use super::support::{Browser, CLOSEOUT, hidden};
use axum::http::StatusCode;

/// Enters somebody; gives their id.
async fn enter(facilitator: &mut Browser, code: &str, name: &str) -> String {
    let path = format!("/s/{code}/entry");
    let key = hidden(&facilitator.get(&path).await.body, "key");
    let form = [("name", name), ("key", key.as_str())];
    let first = facilitator.post(&path, &form).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let again = facilitator.post(&path, &form).await;
    assert_eq!(again.location, first.location, "twice is once");
    let (_, id) = first.location.split_once("#person-").expect("it is named");
    id.to_owned()
}

fn template<'a>(participant: &'a str, rep: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("participant", participant),
        ("kind", "pre-read-template"),
        ("field-document", "A doc on paper"),
        ("field-rep", rep),
        ("due", "2026-11-27"),
    ]
}

#[tokio::test]
async fn what_is_entered_for_somebody_without_a_phone_ends_in_the_export() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let ana = enter(&mut facilitator, &code, "Ana").await;
    let early = facilitator.get(&format!("/s/{code}/entry")).await;
    let sentence = "Commitments can be entered once their slide has been shown.";
    assert!(early.body.contains(sentence), "{}", early.body);
    facilitator.order(&code, "1", CLOSEOUT).await;
    let path = format!("/s/{code}/entry/commit");
    let page = facilitator.post(&path, &template(&ana, "Łukasz")).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let page = facilitator.get(&page.location.replace('#', "&x=")).await;
    assert!(page.body.contains("1 of 3 made"), "{}", page.body);
    assert!(page.body.contains("value=\"A doc on paper\""));
    let csv = format!("/s/{code}/export/commitments.csv");
    let csv = facilitator.get(&csv).await.body;
    for words in ["Ana", "A doc on paper", "Łukasz", "2026-11-27"] {
        assert!(csv.contains(words), "{csv}");
    }
    let console = facilitator.get(&format!("/s/{code}/console")).await;
    assert!(console.body.contains("no phone"), "{}", console.body);
}

#[tokio::test]
async fn an_option_that_is_picked_begins_what_is_entered() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let ana = enter(&mut facilitator, &code, "Ana").await;
    facilitator.order(&code, "1", CLOSEOUT).await;
    let mut form = template(&ana, "Kim").to_vec();
    form.push(("option-document", "A list"));
    let path = format!("/s/{code}/entry/commit");
    let page = facilitator.post(&path, &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let csv = format!("/s/{code}/export/commitments.csv");
    let csv = facilitator.get(&csv).await.body;
    assert!(csv.contains("A list: A doc on paper"), "{csv}");
}

#[tokio::test]
async fn a_refused_entry_comes_back_as_it_was_typed() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let path = format!("/s/{code}/entry");
    let key = hidden(&facilitator.get(&path).await.body, "key");
    let long = "x".repeat(81);
    let form = [("name", long.as_str()), ("key", key.as_str())];
    let page = facilitator.post(&path, &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("more than 80 characters are entered"));
    assert!(page.body.contains(&long) && page.body.contains(&key));

    let ana = enter(&mut facilitator, &code, "Ana").await;
    facilitator.order(&code, "1", CLOSEOUT).await;
    let commit = format!("{path}/commit");
    let mut forms = [template(&ana, " "), template(&ana, "Kim")];
    forms[1][4] = ("due", "Friday");
    for (form, reason) in forms.iter().zip(["nothing is entered", "this is no day"]) {
        let page = facilitator.post(&commit, form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains(reason), "{}", page.body);
        assert!(page.body.contains("value=\"A doc on paper\""));
        assert!(page.body.contains("0 of 3 made"));
    }
    let page = facilitator.post(&commit, &template("nobody", "Kim")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn as_many_cards_are_made_as_are_wished_and_never_a_thousand() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let cards = format!("/s/{code}/cards");
    for (query, count, sheets) in [
        ("", 2, 1),
        ("?count=25", 25, 13),
        ("?count=0", 1, 1),
        ("?count=1000", 200, 100),
        ("?count=many", 2, 1),
    ] {
        let page = facilitator.get(&format!("{cards}{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let found = |class: &str| page.body.matches(&format!("class=\"{class}\"")).count();
        assert_eq!(
            (found("paper-card"), found("card-sheet")),
            (count, sheets),
            "{query}"
        );
        assert!(
            page.body
                .contains("I ship the pre-read template to my rep by Friday.")
        );
        assert!(page.body.contains("Which doc") && page.body.contains("proposed: Fri 27 November"));
    }
}
