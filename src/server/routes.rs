//! A router that knows its routes, so that a test can ask of each who may use it.

use super::app::App;
use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, get, post};

/// A way into the server.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// As a pattern, such as `/s/{code}`.
    pub path: String,
    /// `GET` or `POST`.
    pub method: String,
}

/// Routes with what answers them.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    known: Vec<Route>,
}

impl Routes {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a page or a file.
    pub fn get<H, T>(self, path: &str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.route(Method::GET, path, get(handler))
    }

    /// Takes a form.
    pub fn post<H, T>(self, path: &str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.route(Method::POST, path, post(handler))
    }

    /// Both.
    pub fn merge(mut self, other: Self) -> Self {
        self.known.extend(other.known);
        self.router = self.router.merge(other.router);
        self
    }

    /// The router, and what it knows.
    pub fn into_parts(self) -> (Router<App>, Vec<Route>) {
        (self.router, self.known)
    }

    fn route(mut self, method: Method, path: &str, answer: MethodRouter<App>) -> Self {
        self.known.push(Route {
            path: path.to_owned(),
            method: method.to_string(),
        });
        self.router = self.router.route(path, answer);
        self
    }
}
