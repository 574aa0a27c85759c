//! A provider of identities, as small as one can be.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use openidconnect::core::{
    CoreIdToken, CoreIdTokenClaims, CoreJsonWebKeySet, CoreJwsSigningAlgorithm,
    CoreRsaPrivateSigningKey,
};
use openidconnect::{JsonWebKeyId, PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::net::TcpListener;

/// What the provider knows of somebody who has signed in there.
struct SignedIn {
    claims: Value,
    challenge: String,
}

/// Something that a test changes in each token.
type Change = Box<dyn Fn(&mut Value) + Send>;

#[derive(Default)]
struct Known {
    codes: HashMap<String, SignedIn>,
    change: Option<Change>,
    is_forged: bool,
}

/// A provider that runs.
pub struct FakeProvider {
    pub issuer: String,
    known: Arc<Mutex<Known>>,
}

impl FakeProvider {
    /// Starts one on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let issuer = format!("http://{address}");
        let known = Arc::new(Mutex::new(Known::default()));
        let metadata = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        });
        let keys = CoreJsonWebKeySet::new(vec![key("one").as_verification_key()]);
        let router = Router::new()
            .route(
                "/.well-known/openid-configuration",
                get(async || Json(metadata)),
            )
            .route("/keys", get(async move || Json(keys)))
            .route("/token", post(token))
            .with_state(Arc::clone(&known));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { issuer, known }
    }

    /// Somebody signs in at the address to which they have been sent; gives the code they bring back.
    pub fn signs_in(&self, email: &str, url: &str) -> String {
        let mut known = self.known.lock().expect("nobody panics");
        let code = format!("code-{}", known.codes.len());
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.expect("it is after 1970").as_secs();
        let mut claims = json!({
            "iss": self.issuer,
            "aud": ["plenary"],
            "sub": email,
            "email": email,
            "email_verified": true,
            "iat": now,
            "exp": now + 300,
            "nonce": super::part(url, "nonce"),
        });
        if let Some(change) = &known.change {
            change(&mut claims);
        }
        let challenge = super::part(url, "code_challenge");
        known
            .codes
            .insert(code.clone(), SignedIn { claims, challenge });
        code
    }

    /// Changes something in each token from now on.
    pub fn change(&self, change: impl Fn(&mut Value) + Send + 'static) {
        let mut known = self.known.lock().expect("nobody panics");
        known.change = Some(Box::new(change));
    }

    /// Tokens are signed by a key that the provider does not show.
    pub fn forge(&self) {
        self.known.lock().expect("nobody panics").is_forged = true;
    }
}

fn key(id: &str) -> CoreRsaPrivateSigningKey {
    let id = JsonWebKeyId::new(id.to_owned());
    CoreRsaPrivateSigningKey::from_pem(include_str!("key.pem"), Some(id)).expect("a key")
}

async fn token(
    State(known): State<Arc<Mutex<Known>>>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let mut known = known.lock().expect("nobody panics");
    // "plenary:secret"
    let is_client = headers["authorization"] == "Basic cGxlbmFyeTpzZWNyZXQ=";
    let signed_in = known.codes.remove(&form["code"]);
    let verifier = PkceCodeVerifier::new(form["code_verifier"].clone());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    let signed_in = signed_in.filter(|one| is_client && one.challenge == challenge.as_str());
    let Some(SignedIn { claims, .. }) = signed_in else {
        let error = Json(json!({ "error": "invalid_grant" }));
        return (StatusCode::BAD_REQUEST, error).into_response();
    };
    let claims: CoreIdTokenClaims = serde_json::from_value(claims).expect("claims");
    let signed = CoreIdToken::new(
        claims,
        &key("one"),
        CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
        None,
        None,
    );
    let mut id_token = signed.expect("it can be signed").to_string();
    if known.is_forged {
        // Another signature, of the same length.
        let (content, signature) = id_token.rsplit_once('.').expect("three parts");
        let turned: String = signature.chars().rev().collect();
        id_token = format!("{content}.{turned}");
    }
    Json(json!({ "access_token": "unused", "token_type": "Bearer", "id_token": id_token }))
        .into_response()
}
