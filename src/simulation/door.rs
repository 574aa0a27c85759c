//! How a simulated phone reaches a server: over the network, or within the same process.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use std::future::Future;
use thiserror::Error;
use tower::ServiceExt;

/// Why a server cannot be reached.
#[derive(Debug, Error)]
pub enum DoorError {
    /// The address is no address.
    #[error("“{0}” is no address that begins with http://. Say where the server listens.")]
    Address(String),
    /// Nobody answers.
    #[error(transparent)]
    Unreachable(#[from] hyper_util::client::legacy::Error),
}

/// A way to a server; cheap to clone.
pub trait Door: Clone + Send + Sync + 'static {
    /// Sends a request, whose address is a path, and gives the answer.
    fn ask(
        &self,
        request: Request<String>,
    ) -> impl Future<Output = Result<Response<Body>, DoorError>> + Send;
}

/// The routes of a server in this process.
impl Door for Router {
    async fn ask(&self, request: Request<String>) -> Result<Response<Body>, DoorError> {
        match self.clone().oneshot(request.map(Body::from)).await {
            Ok(response) => Ok(response),
            Err(never) => match never {},
        }
    }
}

/// A server that is reached by HTTP without TLS.
#[derive(Clone)]
pub struct Network {
    base: String,
    client: Client<HttpConnector, Body>,
}

impl Network {
    /// To a server at an address such as `http://localhost:3000`.
    ///
    /// # Errors
    /// [`DoorError::Address`] for any other.
    pub fn new(address: &str) -> Result<Self, DoorError> {
        let base = address.trim_end_matches('/').to_owned();
        if !base.starts_with("http://") {
            return Err(DoorError::Address(address.to_owned()));
        }
        let mut connector = HttpConnector::new();
        // A form is small, and waits for nothing.
        connector.set_nodelay(true);
        Ok(Self {
            base,
            client: Client::builder(TokioExecutor::new()).build(connector),
        })
    }
}

impl Door for Network {
    async fn ask(&self, request: Request<String>) -> Result<Response<Body>, DoorError> {
        let (mut head, body) = request.into_parts();
        let address = format!("{}{}", self.base, head.uri);
        head.uri = address
            .parse()
            .map_err(|_| DoorError::Address(address.clone()))?;
        let request = Request::from_parts(head, Body::from(body));
        Ok(self.client.request(request).await?.map(Body::new))
    }
}
