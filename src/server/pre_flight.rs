//! What is checked before the doors open, above all whether phones get through to this server.

use super::app::App;
use super::error::PageResult;
use super::facilitator::Facilitator;
use super::links::qr_svg;
use super::render::{Bundle, live_page, page};
use super::routes::Routes;
use crate::domain::ids::JoinCode;
use crate::domain::session::Session;
use crate::ui::pages::{PreFlightPage, ReachedPage, TestPicturePage};
use crate::ui::pre_flight::{Findings, ReachedBy};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Html;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many phones are remembered for a session: whoever opens the link again and again must not fill
/// the memory.
const MOST_PHONES: usize = 20;

/// So many sessions are remembered.
const MOST_SESSIONS: usize = 100;

pub fn router() -> Routes {
    Routes::new()
        .get("/s/{code}/pre-flight", checks)
        .get("/s/{code}/pre-flight/findings", findings)
        .get("/s/{code}/pre-flight/picture", picture)
        .get("/reach/{code}", reached)
}

/// The phones that have opened a test link, until the server stops; cheap to clone.
#[derive(Clone, Default)]
pub struct Reached(Arc<Mutex<HashMap<JoinCode, Vec<ReachedBy>>>>);

impl Reached {
    fn note(&self, code: &JoinCode, phone: ReachedBy) {
        let mut reached = self.lock();
        if reached.len() >= MOST_SESSIONS && !reached.contains_key(code) {
            reached.clear();
        }
        let phones = reached.entry(code.clone()).or_default();
        phones.push(phone);
        let too_many = phones.len().saturating_sub(MOST_PHONES);
        phones.drain(..too_many);
    }

    fn of(&self, code: &JoinCode) -> Vec<ReachedBy> {
        self.lock().get(code).cloned().unwrap_or_default()
    }

    /// Nothing that is done under the lock can leave the map half changed.
    fn lock(&self) -> MutexGuard<'_, HashMap<JoinCode, Vec<ReachedBy>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    fn findings(&self, session: &Session) -> Findings {
        let link = format!("{}/reach/{}", self.links.public(), session.code());
        Findings {
            clock: self.directory.clock().now(),
            utc_offset: session.utc_offset(),
            time_zone: session.time_zone().to_owned(),
            phones: self.reached.of(session.code()),
            free_bytes: self
                .store
                .directory()
                .and_then(|directory| fs4::available_space(directory).ok()),
            qr_svg: qr_svg(&link),
            link,
            is_only_local: self.links.is_only_local(),
        }
    }
}

async fn checks(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
) -> PageResult<Html<String>> {
    let session = app.session(&code).await?.session();
    let findings = app.findings(&session);
    let code = session.code().clone();
    let name = session.title().to_owned();
    let title = format!("{name} · Before the doors open · Plenary");
    Ok(live_page(&title, "page", Bundle::Desk, move || {
        view! { <PreFlightPage code session=name findings/> }
    }))
}

async fn findings(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
) -> PageResult<Json<Findings>> {
    let session = app.session(&code).await?.session();
    Ok(Json(app.findings(&session)))
}

async fn picture(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
) -> PageResult<Html<String>> {
    app.session(&code).await?;
    Ok(page(
        "Test picture · Plenary",
        "test-picture-page",
        Bundle::Desk,
        || view! { <TestPicturePage/> },
    ))
}

/// Where the test link leads: a phone that sees this page gets through.
async fn reached(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> PageResult<Html<String>> {
    let session = app.session(&code).await?.session();
    let code = session.code().clone();
    let agent = headers.get(header::USER_AGENT);
    let agent = agent.and_then(|agent| agent.to_str().ok());
    let phone = ReachedBy {
        at: app.directory.clock().now(),
        device: device(agent.unwrap_or_default()).to_owned(),
    };
    app.reached.note(&code, phone);
    Ok(page("Plenary", "page", Bundle::Phone, move || {
        view! { <ReachedPage code/> }
    }))
}

/// What a browser says that it runs on.
fn device(agent: &str) -> &'static str {
    const KNOWN: [(&str, &str); 6] = [
        ("iPhone", "An iPhone"),
        ("iPad", "An iPad"),
        ("Android", "An Android phone"),
        ("Windows", "A Windows computer"),
        ("Macintosh", "A Mac"),
        ("Linux", "A Linux computer"),
    ];
    let found = KNOWN.iter().find(|(word, _)| agent.contains(word));
    found.map_or("A device", |(_, device)| device)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Instant;

    #[test]
    fn a_phone_is_told_from_a_computer() {
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1";
        assert_eq!(device(iphone), "An iPhone");
        let android = "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0";
        assert_eq!(device(android), "An Android phone");
        assert_eq!(device(""), "A device");
    }

    #[test]
    fn only_the_latest_phones_are_remembered() {
        let reached = Reached::default();
        let code = JoinCode::new("ABC234");
        for second in 0..50 {
            let at = Instant::from_millis(second);
            let device = "A device".to_owned();
            reached.note(&code, ReachedBy { at, device });
        }
        let phones = reached.of(&code);
        assert_eq!(phones.len(), MOST_PHONES);
        assert_eq!(phones.last().map(|phone| phone.at.as_millis()), Some(49));
        assert!(reached.of(&JoinCode::new("ZZZ999")).is_empty());
    }
}
