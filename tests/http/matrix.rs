//! Who may do what: every route that the router knows, and everybody who could ask. A route without
//! a row here fails the test, and so does a row without a route.
//!
//! Each row is asked in the order of its columns, from whoever may least to whoever may most, at a
//! server of its own, since some rows delete what they are asked about.

use super::support::{Browser, CLOSEOUT, NEW_SESSION};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use std::collections::BTreeSet;
use tower::ServiceExt;

/// So many kinds of people.
const EVERYBODY: usize = 9;

/// The statuses for: nobody in particular, a participant, another participant of the session, a
/// participant of another session, a co-facilitator of another session, a user with other sessions, a
/// co-facilitator of this one, the user who has made it, and whoever runs the server.
///
/// 303 leads on, or to where one comes in. 410 is a feed that only says that there is nothing to
/// follow.
type Row = (&'static str, &'static str, [u16; EVERYBODY]);

/// Everybody may.
const OPEN: [u16; EVERYBODY] = [200; EVERYBODY];
/// A page of the facilitators of a session.
const LED: [u16; EVERYBODY] = [401, 401, 401, 401, 403, 403, 200, 200, 200];
/// A form of the facilitators of a session.
const LEADS: [u16; EVERYBODY] = [401, 401, 401, 401, 403, 403, 303, 303, 303];
/// A page of whoever has made a session or runs the server.
const OWNED: [u16; EVERYBODY] = [401, 401, 401, 401, 403, 403, 403, 200, 200];
/// A form of whoever has made a session or runs the server.
const OWNS: [u16; EVERYBODY] = [401, 401, 401, 401, 403, 403, 403, 303, 303];
/// A form of whoever makes sessions.
const MAKES: [u16; EVERYBODY] = [401, 401, 401, 401, 403, 303, 403, 303, 303];
/// A page of a phone; others are shown to the door.
const PHONE: [u16; EVERYBODY] = [303, 200, 200, 303, 303, 303, 303, 303, 303];
/// A form of a phone; whoever has not joined is told to.
const SENDS: [u16; EVERYBODY] = [422, 303, 303, 422, 422, 422, 422, 422, 422];
/// A page of whoever has the link, whoever that is: it is meant to be opened on another device.
const LINKED: [u16; EVERYBODY] = [200; EVERYBODY];
/// A form there.
const LINK_SENDS: [u16; EVERYBODY] = [303; EVERYBODY];

const ROWS: &[Row] = &[
    ("GET", "/", OPEN),
    ("GET", "/accent/{file}", OPEN),
    ("GET", "/healthz", OPEN),
    ("GET", "/readyz", OPEN),
    ("GET", "/time", OPEN),
    ("GET", "/reach/{code}", OPEN),
    // The link is for one browser; whoever runs the server has no use for it.
    (
        "GET",
        "/sign-in/{key}",
        [200, 200, 200, 200, 200, 200, 200, 200, 303],
    ),
    (
        "POST",
        "/sign-in/{key}",
        [303, 403, 403, 403, 403, 403, 403, 403, 403],
    ),
    (
        "GET",
        "/sign-in",
        [200, 200, 200, 200, 303, 303, 303, 303, 303],
    ),
    // With a wrong password.
    ("POST", "/sign-in", [403; EVERYBODY]),
    // Where there is no provider.
    ("GET", "/sign-in/oidc", [404; EVERYBODY]),
    ("GET", "/sign-in/oidc/callback", [404; EVERYBODY]),
    // Only who has a sign-in of their own has a password.
    (
        "GET",
        "/account",
        [401, 401, 401, 401, 409, 200, 409, 200, 409],
    ),
    (
        "POST",
        "/account/password",
        [401, 401, 401, 401, 409, 303, 409, 303, 409],
    ),
    ("POST", "/sign-out", [303; EVERYBODY]),
    // Whoever has joined goes on to their phone.
    (
        "GET",
        "/j/{code}",
        [200, 303, 303, 200, 200, 200, 200, 200, 200],
    ),
    ("POST", "/j/{code}", [303; EVERYBODY]),
    ("GET", "/s/{code}", PHONE),
    ("GET", "/s/{code}/keep", PHONE),
    ("POST", "/s/{code}/answer", SENDS),
    ("POST", "/s/{code}/commit", SENDS),
    ("POST", "/s/{code}/share", SENDS),
    ("POST", "/s/{code}/return-link", SENDS),
    (
        "GET",
        "/s/{code}/events/phone",
        [410, 200, 200, 410, 410, 410, 410, 410, 410],
    ),
    ("GET", "/c/{code}/{key}", LINKED),
    ("GET", "/c/{code}/{key}/keep", LINKED),
    ("GET", "/c/{code}/{key}/keep.md", LINKED),
    ("GET", "/c/{code}/{key}/commitments.ics", LINKED),
    ("GET", "/c/{code}/{key}/delete", LINKED),
    ("POST", "/c/{code}/{key}/amend", LINK_SENDS),
    ("POST", "/c/{code}/{key}/check-in", LINK_SENDS),
    ("POST", "/c/{code}/{key}/share", LINK_SENDS),
    // Once it is done, the link leads nowhere.
    (
        "POST",
        "/c/{code}/{key}/delete",
        [200, 404, 404, 404, 404, 404, 404, 404, 404],
    ),
    (
        "GET",
        "/facilitate",
        [401, 401, 401, 401, 303, 200, 303, 200, 200],
    ),
    ("POST", "/facilitate/sessions", MAKES),
    ("POST", "/facilitate/rehearsals", MAKES),
    ("GET", "/s/{code}/delete", OWNED),
    ("POST", "/s/{code}/delete", OWNS),
    // It ends once.
    (
        "POST",
        "/s/{code}/end",
        [401, 401, 401, 401, 403, 403, 303, 422, 422],
    ),
    ("GET", "/s/{code}/projector", LED),
    ("GET", "/s/{code}/console", LED),
    ("GET", "/s/{code}/pre-flight", LED),
    ("GET", "/s/{code}/pre-flight/findings", LED),
    ("GET", "/s/{code}/pre-flight/picture", LED),
    ("GET", "/s/{code}/events/projector", LED),
    ("GET", "/s/{code}/events/console", LED),
    ("GET", "/s/{code}/entry", LED),
    ("POST", "/s/{code}/entry", LEADS),
    ("POST", "/s/{code}/entry/commit", LEADS),
    ("GET", "/s/{code}/cards", LED),
    ("GET", "/s/{code}/report", LED),
    ("POST", "/s/{code}/report/notes", LEADS),
    ("GET", "/s/{code}/check-ins", LED),
    ("POST", "/s/{code}/check-ins/mail-merge", LED),
    ("GET", "/s/{code}/export/{file}", LED),
    ("POST", "/api/order", LED),
    ("POST", "/api/remote-link", LED),
];

/// The slide of the poll.
const POLL: &str = r#"{"go-to":{"section":0,"slide":3}}"#;
const PROMISE: &str = "kind=pre-read-template&field-document=Doc&field-rep=Kim&due=2026-11-27";

/// A server with two sessions, and everybody in the order of the columns.
struct Scene {
    code: String,
    /// The id of the first participant.
    participant: String,
    /// The key of the first participant's return link.
    return_key: String,
    /// The key of a sign-in link that nobody has used.
    sign_in_key: String,
    everybody: [Browser; EVERYBODY],
}

/// The key at the end of a link.
fn key_in(link: &str) -> String {
    let path = link.split('?').next().unwrap_or_default();
    let key = path.rsplit('/').next().unwrap_or_default();
    key.trim_end_matches('"').to_owned()
}

pub async fn invitation(lead: &mut Browser, code: &str, name: &str) -> String {
    let request = Request::post("/api/remote-link")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/json");
    let body = format!(r#"{{"code":"{code}","name":"{name}"}}"#);
    let answer = lead.ask(request, Body::from(body)).await.body;
    let (_, rest) = answer.split_once("/sign-in/").expect("a link");
    let key = rest.split('?').next().expect("it ends");
    format!("/sign-in/{key}")
}

impl Scene {
    async fn new() -> Self {
        let mut lead = Browser::new().await;
        lead.sign_in().await;
        let mut owner = lead.user("ana", false).await;
        let code = owner.start_another("Lisbon").await;
        let mut other_user = lead.user("raj", false).await;
        other_user.start_another("Faro").await;
        let other = lead.start_another("Porto").await;
        lead.order(&code, "poll", POLL).await;
        lead.order(&code, "closeout", CLOSEOUT).await;

        let mut participant = lead.another();
        participant.join(&code, "Ana").await;
        let promise = format!("{PROMISE}&command=1");
        let sent = participant
            .send(&format!("/s/{code}/commit"), promise)
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let path = format!("/s/{code}/return-link");
        let return_key = key_in(&participant.post(&path, &[]).await.location);
        let entry = lead.get(&format!("/s/{code}/entry")).await.body;
        let (_, id) = entry.split_once("id=\"person-").expect("she is there");
        let participant_id = id.split('"').next().expect("it ends").to_owned();
        let mut other_participant = lead.another();
        other_participant.join(&code, "Raj").await;
        let mut elsewhere = lead.another();
        elsewhere.join(&other, "Kim").await;

        let mut other_facilitator = lead.another();
        let link = invitation(&mut lead, &other, "Lee").await;
        other_facilitator.post(&link, &[]).await;
        let mut co_facilitator = lead.another();
        let link = invitation(&mut lead, &code, "Mia").await;
        co_facilitator.post(&link, &[]).await;
        let sign_in_key = key_in(&invitation(&mut lead, &code, "Nils").await);
        Self {
            code,
            participant: participant_id,
            return_key,
            sign_in_key,
            everybody: [
                lead.another(),
                participant,
                other_participant,
                elsewhere,
                other_facilitator,
                other_user,
                co_facilitator,
                owner,
                lead,
            ],
        }
    }

    fn path(&self, pattern: &str) -> String {
        let key = match pattern.starts_with("/sign-in/") {
            true => &self.sign_in_key,
            false => &self.return_key,
        };
        let file = match pattern.starts_with("/accent") {
            true => "0e6a5b.css",
            false => "commitments.csv",
        };
        pattern
            .replace("{code}", &self.code)
            .replace("{key}", key)
            .replace("{file}", file)
    }

    /// What a form sends that is right in all but who sends it.
    fn body(&self, pattern: &str, column: usize) -> String {
        // Ids and names of each sender's own.
        let key = format!("{column:040x}");
        match pattern {
            "/j/{code}" | "/s/{code}/entry" => format!("name=Person+{column}&key={key}"),
            "/s/{code}/answer" => "command=2&activity=symptom-check".to_owned(),
            "/s/{code}/commit" => format!("{PROMISE}&command=2"),
            "/s/{code}/share" | "/c/{code}/{key}/share" => "command=2&share=true".to_owned(),
            "/c/{code}/{key}/amend" => PROMISE.to_owned(),
            "/c/{code}/{key}/check-in" => {
                "kind=pre-read-template&check_in=day-7&outcome=done".to_owned()
            }
            "/s/{code}/entry/commit" => format!("{PROMISE}&participant={}", self.participant),
            "/s/{code}/report/notes" => "notes=Longer+pauses.".to_owned(),
            "/facilitate/sessions" => {
                let fields = NEW_SESSION
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"));
                fields.collect::<Vec<_>>().join("&")
            }
            "/facilitate/rehearsals" => {
                "training=sales-manager-1-1-reboot&speed=20&participants=0".to_owned()
            }
            "/api/order" => format!(
                r#"{{"code":"{}","request":{{"id":"{column}","command":"forward"}}}}"#,
                self.code
            ),
            "/sign-in" => "name=ana&password=not+her+password".to_owned(),
            "/account/password" => "password=three+or+four+words".to_owned(),
            "/api/remote-link" => format!(r#"{{"code":"{}","name":""}}"#, self.code),
            _ => String::new(),
        }
    }

    /// What somebody gets.
    async fn status(&mut self, column: usize, method: &str, pattern: &str, site: &str) -> u16 {
        let content_type = match pattern.starts_with("/api/") {
            true => "application/json",
            false => "application/x-www-form-urlencoded",
        };
        let request = Request::builder()
            .method(method)
            .uri(self.path(pattern))
            .header(header::CONTENT_TYPE, content_type)
            .header(header::ACCEPT, "application/json")
            .header(header::HOST, "localhost:3000")
            .header(header::ORIGIN, site)
            .header(header::COOKIE, self.everybody[column].cookie_header());
        let body = Body::from(self.body(pattern, column));
        let request = request.body(body).expect("a request");
        let router = self.everybody[column].router.clone();
        let answer = router.oneshot(request).await.expect("it answers");
        let status = answer.status().as_u16();
        if pattern.ends_with("/events/phone") {
            let first = answer.into_body().frame().await.expect("it says something");
            let first = first.expect("it goes on").into_data().expect("text");
            if first.starts_with(b"event: gone") {
                return 410;
            }
        }
        status
    }
}

#[tokio::test]
async fn each_route_has_a_row_and_each_row_a_route() {
    let browser = Browser::new().await;
    let routes = browser.routes.iter();
    let known: BTreeSet<_> = routes
        .map(|route| (route.method.clone(), route.path.clone()))
        .collect();
    let rows: BTreeSet<_> = ROWS
        .iter()
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    assert_eq!(ROWS.len(), rows.len(), "each once");
    assert_eq!(known, rows);
}

#[tokio::test]
async fn everybody_may_what_the_matrix_says_and_no_more() {
    let mut wrong = Vec::new();
    for (method, path, expected) in ROWS {
        let mut scene = Scene::new().await;
        let mut found = [0; EVERYBODY];
        for (column, found) in found.iter_mut().enumerate() {
            *found = scene
                .status(column, method, path, "http://localhost:3000")
                .await;
        }
        if found != *expected {
            wrong.push(format!("{method} {path}: {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    println!("{} routes, {} cells", ROWS.len(), ROWS.len() * EVERYBODY);
}

#[tokio::test]
async fn what_another_site_makes_a_browser_send_is_refused_everywhere() {
    let mut scene = Scene::new().await;
    let forms = ROWS.iter().filter(|(method, ..)| *method == "POST");
    for (method, path, _) in forms {
        for column in 0..EVERYBODY {
            let status = scene
                .status(column, method, path, "http://elsewhere.test")
                .await;
            assert_eq!(status, 403, "{path} by {column}");
        }
    }
    // Nothing of it has happened.
    let (method, page) = ("GET", "/s/{code}/console");
    let own = "http://localhost:3000";
    assert_eq!(scene.status(8, method, page, own).await, 200);
    assert_eq!(scene.status(1, method, "/s/{code}", own).await, 200);
}
