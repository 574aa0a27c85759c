//! A server, and a browser's cookies.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use plenary::domain::time::Span;
use plenary::live::{Clock, Directory};
use plenary::server::{
    App, Guesses, Links, Options, Peer, Provider, Reached, Rehearsals, Route, ScreenRenderer,
    Shared, Trainings, router, routes, sign_in_link, user_link,
};
use plenary::store::{SqliteStore, Store};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

/// A server with a browser's cookies.
pub struct Browser {
    pub router: Router,
    pub cookies: BTreeMap<String, String>,
    _folder: Option<Arc<TempDir>>,
    pub link: String,
    /// What the server knows to answer.
    pub routes: Arc<[Route]>,
    /// What the server keeps.
    pub store: Arc<dyn Store>,
    /// From where it seems to ask; none: from within the server's process.
    address: Option<SocketAddr>,
}

pub struct Page {
    pub status: StatusCode,
    pub location: String,
    pub headers: axum::http::HeaderMap,
    pub body: String,
    /// Of the body as it was sent, in bytes.
    pub length: usize,
}

impl Browser {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a scratch directory");
        let store = SqliteStore::open(folder.path()).expect("it can be written");
        Self {
            _folder: Some(Arc::new(folder)),
            ..Self::at(store).await
        }
    }

    /// At a server whose facilitators another one knows.
    pub async fn with_provider(provider: Provider) -> Self {
        let folder = tempfile::tempdir().expect("a scratch directory");
        let store = SqliteStore::open(folder.path()).expect("it can be written");
        Self {
            _folder: Some(Arc::new(folder)),
            ..Self::made(store, Some(provider)).await
        }
    }

    /// At a server that keeps its sessions in a store.
    pub async fn at(store: impl Store) -> Self {
        Self::made(store, None).await
    }

    async fn made(store: impl Store, provider: Option<Provider>) -> Self {
        let store: Arc<dyn Store> = Arc::new(store);
        let address = "127.0.0.1:3000".parse().expect("an address");
        let links = Links::new(address, None, false);
        let renderer = ScreenRenderer::new(links.clone());
        let clock = Clock::ahead_by(Span::ZERO);
        let app = App::from(Shared {
            directory: Directory::new(Arc::clone(&store), clock, renderer),
            store,
            trainings: Trainings::embedded().expect("they are right"),
            links,
            options: Options {
                keep_days: 180,
                ..Options::default()
            },
            rehearsals: Rehearsals::default(),
            reached: Reached::default(),
            guesses: Guesses::default(),
            provider,
        });
        let link = sign_in_link(&app).await.expect("it can be kept");
        Self {
            routes: routes(&app).into(),
            store: Arc::clone(&app.store),
            address: None,
            router: router(app),
            cookies: BTreeMap::new(),
            _folder: None,
            link: link.split_once("3000").expect("it has a port").1.to_owned(),
        }
    }

    /// Another browser at the same server.
    pub fn another(&self) -> Self {
        Self {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            _folder: self._folder.clone(),
            link: self.link.clone(),
            routes: self.routes.clone(),
            store: Arc::clone(&self.store),
            address: None,
        }
    }

    /// The same browser behind an address.
    pub fn from(mut self, address: [u8; 4]) -> Self {
        self.address = Some((address, 1_234).into());
        self
    }

    pub async fn get(&mut self, path: &str) -> Page {
        let request = Request::get(path);
        self.ask(request, Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let body: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        self.send(path, body.join("&")).await
    }

    /// Sends a form as it is on its way.
    pub async fn send(&mut self, path: &str, body: String) -> Page {
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(body)).await
    }

    /// The cookies as a browser sends them.
    pub fn cookie_header(&self) -> String {
        let cookies = self.cookies.iter();
        let cookies: Vec<_> = cookies
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        cookies.join("; ")
    }

    pub async fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Page {
        let mut request = request
            .header(header::COOKIE, self.cookie_header())
            .body(body)
            .expect("a request");
        if let Some(address) = self.address {
            let from = ConnectInfo(Peer(address));
            request.extensions_mut().insert(from);
        }
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("it answers");
        self.take_cookies(&response);
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("it has an end").to_bytes();
        let location = parts
            .headers
            .get(header::LOCATION)
            .and_then(|to| to.to_str().ok())
            .unwrap_or_default();
        Page {
            status: parts.status,
            location: location.to_owned(),
            length: bytes.len(),
            body: String::from_utf8_lossy(&bytes).into_owned(),
            headers: parts.headers,
        }
    }

    pub fn take_cookies(&mut self, response: &Response<Body>) {
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie");
            let (name, rest) = text.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            assert!(text.contains("HttpOnly") || value.is_empty(), "{text}");
            assert!(text.contains("SameSite=Lax") || value.is_empty(), "{text}");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    pub async fn sign_in(&mut self) {
        let link = self.link.clone();
        let page = self.post(&link, &[]).await;
        assert_eq!(
            (page.status, page.location.as_str()),
            (StatusCode::SEE_OTHER, "/facilitate")
        );
    }

    /// Another browser, in which a user with a sign-in of their own is signed in.
    pub async fn user(&self, name: &str, is_admin: bool) -> Self {
        let put = self.store.put_user(name.to_owned(), is_admin).await;
        put.expect("it can be kept");
        let now = Clock::ahead_by(Span::ZERO).now();
        let link = user_link(&*self.store, name, now).await;
        let mut browser = self.another();
        let page = browser.post(&link.expect("it can be kept"), &[]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        browser
    }

    /// A session's code.
    pub async fn start(&mut self) -> String {
        self.sign_in().await;
        self.start_another("Lisbon").await
    }

    /// The code of one more session, by its name.
    pub async fn start_another(&mut self, title: &str) -> String {
        let mut form = NEW_SESSION.to_vec();
        form[1].1 = title;
        let page = self.post("/facilitate/sessions", &form).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        page.location
            .trim_start_matches("/s/")
            .trim_end_matches("/console")
            .to_owned()
    }

    pub async fn join(&mut self, code: &str, name: &str) -> Page {
        let page = self.get(&format!("/j/{code}")).await;
        let key = hidden(&page.body, "key");
        self.post(&format!("/j/{code}"), &[("name", name), ("key", &key)])
            .await
    }

    /// What the console sends.
    pub async fn order(&mut self, code: &str, id: &str, command: &str) -> Page {
        let body = format!(r#"{{"code":"{code}","request":{{"id":"{id}","command":{command}}}}}"#);
        let request = Request::post("/api/order")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json");
        self.ask(request, Body::from(body)).await
    }
}

/// The slide of the commitments.
pub const CLOSEOUT: &str = r#"{"go-to":{"section":5,"slide":1}}"#;

pub const NEW_SESSION: &[(&str, &str)] = &[
    ("training", "sales-manager-1-1-reboot"),
    ("title", "Lisbon"),
    ("date", "2026-11-24"),
    ("time_zone", "Europe/Lisbon"),
];

pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The value of a hidden field.
pub fn hidden(html: &str, name: &str) -> String {
    let (_, rest) = html
        .split_once(&format!("name=\"{name}\" value=\""))
        .expect("the field is there");
    rest.split('"').next().expect("it ends").to_owned()
}
