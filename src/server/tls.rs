//! HTTPS without a proxy in front.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error;
use tls_listener::TlsListener;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};

/// Why a certificate cannot be used.
#[derive(Debug, Error)]
pub enum TlsError {
    /// A file cannot be read as PEM.
    #[error("{path} cannot be read: {source}. It must be a PEM file.")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: pem::Error,
    },
    /// A certificate without its key, or the other way round.
    #[error("The certificate and the key do not work together: {0}.")]
    Pair(#[from] rustls::Error),
}

/// Listens for connections by TLS.
pub type HttpsListener = TlsListener<TcpListener, TlsAcceptor>;

/// Listens with a certificate. A handshake that is slow or fails holds nobody else up.
///
/// # Errors
/// [`TlsError`] where a file cannot be read, or they do not belong together.
pub fn listener(
    listener: TcpListener,
    certificate: &Path,
    key: &Path,
) -> Result<HttpsListener, TlsError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| TlsError::File { path, source }
    };
    let certificates = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .map_err(unreadable(certificate))?;
    let key = PrivateKeyDer::from_pem_file(key).map_err(unreadable(key))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(certificates, key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsListener::new(
        TlsAcceptor::from(Arc::new(config)),
        listener,
    ))
}

impl From<TlsError> for io::Error {
    fn from(error: TlsError) -> Self {
        Self::other(error)
    }
}
