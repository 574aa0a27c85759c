//! The two cookies: one says who leads, one for each session says who takes part.

use super::app::App;
use super::keys::Key;
use crate::domain::ids::JoinCode;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};

impl App {
    /// The facilitator's key that a browser presents.
    pub(super) fn facilitator_key(&self, jar: &CookieJar) -> Option<Key> {
        Key::presented(jar.get(&self.cookie_name("facilitator"))?.value())
    }

    /// A participant's key that a browser presents for a session.
    pub(super) fn participant_key(&self, jar: &CookieJar, code: &JoinCode) -> Option<Key> {
        Key::presented(jar.get(&self.participant_cookie(code))?.value())
    }

    pub(super) fn with_facilitator(&self, jar: CookieJar, key: &Key) -> CookieJar {
        jar.add(self.cookie(self.cookie_name("facilitator"), key))
    }

    pub(super) fn with_participant(&self, jar: CookieJar, code: &JoinCode, key: &Key) -> CookieJar {
        jar.add(self.cookie(self.participant_cookie(code), key))
    }

    pub(super) fn without_facilitator(&self, jar: CookieJar) -> CookieJar {
        jar.remove(Cookie::build(self.cookie_name("facilitator")).path("/"))
    }

    fn participant_cookie(&self, code: &JoinCode) -> String {
        self.cookie_name(&format!("participant-{code}"))
    }

    /// With TLS the prefix keeps other hosts of the domain from setting the cookie.
    pub(super) fn cookie_name(&self, name: &str) -> String {
        if self.links.is_secure() {
            format!("__Host-{name}")
        } else {
            name.to_owned()
        }
    }

    fn cookie(&self, name: String, key: &Key) -> Cookie<'static> {
        Cookie::build((name, key.reveal().to_owned()))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.links.is_secure())
            .permanent()
            .build()
    }
}
