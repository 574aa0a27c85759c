//! The session that an address names.

use super::app::App;
use super::error::{PageError, PageResult};
use crate::domain::ids::JoinCode;
use crate::domain::join_code;
use crate::live::Handle;

impl App {
    /// The code that an address or a form names, however it is typed.
    pub(super) fn code(&self, typed: &str) -> PageResult<JoinCode> {
        join_code::from_typed(typed).ok_or_else(|| PageError::NoSuchCode(shown(typed)))
    }

    /// The session that an address names.
    pub(super) async fn session(&self, typed: &str) -> PageResult<Handle> {
        let code = self.code(typed)?;
        let session = self.directory.session(&code).await;
        session.map_err(|error| match error {
            crate::live::LiveError::NoSession(code) => PageError::NoSuchCode(code),
            error => error.into(),
        })
    }
}

/// Enough of what was typed to recognise it.
fn shown(typed: &str) -> String {
    typed
        .chars()
        .filter(|letter| !letter.is_control())
        .take(20)
        .collect()
}
