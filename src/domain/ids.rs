//! Names of things, each a type of its own so that they cannot be mixed up.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text as it is; whoever reads it from outside validates it first.
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// The text of the name.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    )+};
}

text_id! {
    /// An activity, unique in its training.
    ActivityId;
    /// A timer, unique in its training: `{activity}-{timer}`.
    TimerId;
    /// One of the choices of a poll or a vote, unique in its activity.
    ChoiceId;
    /// A field of a form, unique in its drill or commitment kind.
    FieldId;
    /// One of the promises that a training asks for, unique in its training.
    KindId;
    /// A day on which participants are asked about their promises, unique in its training.
    CheckInId;
    /// A participant, unique in all sessions.
    ParticipantId;
    /// Made by the sender of a command; the same id twice has the effect of one.
    CommandId;
    /// Names a session to people: six characters that cannot be confused when read aloud.
    JoinCode;
    /// The digest of a secret key, by which its holder is recognised; the key itself is never kept.
    KeyDigest;
}
