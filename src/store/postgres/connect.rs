//! How the database is reached.

use crate::store::{StoreError, described};
use deadpool_postgres::{Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime};
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Client, Config, Connection, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

/// So many connections one server holds at most, and one more to listen. A session's task has one append
/// under way at a time, and appends of several sessions share the disk's syncs.
const MOST_CONNECTIONS: usize = 8;

/// A database that is silent for so long is gone.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection that may be encrypted.
type Stream = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream;

/// Where the database is, and how it is talked to.
#[derive(Clone)]
pub struct Address {
    config: Config,
    tls: MakeRustlsConnect,
}

impl Address {
    /// As Postgres' own programs take it: `postgres://user:password@host/database`. With
    /// `sslmode=require` it is reached by TLS, and its certificate is checked; else without, which is
    /// for a database on the same machine or in a network that is trusted.
    pub fn parse(url: &str) -> Result<Self, StoreError> {
        let connect = |reason: String| StoreError::Connect { reason };
        let mut config: Config = url.parse().map_err(|error| connect(described(&error)))?;
        if config.get_ssl_mode() != SslMode::Require {
            config.ssl_mode(SslMode::Disable);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(PATIENCE);
        }
        config.keepalives_idle(PATIENCE);
        if config.get_application_name().is_none() {
            config.application_name("plenary");
        }
        Ok(Self {
            config,
            tls: tls()?,
        })
    }

    /// Connections that are shared, made as they are needed.
    pub fn pool(&self) -> Result<Pool, StoreError> {
        let recycling_method = RecyclingMethod::Fast;
        let manager = Manager::from_config(
            self.config.clone(),
            self.tls.clone(),
            ManagerConfig { recycling_method },
        );
        let pool = Pool::builder(manager)
            .max_size(MOST_CONNECTIONS)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .recycle_timeout(Some(PATIENCE))
            .build();
        pool.map_err(|error| StoreError::Connect {
            reason: error.to_string(),
        })
    }

    /// A connection of its own.
    pub async fn connect(&self) -> Result<(Client, Connection<Socket, Stream>), StoreError> {
        Ok(self.config.connect(self.tls.clone()).await?)
    }
}

/// Why the database cannot be reached when a server starts.
pub fn at_start(error: PoolError) -> StoreError {
    StoreError::Connect {
        reason: described(&error),
    }
}

fn tls() -> Result<MakeRustlsConnect, StoreError> {
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let mut roots = tokio_rustls::rustls::RootCertStore::empty();
    // Those that cannot be read vouch for nobody.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = tokio_rustls::rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| StoreError::Connect {
            reason: error.to_string(),
        })?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
