//! Secret keys: 160 random bits that only their holder has. The server keeps digests.

use crate::domain::ids::{KeyDigest, ParticipantId};
use sha2::{Digest, Sha256};

const BYTES: usize = 20;

/// A secret key as its holder presents it.
#[derive(Clone)]
pub struct Key(String);

impl Key {
    /// A new key; none where the operating system gives no random bytes.
    pub fn random() -> Option<Self> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).ok()?;
        Some(Self(hex::encode(bytes)))
    }

    /// A key that somebody presents; none where it cannot be one.
    pub fn presented(text: &str) -> Option<Self> {
        let is_key = text.len() == 2 * BYTES && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_key.then(|| Self(text.to_owned()))
    }

    /// The key itself, for its holder.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the server keeps. A fast digest is enough: nobody guesses 160 random bits. And to look
    /// a digest up tells an attacker nothing by the time that it takes.
    pub fn digest(&self) -> KeyDigest {
        KeyDigest::new(hex::encode(Sha256::digest(self.0.as_bytes())))
    }

    /// Names whoever comes in with this key to others: the beginning of a digest does not give the
    /// digest away.
    pub fn participant(&self) -> ParticipantId {
        let digest = self.digest();
        ParticipantId::new(digest.as_str().chars().take(20).collect::<String>())
    }
}
