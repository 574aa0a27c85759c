//! Signing in by a company's provider, which here is a small one of our own.

mod provider;

use super::support::Browser;
use axum::http::StatusCode;
use plenary::server::{PROVIDER_CALLBACK, Provider, ProviderSettings};
use provider::FakeProvider;

const PUBLIC: &str = "http://localhost:3000";

/// A server with a provider, at which everybody of example.org is a user.
async fn server(provider: &FakeProvider) -> Browser {
    let settings = ProviderSettings {
        issuer: provider.issuer.clone(),
        client_id: "plenary".to_owned(),
        client_secret: Some("secret".to_owned()),
        domain: Some("example.org".to_owned()),
    };
    let made = Provider::new(settings, PUBLIC, PROVIDER_CALLBACK);
    Browser::with_provider(made.expect("an address")).await
}

/// A part of an address' query.
fn part(url: &str, name: &str) -> String {
    let query = url.split_once('?').expect("it has a query").1;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).expect("pairs");
    let pair = pairs.into_iter().find(|(key, _)| key == name);
    pair.unwrap_or_else(|| panic!("{name} in {url}")).1
}

/// Goes to the provider, signs in there, and comes back.
async fn journey(
    browser: &mut Browser,
    provider: &FakeProvider,
    email: &str,
) -> super::support::Page {
    let left = browser.get("/sign-in/oidc").await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);
    assert_eq!(
        part(&left.location, "redirect_uri"),
        format!("{PUBLIC}{PROVIDER_CALLBACK}")
    );
    let code = provider.signs_in(email, &left.location);
    let state = part(&left.location, "state");
    browser
        .get(&format!("{PROVIDER_CALLBACK}?code={code}&state={state}"))
        .await
}

#[tokio::test]
async fn whoever_the_company_knows_comes_in_and_sees_their_own_sessions() {
    let provider = FakeProvider::start().await;
    let runs = server(&provider).await;
    let mut ana = runs.another();
    let door = ana.get("/sign-in").await;
    assert!(
        door.body.contains("href=\"/sign-in/oidc\""),
        "{}",
        door.body
    );
    let back = journey(&mut ana, &provider, "Ana@example.org").await;
    assert_eq!(
        (back.status, back.location.as_str()),
        (StatusCode::SEE_OTHER, "/facilitate"),
        "{}",
        back.body
    );
    ana.start_another("Of Ana").await;
    let mut raj = runs.another();
    journey(&mut raj, &provider, "raj@example.org").await;
    let desk = raj.get("/facilitate").await;
    assert_eq!(desk.status, StatusCode::OK);
    assert!(!desk.body.contains("Of Ana"));
    let users = runs.store.users().await.expect("they can be read");
    let users: Vec<_> = users
        .into_iter()
        .map(|user| (user.name, user.is_admin))
        .collect();
    assert_eq!(
        users,
        [
            ("ana@example.org".to_owned(), false),
            ("raj@example.org".to_owned(), false)
        ]
    );
}

#[tokio::test]
async fn whoever_is_of_no_known_domain_must_have_been_added() {
    let provider = FakeProvider::start().await;
    let runs = server(&provider).await;
    let mut kim = runs.another();
    let refused = journey(&mut kim, &provider, "kim@elsewhere.test").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.body.contains("You have no account here."),
        "{}",
        refused.body
    );
    assert_eq!(
        kim.get("/facilitate").await.status,
        StatusCode::UNAUTHORIZED
    );
    let added = runs
        .store
        .put_user("kim@elsewhere.test".to_owned(), true)
        .await;
    added.expect("it can be kept");
    let back = journey(&mut kim, &provider, "kim@elsewhere.test").await;
    assert_eq!(back.location, "/facilitate", "{}", back.body);
    assert_eq!(kim.get("/facilitate").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_address_that_the_provider_has_not_verified_is_nobodys() {
    let provider = FakeProvider::start().await;
    let runs = server(&provider).await;
    provider.change(|claims| claims["email_verified"] = false.into());
    let refused = journey(&mut runs.another(), &provider, "ana@example.org").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.body.contains("no verified address"),
        "{}",
        refused.body
    );
    assert_eq!(runs.store.users().await.expect("they can be read"), []);
}

#[tokio::test]
async fn what_was_not_asked_for_by_this_browser_or_is_for_somebody_else_is_refused() {
    let provider = FakeProvider::start().await;
    let runs = server(&provider).await;
    // Another's code, slipped to somebody as a link.
    let mut attacker = runs.another();
    let left = attacker.get("/sign-in/oidc").await;
    let code = provider.signs_in("mallory@example.org", &left.location);
    let state = part(&left.location, "state");
    let path = format!("{PROVIDER_CALLBACK}?code={code}&state={state}");
    let mut victim = runs.another();
    assert_eq!(victim.get(&path).await.status, StatusCode::FORBIDDEN);
    victim.get("/sign-in/oidc").await;
    assert_eq!(victim.get(&path).await.status, StatusCode::FORBIDDEN);

    for (claim, value) in [
        ("aud", serde_json::json!(["another application"])),
        ("iss", "http://localhost:1/another".into()),
        ("nonce", "another".into()),
        ("exp", 1_000_000.into()),
    ] {
        provider.change(move |claims| claims[claim] = value.clone());
        let refused = journey(&mut runs.another(), &provider, "ana@example.org").await;
        assert_eq!(refused.status, StatusCode::BAD_GATEWAY, "{claim}");
    }
    assert_eq!(runs.store.users().await.expect("they can be read"), []);
}

#[tokio::test]
async fn whoever_turns_back_at_the_provider_is_told_that_nothing_has_happened() {
    let provider = FakeProvider::start().await;
    let runs = server(&provider).await;
    let mut ana = runs.another();
    let left = ana.get("/sign-in/oidc").await;
    let state = part(&left.location, "state");
    let path = format!("{PROVIDER_CALLBACK}?error=access_denied&state={state}");
    let back = ana.get(&path).await;
    assert_eq!(back.status, StatusCode::FORBIDDEN);
    assert!(
        back.body.contains("You have not signed in."),
        "{}",
        back.body
    );
    assert_eq!(ana.cookies["oidc"], "", "the journey is over");
}

#[tokio::test]
async fn a_token_of_another_key_is_refused() {
    let provider = FakeProvider::start().await;
    let runs = server(&provider).await;
    provider.forge();
    let refused = journey(&mut runs.another(), &provider, "ana@example.org").await;
    assert_eq!(refused.status, StatusCode::BAD_GATEWAY);
}

#[tokio::test]
async fn without_the_provider_the_server_says_so_and_goes_on() {
    let settings = ProviderSettings {
        issuer: "http://127.0.0.1:9".to_owned(),
        client_id: "plenary".to_owned(),
        client_secret: None,
        domain: None,
    };
    let made = Provider::new(settings, PUBLIC, PROVIDER_CALLBACK);
    let mut browser = Browser::with_provider(made.expect("an address")).await;
    let failed = browser.get("/sign-in/oidc").await;
    assert_eq!(failed.status, StatusCode::BAD_GATEWAY);
    browser.sign_in().await;
}

#[test]
fn a_provider_is_reached_by_tls_or_on_this_machine() {
    let made = |issuer: &str| {
        let settings = ProviderSettings {
            issuer: issuer.to_owned(),
            client_id: "plenary".to_owned(),
            client_secret: None,
            domain: None,
        };
        Provider::new(settings, PUBLIC, PROVIDER_CALLBACK).is_ok()
    };
    assert!(made("https://accounts.example.org"));
    assert!(made("http://localhost:8080/realms/example"));
    assert!(!made("http://accounts.example.org"));
    assert!(!made("accounts.example.org"));
}
