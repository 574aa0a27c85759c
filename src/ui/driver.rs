//! The facilitator's orders: a server function that takes a command, and what sends it.

use crate::domain::ids::JoinCode;
use crate::domain::session::{Command, Refusal, Request};
use leptos::prelude::*;
use leptos::server_fn::codec::{Json, JsonEncoding};
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why an order has no effect, in a sentence that the facilitator can read.
#[derive(Clone, Debug, Error, Serialize, Deserialize)]
pub enum OrderError {
    /// By the rules.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The cookie is missing or too old.
    #[error("You are not signed in any more. Open a new sign-in link.")]
    NotSignedIn,
    /// Whoever asks leads another session.
    #[error("You have not been invited to this session. Ask its facilitator for a link.")]
    OtherSession,
    /// It could not be kept.
    #[error("{0}")]
    NotKept(String),
    /// The server cannot be reached, or does not understand.
    #[error("The server cannot be reached. Your order has not been carried out: try again.")]
    Unreachable,
}

impl FromServerFnError for OrderError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            error => Self::NotKept(error.to_string()),
        }
    }
}

/// Carries out an order of the facilitator. Answered once it is on disk; the same request twice has
/// the effect of one, so a lost answer is no harm.
#[server(prefix = "/api", endpoint = "order", input = Json)]
pub async fn order(
    /// Of which session.
    code: JoinCode,
    /// What is to be done.
    request: Request,
) -> Result<(), OrderError> {
    let console = expect_context::<crate::server::Console>();
    console.order(&code, request).await
}

/// A link that signs another device in, as a console of this session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignInLink {
    /// The link; it works once.
    pub url: String,
    /// The same link as a QR code.
    pub qr_svg: String,
}

/// Makes a link that signs another device in: the facilitator's own phone, or a co-facilitator's.
#[server(prefix = "/api", endpoint = "remote-link", input = Json)]
pub async fn remote_link(
    /// For which session's console.
    code: JoinCode,
    /// The name of the co-facilitator; empty for the facilitator's own phone.
    name: String,
) -> Result<SignInLink, OrderError> {
    let console = expect_context::<crate::server::Console>();
    console.remote_link(&code, &name).await
}

/// Sends the facilitator's orders, and keeps what went wrong for the screen to show.
#[derive(Clone, Copy)]
pub struct Driver {
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
    code: StoredValue<JoinCode>,
    /// Why the latest order had no effect.
    pub problem: RwSignal<Option<String>>,
}

impl Driver {
    /// For the orders to one session.
    pub fn new(code: JoinCode) -> Self {
        Self {
            code: StoredValue::new(code),
            problem: RwSignal::new(None),
        }
    }

    /// Sends an order; why it has no effect is for the screen to show.
    pub fn order(self, command: Command) {
        self.order_then(command, move |answer| self.problem.set(answer.err()));
    }

    /// Sends an order, and sends it again while the server cannot be reached. What came of it goes
    /// to whoever asked: a form shows a refusal beside what was typed.
    #[cfg(feature = "hydrate")]
    pub fn order_then(self, command: Command, done: impl FnOnce(Result<(), String>) + 'static) {
        /// Together some 12 s: a restart of the server goes unnoticed.
        const WAITS: [u32; 6] = [200, 500, 1_000, 2_000, 4_000, 4_000];

        let request = Request {
            id: super::browser::command_id(),
            command,
        };
        let code = self.code.get_value();
        leptos::task::spawn_local(async move {
            let mut waits = WAITS.iter();
            let answer = loop {
                let answer = order(code.clone(), request.clone()).await;
                let is_lost = matches!(answer, Err(OrderError::Unreachable));
                match waits.next().filter(|_| is_lost) {
                    Some(wait) => gloo_timers::future::TimeoutFuture::new(*wait).await,
                    None => break answer,
                }
            };
            done(answer.map_err(|error| error.to_string()));
        });
    }

    /// Orders come from a browser only.
    #[cfg(not(feature = "hydrate"))]
    pub fn order_then(self, _: Command, _: impl FnOnce(Result<(), String>) + 'static) {}
}
