//! How the provider is asked.

use axum::body::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use thiserror::Error;
use tokio::time::timeout;
use tokio_rustls::rustls::crypto::ring;

/// The largest answer, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Nobody waits longer for one answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks the provider; cheap to clone.
#[derive(Clone)]
pub struct Http(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

/// Why the provider does not answer.
#[derive(Debug, Error)]
pub enum HttpError {
    /// It cannot be reached.
    #[error(transparent)]
    Unreachable(#[from] hyper_util::client::legacy::Error),
    /// It stops in the middle, or never does.
    #[error("the answer cannot be read: {0}")]
    Body(Box<dyn std::error::Error + Send + Sync>),
    /// It is not there in time.
    #[error("no answer within {PATIENCE:?}")]
    Late,
    /// The certificates of the system cannot be read.
    #[error("no certificates: {0}")]
    Certificates(#[from] std::io::Error),
}

impl Http {
    /// By TLS with the certificates of the system.
    ///
    /// # Errors
    /// [`HttpError::Certificates`] where there are none.
    pub fn new() -> Result<Self, HttpError> {
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_native_roots(ring::default_provider())?
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self(Client::builder(TokioExecutor::new()).build(connector)))
    }

    async fn ask(self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let request = request.map(|body| Full::new(Bytes::from(body)));
        let asking = async {
            let (head, body) = self.0.request(request).await?.into_parts();
            let body = Limited::new(body, LARGEST).collect().await;
            let body = body.map_err(HttpError::Body)?.to_bytes().to_vec();
            Ok(HttpResponse::from_parts(head, body))
        };
        timeout(PATIENCE, asking)
            .await
            .map_err(|_| HttpError::Late)?
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.clone().ask(request))
    }
}
