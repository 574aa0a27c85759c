//! The provider: where browsers are sent, and who comes back.

use super::http::{Http, HttpError};
use crate::store::described;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdTokenVerifier, CoreProviderMetadata,
};
use openidconnect::url::Url;
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use thiserror::Error;
use tokio::sync::Mutex;
use tokio::time::timeout;

/// What the provider says of itself, its keys among it, is asked anew after so long.
const FRESH: Duration = Duration::from_secs(3_600);

/// A provider that has not answered is asked again after so long: nobody waits for each other's waiting.
const AWAY: Duration = Duration::from_secs(5);

/// So long a browser waits at most.
const PATIENCE: Duration = Duration::from_secs(8);

/// What is said of the provider on the command line.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Its address.
    pub issuer: String,
    /// By which it knows this application.
    pub client_id: String,
    /// With which this application proves that it is that; none for a public one.
    pub client_secret: Option<String>,
    /// Everybody with a verified address of this domain is a user; others must have been added.
    pub domain: Option<String>,
}

/// A provider of identities.
pub struct Provider {
    settings: Settings,
    issuer: IssuerUrl,
    redirect: RedirectUrl,
    http: Http,
    known: Mutex<Option<(Instant, Result<CoreProviderMetadata, String>)>>,
}

/// Why somebody does not come in by the provider.
#[derive(Debug, Error)]
pub enum ProviderError {
    /// An address that is none, or would let others read along.
    #[error("“{0}” is no address that begins with https://.")]
    Address(String),
    /// The provider cannot be asked.
    #[error("the provider cannot be asked: {0}")]
    Http(#[from] HttpError),
    /// The provider does not do what it should.
    #[error("the provider says: {0}")]
    Answer(String),
}

/// What has to be remembered until a browser comes back.
#[derive(Serialize, Deserialize)]
pub struct Journey {
    /// Comes back with the browser.
    pub state: String,
    nonce: String,
    verifier: String,
}

impl Provider {
    /// A provider that sends browsers back to `callback`, a path at `public`. It is asked when somebody
    /// first signs in: a server starts without it.
    ///
    /// # Errors
    /// [`ProviderError::Address`] for an address without TLS that is not on this machine.
    pub fn new(settings: Settings, public: &str, callback: &str) -> Result<Self, ProviderError> {
        let address = || ProviderError::Address(settings.issuer.clone());
        let url: Url = settings.issuer.parse().map_err(|_| address())?;
        let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if url.scheme() != "https" && !is_here {
            return Err(address());
        }
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| address())?;
        let redirect = RedirectUrl::new(format!("{public}{callback}"));
        Ok(Self {
            redirect: redirect.map_err(|_| ProviderError::Address(public.to_owned()))?,
            http: Http::new()?,
            known: Mutex::default(),
            settings,
            issuer,
        })
    }

    /// Whether somebody is a user without having been added.
    pub fn admits(&self, address: &str) -> bool {
        let domain = self.settings.domain.as_deref();
        let own = address.rsplit_once('@').map(|(_, domain)| domain);
        domain.is_some_and(|domain| own == Some(domain.to_lowercase().as_str()))
    }

    /// Where a browser is sent, and what it has to bring back.
    pub async fn leave(&self) -> Result<(String, Journey), ProviderError> {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let client = self.client(self.metadata(false).await?);
        let (url, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let journey = Journey {
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
        };
        Ok((url.into(), journey))
    }

    /// The address of whoever has come back with a code; none where none of theirs is verified.
    pub async fn come_back(
        &self,
        code: String,
        journey: Journey,
    ) -> Result<Option<String>, ProviderError> {
        timeout(PATIENCE, self.exchange(code, journey))
            .await
            .map_err(|_| HttpError::Late)?
    }

    async fn exchange(
        &self,
        code: String,
        journey: Journey,
    ) -> Result<Option<String>, ProviderError> {
        let said = |error: &dyn std::error::Error| ProviderError::Answer(described(error));
        let client = self.client(self.metadata(false).await?);
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| said(&error))?
            .set_pkce_verifier(PkceCodeVerifier::new(journey.verifier))
            .request_async(&self.http)
            .await
            .map_err(|error| said(&error))?;
        let token = tokens.id_token();
        let token = token.ok_or_else(|| ProviderError::Answer("no ID token".to_owned()))?;
        let nonce = Nonce::new(journey.nonce);
        let claims = match token.claims(&client.id_token_verifier(), &nonce) {
            Ok(claims) => claims.clone(),
            // Its keys may have changed since they were read.
            Err(_) => {
                let client = self.client(self.metadata(true).await?);
                let verifier: CoreIdTokenVerifier = client.id_token_verifier();
                let claims = token.claims(&verifier, &nonce);
                claims.map_err(|error| said(&error))?.clone()
            }
        };
        // An address that is not verified is what anybody may write into their account.
        let is_verified = claims.email_verified() == Some(true);
        let address = claims.email().filter(|_| is_verified);
        Ok(address.map(|address| address.as_str().to_owned()))
    }

    fn client(
        &self,
        metadata: CoreProviderMetadata,
    ) -> CoreClient<
        openidconnect::EndpointSet,
        openidconnect::EndpointNotSet,
        openidconnect::EndpointNotSet,
        openidconnect::EndpointNotSet,
        openidconnect::EndpointMaybeSet,
        openidconnect::EndpointMaybeSet,
    > {
        let id = ClientId::new(self.settings.client_id.clone());
        let secret = self.settings.client_secret.clone().map(ClientSecret::new);
        CoreClient::from_provider_metadata(metadata, id, secret)
            .set_redirect_uri(self.redirect.clone())
    }

    /// What the provider says of itself; what it has said before where that is not long ago, unless it
    /// is to be `asked_again`.
    async fn metadata(&self, asked_again: bool) -> Result<CoreProviderMetadata, ProviderError> {
        let mut known = self.known.lock().await;
        if let Some((at, answer)) = known.as_ref() {
            let lasts = match answer {
                Ok(_) if asked_again => Duration::ZERO,
                Ok(_) => FRESH,
                Err(_) => AWAY,
            };
            if at.elapsed() < lasts {
                return answer.clone().map_err(ProviderError::Answer);
            }
        }
        let asking = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http);
        let answer = match timeout(PATIENCE, asking).await {
            Ok(answer) => answer.map_err(|error| described(&error)),
            Err(_) => Err(HttpError::Late.to_string()),
        };
        *known = Some((Instant::now(), answer.clone()));
        answer.map_err(ProviderError::Answer)
    }
}
