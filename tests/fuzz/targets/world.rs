//! A whole server in this process, with a session that somebody leads and somebody has joined.

use super::small;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt;
use plenary::domain::ids::JoinCode;
use plenary::domain::session::{Actor, Command, Phase, Record, Session};
use plenary::domain::time::Span;
use plenary::live::{Clock, Directory, Handle};
use plenary::server::{
    App, Guesses, Links, Options, Reached, Rehearsals, ScreenRenderer, Shared, Trainings, router,
    routes, sign_in_link,
};
use plenary::store::{SqliteStore, Store};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

/// So many forms a session takes before there is a new one: its log would only grow.
const WORN: usize = 400;
/// So many more where it has ended, or the participant is gone.
const SPENT: usize = 100;

/// Forms that would end the world.
const LEFT_OUT: [&str; 2] = ["/sign-out", "/s/{code}/delete"];

/// Who sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// Somebody without a cookie.
    Nobody,
    /// Somebody who has joined.
    Participant,
    /// Whoever runs the server.
    Facilitator,
}

/// What the server answers.
pub struct Answer {
    pub status: u16,
    pub is_html: bool,
    pub body: String,
    location: String,
    cookie: String,
}

impl Answer {
    /// Whether something was done.
    pub fn is_taken(&self) -> bool {
        self.status < 400
    }
}

/// The server with its session.
pub struct World {
    /// The paths of all forms, as patterns.
    pub forms: Vec<String>,
    runtime: Runtime,
    router: Router,
    directory: Directory,
    store: Arc<dyn Store>,
    facilitator: String,
    room: Room,
    _folder: TempDir,
}

struct Room {
    handle: Handle,
    code: JoinCode,
    /// The participant's cookie, id, and key to come back by.
    phone: String,
    participant: String,
    key: String,
    runs: usize,
}

impl World {
    pub fn new() -> Self {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        let folder = tempfile::tempdir().expect("a scratch directory");
        let trainings = folder.path().join("content").join(small::SLUG);
        std::fs::create_dir_all(&trainings).expect("it can be made");
        for file in small::sources() {
            std::fs::write(trainings.join(file.name), file.text).expect("it can be written");
        }
        let store: Arc<dyn Store> =
            Arc::new(SqliteStore::open(folder.path()).expect("it can be written"));
        let clock = Clock::ahead_by(Span::ZERO);
        let address = "127.0.0.1:3000".parse().expect("an address");
        let links = Links::new(address, None, false);
        let renderer = ScreenRenderer::new(links.clone());
        let inside = runtime.enter();
        let directory = Directory::new(Arc::clone(&store), clock, renderer);
        drop(inside);
        let app = App::from(Shared {
            directory: directory.clone(),
            store: Arc::clone(&store),
            trainings: Trainings::read(&trainings).expect("they are right"),
            links,
            options: Options {
                keep_days: 180,
                ..Options::default()
            },
            rehearsals: Rehearsals::default(),
            reached: Reached::default(),
            guesses: Guesses::default(),
            provider: None,
        });
        let forms = routes(&app)
            .into_iter()
            .filter(|route| route.method == "POST" && !LEFT_OUT.contains(&route.path.as_str()));
        let forms = forms.map(|route| route.path).collect();
        let link = runtime
            .block_on(sign_in_link(&app))
            .expect("it can be kept");
        let (_, sign_in) = link.split_once("3000").expect("it has a port");
        let router = router(app);
        let facilitator = ask(&runtime, &router, "POST", sign_in, "", Vec::new()).cookie;
        let room = Room::new(&runtime, &router, &directory, &facilitator);
        Self {
            forms,
            runtime,
            router,
            directory,
            store,
            facilitator,
            room,
            _folder: folder,
        }
    }

    /// What is sent, with the names of the session.
    pub fn filled_bytes(&self, body: &[u8]) -> Vec<u8> {
        match std::str::from_utf8(body) {
            Ok(text) => self.filled(text).into_bytes(),
            Err(_) => body.to_vec(),
        }
    }

    fn filled(&self, text: &str) -> String {
        text.replace("{code}", self.room.code.as_str())
            .replace("{key}", &self.room.key)
            .replace("{participant}", &self.room.participant)
    }

    /// Sends a form.
    pub fn post(&self, sender: Sender, path: &str, body: Vec<u8>) -> Answer {
        let path = self.filled(path);
        let cookie = self.cookie(sender);
        ask(&self.runtime, &self.router, "POST", &path, cookie, body)
    }

    /// Opens a page.
    pub fn get(&self, sender: Sender, path: &str) -> Answer {
        let path = self.filled(path);
        let cookie = self.cookie(sender);
        ask(
            &self.runtime,
            &self.router,
            "GET",
            &path,
            cookie,
            Vec::new(),
        )
    }

    fn cookie(&self, sender: Sender) -> &str {
        match sender {
            Sender::Nobody => "",
            Sender::Participant => &self.room.phone,
            Sender::Facilitator => &self.facilitator,
        }
    }

    /// One of the pages on which what was sent may show, with who looks at it.
    pub fn page_after(&self, sender: Sender, path: &str, number: usize) -> (Sender, String) {
        if path.starts_with("/facilitate/") {
            return (sender, "/facilitate".to_owned());
        }
        let pages = [
            (Sender::Participant, "/s/{code}"),
            (Sender::Facilitator, "/s/{code}/console"),
            (Sender::Participant, "/s/{code}/keep"),
            (Sender::Facilitator, "/s/{code}/report"),
            (Sender::Nobody, "/c/{code}/{key}"),
            (Sender::Facilitator, "/s/{code}/projector"),
            (Sender::Facilitator, "/s/{code}/entry"),
            (Sender::Facilitator, "/s/{code}/check-ins"),
            (Sender::Facilitator, "/s/{code}/cards"),
            (Sender::Nobody, "/c/{code}/{key}/commitments.ics"),
            (Sender::Facilitator, "/s/{code}/export/commitments.xlsx"),
        ];
        let (sender, page) = pages[number % pages.len()];
        (sender, page.to_owned())
    }

    /// Deletes a session that a form has made.
    pub fn clear_up(&self, answer: &Answer, path: &str) {
        if !path.starts_with("/facilitate/") || answer.status != 303 {
            return;
        }
        let made = code_in(&answer.location);
        let deleted = self.runtime.block_on(self.directory.delete(&made));
        deleted.expect("it can be deleted");
    }

    /// Counts a form. Whether so many have been counted that it is time for a look.
    pub fn count_run(&mut self, every: usize) -> bool {
        self.room.runs += 1;
        self.room.runs.is_multiple_of(every)
    }

    /// Goes on with a new session where the old one is of little use.
    pub fn renew_if_worn(&mut self) {
        let session = self.running();
        let has_ended = matches!(session.phase(), Phase::Ended { .. });
        let ana = session.participant(&self.room.participant.as_str().into());
        let is_gone = ana.is_none_or(|ana| ana.erased || ana.removed);
        let is_spent = (has_ended || is_gone) && self.room.runs >= SPENT;
        if is_spent || self.room.runs >= WORN {
            let deleted = self.directory.delete(&self.room.code);
            self.runtime.block_on(deleted).expect("it can be deleted");
            let (runtime, router) = (&self.runtime, &self.router);
            self.room = Room::new(runtime, router, &self.directory, &self.facilitator);
        }
    }

    /// The session that runs.
    pub fn running(&self) -> Arc<Session> {
        self.room.handle.session()
    }

    /// Its log, as it is on disk.
    pub fn log(&self) -> Vec<Record> {
        let log = self.store.log(self.room.code.clone());
        self.runtime.block_on(log).expect("it can be read")
    }
}

impl Room {
    /// A session of which every slide has been shown, and Ana, who has promised something.
    fn new(runtime: &Runtime, router: &Router, directory: &Directory, facilitator: &str) -> Self {
        let post = |path: &str, cookie: &str, form: &str| {
            let answer = ask(runtime, router, "POST", path, cookie, form.into());
            assert_eq!(answer.status, 303, "{path}: {}", answer.body);
            answer
        };
        let new = "training=small&title=Lisbon&date=2026-11-24&time_zone=Europe%2FLisbon";
        let made = post("/facilitate/sessions", facilitator, new);
        let code = code_in(&made.location);
        let handle = runtime.block_on(directory.session(&code));
        let handle = handle.expect("it was made");
        for (section, slides) in small::training().sections.iter().enumerate() {
            for slide in 0..slides.slides.len() {
                let order = Command::GoTo { section, slide };
                let shown = runtime.block_on(handle.ask(Actor::Facilitator, order));
                shown.expect("the slide is there");
            }
        }
        let key = "0123456789abcdef0123456789abcdef01234567";
        let phone = post(&format!("/j/{code}"), "", &format!("name=Ana&key={key}")).cookie;
        let promise = "command=1&kind=template&field-document=Doc&field-rep=Kim&due=2026-11-27";
        post(&format!("/s/{code}/commit"), &phone, promise);
        let link = post(&format!("/s/{code}/return-link"), &phone, "").location;
        let key = link.rsplit('/').next().unwrap_or_default().to_owned();
        let session = handle.session();
        let ana = session.present().first().map(|ana| ana.id.to_string());
        Self {
            participant: ana.expect("she has joined"),
            handle,
            code,
            phone,
            key,
            runs: 0,
        }
    }
}

/// The code in `/s/ABC234/console`.
fn code_in(path: &str) -> JoinCode {
    JoinCode::new(path.split('/').nth(2).unwrap_or_default())
}

fn ask(
    runtime: &Runtime,
    router: &Router,
    method: &str,
    path: &str,
    cookie: &str,
    body: Vec<u8>,
) -> Answer {
    let content = match path.starts_with("/api/") {
        true => "application/json",
        false => "application/x-www-form-urlencoded",
    };
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, content)
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT, "application/json, text/html")
        .body(Body::from(body));
    let request = request.expect("a request");
    let answered = async {
        let response = router.clone().oneshot(request).await.expect("it answers");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("it has an end");
        (parts, body.to_bytes())
    };
    let (parts, body) = runtime.block_on(answered);
    let text = |name| {
        let value = parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let cookie = text(header::SET_COOKIE);
    Answer {
        status: parts.status.as_u16(),
        is_html: text(header::CONTENT_TYPE).starts_with("text/html"),
        body: String::from_utf8_lossy(&body).into_owned(),
        location: text(header::LOCATION),
        cookie: cookie.split(';').next().unwrap_or_default().to_owned(),
    }
}
