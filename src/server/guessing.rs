//! Slows down whoever tries codes and keys that lead nowhere. People who have already come in are
//! never kept waiting, and neither are those who come in with a right code.

use super::app::App;
use super::error::PageError;
use super::peer;
use crate::domain::guessing::{Misses, Network};
use crate::domain::time::{Instant, Span};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// What a handler says of a code or a key, beside its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// It leads nowhere.
    Miss,
    /// It leads somewhere.
    Hit,
}

/// What has been tried from where; cheap to clone.
#[derive(Clone, Default)]
pub struct Guesses(Arc<Mutex<Misses>>);

impl Guesses {
    fn with<T>(&self, work: impl FnOnce(&mut Misses) -> T) -> T {
        // Nothing in the counts can be half done.
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn wait(&self, network: Network, now: Instant) -> Option<Span> {
        self.with(|misses| misses.wait(network, now))
    }

    fn note(&self, lookup: Lookup, network: Network, now: Instant) {
        self.with(|misses| match lookup {
            Lookup::Miss => misses.miss(network, now),
            Lookup::Hit => misses.hit(network, now),
        });
    }
}

/// What counts as one address.
fn network_of(address: IpAddr) -> Network {
    match address.to_canonical() {
        // Within ::/64, from which nobody sends.
        IpAddr::V4(address) => Network(u64::from(address.to_bits())),
        IpAddr::V6(address) => Network((address.to_bits() >> 64) as u64),
    }
}

/// Refuses to look up codes and keys for an address from which too many led nowhere.
pub async fn slow_down(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(address) = peer::address(&request, app.options.trusted_proxies) else {
        return next.run(request).await;
    };
    let (network, now) = (network_of(address), app.directory.clock().now());
    let is_password = tries_a_password(&request);
    if (looks_up(&request) || is_password)
        && let Some(wait) = app.guesses.wait(network, now)
        // Whoever has come in before has not come in as everybody.
        && (is_password || !app.knows(request.headers(), request.uri().path()).await)
    {
        return PageError::TooManyMisses { wait }.into_response();
    }
    if is_password {
        // It takes a while until it is known to be wrong, and who hangs up meanwhile has tried it too.
        app.guesses.note(Lookup::Miss, network, now);
    }
    let response = next.run(request).await;
    let lookup = response.extensions().get().copied();
    if is_password && lookup == Some(Lookup::Hit) {
        app.guesses.with(|misses| misses.take_back(network, now));
    }
    if let Some(lookup) = lookup {
        app.guesses.note(lookup, network, now);
    }
    response
}

fn tries_a_password(request: &Request) -> bool {
    let is_form = request.method() == Method::POST;
    is_form && ["/sign-in", "/account/password"].contains(&request.uri().path())
}

/// Whether the answer would tell a right code or key from a wrong one.
fn looks_up(request: &Request) -> bool {
    let uri = request.uri();
    let begins = ["/j/", "/s/", "/c/", "/reach/", "/sign-in/"];
    let typed = uri.path() == "/" && uri.query().is_some();
    // Nothing can be guessed there.
    let is_provider = uri.path().starts_with("/sign-in/oidc");
    typed || !is_provider && begins.iter().any(|begin| uri.path().starts_with(begin))
}

impl App {
    /// Whether somebody asks who has come in before: a facilitator, or a participant of the session
    /// that the path names.
    async fn knows(&self, headers: &HeaderMap, path: &str) -> bool {
        let jar = CookieJar::from_headers(headers);
        if let Ok(Some(_)) = self.facilitator(&jar).await {
            return true;
        }
        let code = path.split('/').nth(2).unwrap_or_default();
        let is_session = path.starts_with("/s/") || path.starts_with("/j/");
        let seat = async { self.seat(code, &jar).await.ok().flatten() };
        is_session && self.has_a_cookie(&jar, code) && seat.await.is_some()
    }

    /// Whether it is worth while to look: a stranger would start a session's task by trying its code.
    fn has_a_cookie(&self, jar: &CookieJar, code: &str) -> bool {
        let code = self.code(code);
        code.is_ok_and(|code| self.participant_key(jar, &code).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(address: &str) -> Network {
        network_of(address.parse().expect("an address"))
    }

    #[test]
    fn the_many_addresses_of_one_ipv6_network_are_one() {
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_ne!(network("192.0.2.2"), network("192.0.2.1"));
    }
}
