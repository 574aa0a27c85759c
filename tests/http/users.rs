//! Facilitators with a sign-in of their own, on a server that several share.

use super::support::{Browser, Page};
use axum::http::StatusCode;

const PASSWORD: &str = "three or four words";

async fn choose_password(user: &mut Browser, password: &str) -> Page {
    change_password(user, "", password).await
}

async fn change_password(user: &mut Browser, present: &str, password: &str) -> Page {
    let form = [("present", present), ("password", password)];
    user.post("/account/password", &form).await
}

async fn sign_in(browser: &mut Browser, name: &str, password: &str) -> Page {
    let form = [("name", name), ("password", password)];
    browser.post("/sign-in", &form).await
}

#[tokio::test]
async fn a_link_leads_to_a_password_and_the_password_leads_in_from_anywhere() {
    let runs = Browser::new().await;
    let mut ana = runs.user("ana@example.org", false).await;
    let account = ana.get("/account").await;
    assert!(
        account.body.contains("Choose a password"),
        "{}",
        account.body
    );
    let refused = choose_password(&mut ana, "too short").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("at least 12 characters"),
        "{}",
        refused.body
    );
    let chosen = choose_password(&mut ana, PASSWORD).await;
    assert_eq!(
        (chosen.status, chosen.location.as_str()),
        (StatusCode::SEE_OTHER, "/facilitate")
    );

    let mut elsewhere = runs.another();
    let wrong = sign_in(&mut elsewhere, "ana@example.org", "another one, wrong").await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert!(
        wrong.body.contains("value=\"ana@example.org\""),
        "what was typed stays"
    );
    let right = sign_in(&mut elsewhere, " Ana@Example.org ", PASSWORD).await;
    assert_eq!(
        (right.status, right.location.as_str()),
        (StatusCode::SEE_OTHER, "/facilitate")
    );
    assert_eq!(elsewhere.get("/facilitate").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_user_without_a_password_and_one_who_is_not_there_look_the_same() {
    let runs = Browser::new().await;
    runs.user("ana", false).await;
    let mut stranger = runs.another();
    let mut said = Vec::new();
    for name in ["ana", "kim"] {
        let page = sign_in(&mut stranger, name, PASSWORD).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        said.push(page.body.replace(name, ""));
    }
    assert_eq!(said[0], said[1]);
}

#[tokio::test]
async fn a_user_sees_their_own_sessions_and_an_admin_all() {
    let mut runs = Browser::new().await;
    runs.sign_in().await;
    runs.start_another("Of the house").await;
    let mut ana = runs.user("ana", false).await;
    ana.start_another("Of Ana").await;
    let mut raj = runs.user("raj", false).await;
    raj.start_another("Of Raj").await;
    let mut admin = runs.user("kim", true).await;
    let seen = async |browser: &mut Browser| {
        let desk = browser.get("/facilitate").await.body;
        ["Of the house", "Of Ana", "Of Raj"].map(|title| desk.contains(title))
    };
    assert_eq!(seen(&mut ana).await, [false, true, false]);
    assert_eq!(seen(&mut raj).await, [false, false, true]);
    assert_eq!(seen(&mut admin).await, [true; 3]);
    assert_eq!(seen(&mut runs).await, [true; 3]);
}

#[tokio::test]
async fn who_becomes_an_admin_or_no_longer_is_one_notices_at_once() {
    let mut runs = Browser::new().await;
    let code = runs.start().await;
    let console = format!("/s/{code}/console");
    let mut ana = runs.user("ana", false).await;
    assert_eq!(ana.get(&console).await.status, StatusCode::FORBIDDEN);
    for (is_admin, status) in [(true, StatusCode::OK), (false, StatusCode::FORBIDDEN)] {
        let put = runs.store.put_user("ana".to_owned(), is_admin).await;
        put.expect("it can be kept");
        assert_eq!(ana.get(&console).await.status, status);
    }
}

#[tokio::test]
async fn who_is_removed_is_out_and_the_sessions_stay_with_whoever_runs_the_server() {
    let mut runs = Browser::new().await;
    runs.sign_in().await;
    let mut ana = runs.user("ana", false).await;
    let code = ana.start_another("Of Ana").await;
    let removed = runs.store.remove_user("ana".to_owned()).await;
    assert!(removed.expect("it can be kept"));
    assert_eq!(
        ana.get("/facilitate").await.status,
        StatusCode::UNAUTHORIZED
    );
    let order = ana.order(&code, "1", "\"end\"").await;
    assert_eq!(order.status, StatusCode::UNAUTHORIZED);
    let console = runs.get(&format!("/s/{code}/console")).await;
    assert_eq!(console.status, StatusCode::OK);
}

#[tokio::test]
async fn a_new_password_signs_other_browsers_out() {
    let runs = Browser::new().await;
    let mut ana = runs.user("ana", false).await;
    choose_password(&mut ana, PASSWORD).await;
    let mut elsewhere = runs.another();
    sign_in(&mut elsewhere, "ana", PASSWORD).await;
    assert_eq!(elsewhere.get("/facilitate").await.status, StatusCode::OK);
    let wrong = change_password(&mut ana, "not her password", "four or three words").await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert_eq!(elsewhere.get("/facilitate").await.status, StatusCode::OK);
    let copied = ana.cookies.clone();
    change_password(&mut ana, PASSWORD, "four or three words").await;
    let mut thief = runs.another();
    thief.cookies = copied;
    let out = thief.get("/facilitate").await;
    assert_eq!(
        out.status,
        StatusCode::UNAUTHORIZED,
        "a copied key stops working"
    );
    assert_eq!(ana.get("/facilitate").await.status, StatusCode::OK);
    let out = elsewhere.get("/facilitate").await;
    assert_eq!(out.status, StatusCode::UNAUTHORIZED);
    let old = sign_in(&mut elsewhere, "ana", PASSWORD).await;
    assert_eq!(old.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whoever_guesses_passwords_is_slowed_down() {
    let runs = Browser::new().await;
    let mut ana = runs.user("ana", false).await;
    choose_password(&mut ana, PASSWORD).await;
    let mut guesser = runs.another().from([192, 0, 2, 7]);
    let mut statuses = Vec::new();
    for number in 0..60 {
        let page = sign_in(&mut guesser, "ana", &format!("guess number {number}")).await;
        statuses.push(page.status);
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }
    assert_eq!(
        statuses.last(),
        Some(&StatusCode::TOO_MANY_REQUESTS),
        "{statuses:?}"
    );
    // Not even the right one is looked at, from there.
    let right = sign_in(&mut guesser, "ana", PASSWORD).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
    let mut elsewhere = runs.another().from([198, 51, 100, 9]);
    assert_eq!(
        sign_in(&mut elsewhere, "ana", PASSWORD).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn whoever_is_signed_in_guesses_no_faster() {
    let mut runs = Browser::new().await;
    runs.sign_in().await;
    let mut ana = runs.user("ana", false).await;
    choose_password(&mut ana, PASSWORD).await;
    let mut guesser = runs.user("raj", false).await.from([192, 0, 2, 7]);
    let mut last = StatusCode::OK;
    for number in 0..60 {
        let guess = format!("guess number {number}");
        last = sign_in(&mut guesser, "ana", &guess).await.status;
        if last == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    // All else goes on for them.
    assert_eq!(guesser.get("/facilitate").await.status, StatusCode::OK);
}

#[tokio::test]
async fn right_passwords_do_not_count_as_guesses() {
    let runs = Browser::new().await;
    let mut ana = runs.user("ana", false).await;
    choose_password(&mut ana, PASSWORD).await;
    for _ in 0..30 {
        let mut office = runs.another().from([192, 0, 2, 8]);
        let page = sign_in(&mut office, "ana", PASSWORD).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn whom_a_user_has_invited_goes_with_them() {
    let mut runs = Browser::new().await;
    runs.sign_in().await;
    let mut ana = runs.user("ana", false).await;
    let code = ana.start_another("Of Ana").await;
    let link = super::matrix::invitation(&mut ana, &code, "Mia").await;
    let mut mia = runs.another();
    mia.post(&link, &[]).await;
    let further = super::matrix::invitation(&mut mia, &code, "Nils").await;
    let mut nils = runs.another();
    nils.post(&further, &[]).await;
    let console = format!("/s/{code}/console");
    for browser in [&mut mia, &mut nils] {
        assert_eq!(browser.get(&console).await.status, StatusCode::OK);
    }
    let removed = runs.store.remove_user("ana".to_owned()).await;
    assert!(removed.expect("it can be kept"));
    for browser in [&mut mia, &mut nils] {
        assert_eq!(browser.get(&console).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_user_can_accept_an_invitation() {
    let mut runs = Browser::new().await;
    runs.sign_in().await;
    let mut ana = runs.user("ana", false).await;
    let code = ana.start_another("Of Ana").await;
    let link = super::matrix::invitation(&mut ana, &code, "Raj").await;
    let mut raj = runs.user("raj", false).await;
    let asked = raj.get(&link).await;
    assert_eq!(asked.status, StatusCode::OK);
    raj.post(&link, &[]).await;
    let console = raj.get(&format!("/s/{code}/console")).await;
    assert_eq!(console.status, StatusCode::OK);
}

#[tokio::test]
async fn on_a_laptop_the_page_says_where_the_link_is() {
    let mut stranger = Browser::new().await;
    let page = stranger.get("/sign-in").await;
    assert!(
        page.body.contains("prints in its terminal"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("type=\"password\""));
}
