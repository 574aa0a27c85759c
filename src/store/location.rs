//! Where data is kept, as the command line says it.

use super::{PostgresStore, SqliteStore, Store, StoreError};
use std::convert::Infallible;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

/// Where data is kept.
#[derive(Clone)]
pub enum Location {
    /// In a directory on this machine.
    Directory(PathBuf),
    /// In a Postgres database with this address. It may hold a password.
    Postgres(String),
}

impl Location {
    /// Opens what is there, or makes it.
    ///
    /// # Errors
    /// When it cannot be reached or written, or was made by a newer release.
    pub async fn open(&self) -> Result<Arc<dyn Store>, StoreError> {
        Ok(match self {
            Self::Directory(directory) => Arc::new(SqliteStore::open(directory)?),
            Self::Postgres(url) => Arc::new(PostgresStore::connect(url).await?),
        })
    }

    /// The directory on this machine; none where data is kept elsewhere.
    pub fn directory(&self) -> Option<&PathBuf> {
        match self {
            Self::Directory(directory) => Some(directory),
            Self::Postgres(_) => None,
        }
    }
}

impl FromStr for Location {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let is_database = text.starts_with("postgres://") || text.starts_with("postgresql://");
        Ok(if is_database {
            Self::Postgres(text.to_owned())
        } else {
            Self::Directory(text.into())
        })
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory(directory) => write!(formatter, "{}", directory.display()),
            Self::Postgres(_) => formatter.write_str("the database"),
        }
    }
}
