//! The facilitator's orders: a server function that takes a command, and what sends it.

use super::order::Order;
#[cfg(feature = "drawn")]
use super::order::{object, quoted};
use crate::domain::ids::JoinCode;
#[cfg(feature = "ssr")]
use crate::domain::session::Refusal;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use leptos::server_fn::codec::JsonEncoding;
#[cfg(feature = "ssr")]
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why an order has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// By the rules.
    Refused,
    /// The cookie is missing or too old.
    NotSignedIn,
    /// Whoever asks leads another session.
    OtherSession,
    /// It could not be kept.
    NotKept,
    /// The server cannot be reached, or does not understand.
    Unreachable,
}

/// Why an order has no effect, with a sentence that the facilitator can read. The sentence is made by
/// the server: so the browser needs not know all the rules by which it may refuse.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrderError {
    /// Of what kind it is.
    pub why: Why,
    /// What to tell.
    pub sentence: String,
}

impl OrderError {
    /// With the sentence of its kind.
    pub fn of(why: Why) -> Self {
        let sentence = match why {
            Why::Refused => "This cannot be done now.",
            Why::NotSignedIn => "You are not signed in any more. Open a new sign-in link.",
            Why::OtherSession => {
                "You have not been invited to this session. Ask its facilitator for a link."
            }
            Why::NotKept => "The server could not keep it.",
            Why::Unreachable => {
                "The server cannot be reached. Your order has not been carried out: try again."
            }
        };
        Self {
            why,
            sentence: sentence.to_owned(),
        }
    }

    /// It could not be kept, and why.
    #[cfg(feature = "ssr")]
    pub fn not_kept(sentence: String) -> Self {
        let why = Why::NotKept;
        Self { why, sentence }
    }
}

#[cfg(feature = "ssr")]
impl From<Refusal> for OrderError {
    fn from(refusal: Refusal) -> Self {
        Self {
            why: Why::Refused,
            sentence: refusal.to_string(),
        }
    }
}

#[cfg(feature = "ssr")]
impl FromServerFnError for OrderError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self::not_kept(error.to_string())
    }
}

/// A link that signs another device in, as a console of this session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignInLink {
    /// The link; it works once.
    pub url: String,
    /// The same link as a QR code.
    pub qr_svg: String,
}

/// The server functions.
#[cfg(feature = "ssr")]
mod functions {
    use super::{OrderError, SignInLink};
    use crate::domain::ids::JoinCode;
    use crate::domain::session::Request;
    use leptos::prelude::*;
    use leptos::server_fn::codec::Json;

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
}

/// What calls the server functions. They are two, so the browser posts to them itself: what Leptos makes
/// for any function of any server is more code than all that is sent.
#[cfg(feature = "drawn")]
mod calling {
    #[cfg(feature = "console")]
    use super::SignInLink;
    use super::{OrderError, Why};
    use crate::domain::ids::JoinCode;
    use crate::ui::browser::post_json;
    use crate::ui::order::{object, quoted};
    use crate::ui::wire::{FromWire, Json};

    /// Sends an order once; `request` is JSON already.
    pub async fn order(code: &JoinCode, request: &str) -> Result<(), OrderError> {
        let code = quoted(code.as_str());
        let arguments = object(&[("code", code), ("request", request.to_owned())]);
        call("/api/order", &arguments).await.map(|_| ())
    }

    /// Asks for a link that signs another device in.
    #[cfg(feature = "console")]
    pub async fn remote_link(code: &JoinCode, name: &str) -> Result<SignInLink, OrderError> {
        let arguments = object(&[("code", quoted(code.as_str())), ("name", quoted(name))]);
        let answer = call("/api/remote-link", &arguments).await?;
        SignInLink::from_wire(answer).ok_or_else(strange)
    }

    async fn call(address: &str, arguments: &str) -> Result<Json, OrderError> {
        let Some((is_done, text)) = post_json(address, arguments).await else {
            return Err(OrderError::of(Why::Unreachable));
        };
        let answer = Json::read(&text).ok_or_else(strange)?;
        if is_done {
            Ok(answer)
        } else {
            Err(OrderError::from_wire(answer).unwrap_or_else(strange))
        }
    }

    /// What is no answer of this server comes from a proxy in between, or from another release.
    fn strange() -> OrderError {
        OrderError::of(Why::NotKept)
    }
}

#[cfg(feature = "console")]
pub use calling::remote_link as ask_for_link;

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
    pub fn order(self, order: Order) {
        self.order_then(order, move |answer| self.problem.set(answer.err()));
    }

    /// Sends an order, and sends it again while the server cannot be reached. What came of it goes
    /// to whoever asked: a form shows a refusal beside what was typed.
    pub fn order_then(self, order: Order, done: impl FnOnce(Result<(), String>) + 'static) {
        self.send(order, Box::new(done));
    }

    #[cfg(feature = "drawn")]
    fn send(self, order: Order, done: Box<dyn FnOnce(Result<(), String>)>) {
        /// Together some 12 s: a restart of the server goes unnoticed.
        const WAITS: [u32; 6] = [200, 500, 1_000, 2_000, 4_000, 4_000];

        let id = quoted(super::browser::command_id().as_str());
        let request = object(&[("id", id), ("command", order.text())]);
        let code = self.code.get_value();
        wasm_bindgen_futures::spawn_local(async move {
            let mut waits = WAITS.iter();
            let answer = loop {
                let answer = calling::order(&code, &request).await;
                let is_lost = matches!(&answer, Err(error) if error.why == Why::Unreachable);
                match waits.next().filter(|_| is_lost) {
                    Some(wait) => gloo_timers::future::TimeoutFuture::new(*wait).await,
                    None => break answer,
                }
            };
            done(answer.map_err(|error| error.sentence));
        });
    }

    /// Orders come from a browser only.
    #[cfg(not(feature = "drawn"))]
    fn send(self, _: Order, _: Box<dyn FnOnce(Result<(), String>)>) {}
}
