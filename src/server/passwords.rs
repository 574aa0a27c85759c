//! Passwords of users: kept as Argon2id digests, as the OWASP Password Storage Cheat Sheet advises.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use std::sync::LazyLock;
use thiserror::Error;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// The shortest password, in characters. Source: NIST SP 800-63B, section 3.1.1, asks for 15 where there
/// is nothing else; misses are limited here as well.
pub const SHORTEST: usize = 12;

/// The longest, in bytes: more is not typed but sent to keep the server busy.
const LONGEST: usize = 256;

/// Each takes 19 MiB and tens of milliseconds; so many at once at most.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// So many at once or waiting at most; others are told to try again.
static IN_LINE: Semaphore = Semaphore::const_new(16);

/// Too many passwords are looked at already.
#[derive(Debug, Error)]
#[error("Too many people sign in at this moment.")]
pub struct Crowded;

/// Stands for the digest of a user who is not there.
static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| digest_of("nobody has this one"));

/// Why a password cannot be taken, as a sentence; none where it can.
pub fn problem(password: &str) -> Option<String> {
    if password.chars().count() < SHORTEST {
        return Some(format!(
            "A password has at least {SHORTEST} characters. Three or four words make a good one."
        ));
    }
    (password.len() > LONGEST).then(|| "This password is too long.".to_owned())
}

/// The digest of a password; none where the operating system gives no random bytes.
///
/// # Errors
/// [`Crowded`] where too many are looked at already.
pub async fn digest(password: String) -> Result<Option<String>, Crowded> {
    apart(move || digest_of(&password)).await
}

/// Whether a password is the one with this digest. Without one it takes as long.
///
/// # Errors
/// [`Crowded`] where too many are looked at already.
pub async fn matches(password: String, digest: Option<String>) -> Result<bool, Crowded> {
    if password.len() > LONGEST {
        return Ok(false);
    }
    let is_somebodys = digest.is_some();
    let matches = apart(move || {
        let digest = digest.or_else(|| NOBODYS.clone()).unwrap_or_default();
        let digest = PasswordHash::new(&digest);
        digest.is_ok_and(|digest| {
            let verified = Argon2::default().verify_password(password.as_bytes(), &digest);
            verified.is_ok()
        })
    });
    Ok(matches.await? && is_somebodys)
}

/// Where it keeps no request waiting that has nothing to do with it. Whoever hangs up meanwhile keeps
/// their place until it is done.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Crowded> {
    let in_line = IN_LINE.try_acquire().map_err(|_| Crowded)?;
    // It is never closed.
    let at_once = AT_ONCE.acquire().await.map_err(|_| Crowded)?;
    let done = spawn_blocking(move || {
        let done = work();
        drop((at_once, in_line));
        done
    });
    done.await.map_err(|_| Crowded)
}

fn digest_of(password: &str) -> Option<String> {
    let digest = Argon2::default().hash_password(password.as_bytes());
    Some(digest.ok()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_matches_and_its_digest_is_never_the_same() {
        let password = "correct horse battery".to_owned();
        let digest = async |password: &str| {
            let digest = digest(password.to_owned()).await.expect("nobody waits");
            digest.expect("there is chance")
        };
        let matches = async |password: &str, digest: Option<&String>| {
            let matches = matches(password.to_owned(), digest.cloned()).await;
            matches.expect("nobody waits")
        };
        let (one, other) = (digest(&password).await, digest(&password).await);
        assert_ne!(one, other);
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert!(matches(&password, Some(&one)).await);
        assert!(!matches("correct horse", Some(&one)).await);
        assert!(!matches(&password, None).await);
        assert!(!matches("nobody has this one", None).await);
    }

    #[test]
    fn what_is_too_short_or_too_long_is_said() {
        assert!(problem("eleven char").is_some());
        assert_eq!(problem("twelve chars"), None);
        assert!(problem(&"x".repeat(257)).is_some());
    }
}
