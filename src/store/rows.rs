//! What is kept beside the logs: which sessions there are, and who may lead.

use crate::domain::ids::JoinCode;
use crate::domain::session::Record;
use crate::domain::time::Instant;

/// A session as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Names the session to people.
    pub code: JoinCode,
    /// The name of this run.
    pub title: String,
    /// The name of the training.
    pub training: String,
    /// The day of the session, ISO 8601.
    pub date: String,
    /// When it was made.
    pub created_at: Instant,
    /// When it ended; none while it is open.
    pub ended_at: Option<Instant>,
    /// Whether only the facilitator was real.
    pub is_rehearsal: bool,
    /// The user who made it; none where whoever runs the server did.
    pub owner: Option<String>,
}

/// A session that is to be made.
#[derive(Clone, Debug)]
pub struct NewSessionRow {
    /// The name of this run.
    pub title: String,
    /// The name of the training.
    pub training: String,
    /// The day of the session, ISO 8601.
    pub date: String,
    /// From when on nothing about it is kept.
    pub expires_at: Instant,
    /// Whether only the facilitator is real.
    pub is_rehearsal: bool,
    /// The user who makes it; none where whoever runs the server does.
    pub owner: Option<String>,
    /// Its first record, always that it was created.
    pub first: Record,
}

/// Who leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacilitatorRow {
    /// By which other facilitators know them; empty for whoever uses the terminal's link.
    pub name: String,
    /// The one session that they lead; none where they lead more.
    pub session: Option<JoinCode>,
    /// The user that they are; none for a co-facilitator, and for whoever runs the server.
    pub user: Option<String>,
}

/// Somebody with a sign-in of their own, on a server that several facilitators share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    /// By which they sign in.
    pub name: String,
    /// Whether they lead the sessions of all, rather than their own.
    pub is_admin: bool,
    /// The digest of their password; none before they have chosen one.
    pub password: Option<String>,
}
