//! The program itself, as a process of its own, and how a facilitator and phones talk to it.

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use plenary::simulation::{Door, Network};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// An address at which nobody listens.
pub fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("it is bound").to_string()
}

/// A server that is killed when this is dropped.
pub struct Server(pub Child);

impl Server {
    /// Starts one, waits until it listens, and gives its sign-in link too.
    pub fn start(address: &str, data: &Path) -> (Self, String) {
        Self::start_with_log(address, data, "warn", Stdio::inherit())
    }

    /// As [`Server::start`], and says where it writes how much of a log.
    pub fn start_with_log(address: &str, data: &Path, level: &str, log: Stdio) -> (Self, String) {
        Self::start_through(Command::new("env"), address, data, level, log)
    }

    /// As [`Server::start_with_log`], by another program, which is told what to run.
    pub fn start_through(
        mut other: Command,
        address: &str,
        data: &Path,
        level: &str,
        log: Stdio,
    ) -> (Self, String) {
        let mut child = other
            .arg(program())
            .args(["serve", "--listen", address, "--data"])
            .arg(data)
            .env("PLENARY_LOG", level)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the program is there");
        let said = child.stdout.take().expect("it is piped");
        let mut lines = BufReader::new(said).lines();
        let link = lines.find_map(|line| {
            let line = line.expect("it is text");
            Some(line.split_once("/sign-in/")?.1.to_owned())
        });
        let link = link.unwrap_or_else(|| panic!("Kept: the server does not start again"));
        (Self(child), format!("/sign-in/{link}"))
    }

    /// Tells it to end, as whoever runs services does.
    pub fn terminate(&self) {
        let told = Command::new("kill").arg(self.0.id().to_string()).status();
        assert!(told.expect("the command is there").success());
    }

    /// How much memory it holds, in KiB.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()));
        let status = status.expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let amount = line.expect("a process has memory").trim();
        let amount = amount.trim_end_matches(" kB").parse();
        amount.expect("a number")
    }
}

/// The program: the one in `PLENARY_PROGRAM`, such as an optimised one, or the one that was built with
/// the tests.
fn program() -> PathBuf {
    let said = std::env::var_os("PLENARY_PROGRAM").map(PathBuf::from);
    said.unwrap_or_else(|| env!("CARGO_BIN_EXE_plenary").into())
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself. On Unix this is SIGKILL.
        let _ = self.0.kill();
        self.0.wait().expect("it ends");
    }
}

/// A session at a server, as its facilitator drives it.
#[derive(Clone)]
pub struct Room {
    pub network: Network,
    pub code: String,
    pub facilitator: String,
}

impl Room {
    /// Makes a session.
    pub async fn open(address: &str, link: &str) -> Self {
        let network = Network::new(&format!("http://{address}")).expect("an address");
        let sign_in = form(link, "", String::new());
        let facilitator = cookie(&ask(&network, sign_in).await);
        Self::made(network, facilitator).await
    }

    /// Makes one more, at the same server.
    pub async fn another(&self) -> Self {
        Self::made(self.network.clone(), self.facilitator.clone()).await
    }

    async fn made(network: Network, facilitator: String) -> Self {
        let new = "training=sales-manager-1-1-reboot&title=Lisbon&date=2026-11-24\
                   &time_zone=Europe%2FLisbon";
        let form = form("/facilitate/sessions", &facilitator, new.to_owned());
        let made = ask(&network, form).await;
        let to = made.headers()[header::LOCATION].to_str().expect("text");
        let code = to.split('/').nth(2).expect("a code").to_owned();
        Self {
            network,
            code,
            facilitator,
        }
    }

    /// Carries out an order.
    pub async fn order(&self, id: &str, command: &str) {
        assert!(self.is_done(id, command).await);
    }

    /// Whether an order is carried out: it may reach no server.
    pub async fn is_done(&self, id: &str, command: &str) -> bool {
        let code = &self.code;
        let order = format!(r#"{{"code":"{code}","request":{{"id":"{id}","command":{command}}}}}"#);
        let request = Request::post("/api/order")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json")
            .header(header::COOKIE, &self.facilitator);
        let request = request.body(order).expect("a request");
        let answer = self.network.ask(request).await;
        answer.is_ok_and(|answer| answer.status() == StatusCode::OK)
    }

    /// Somebody joins; gives their cookie.
    pub async fn join(&self, name: &str) -> String {
        let path = format!("/j/{}", self.code);
        let answer = ask(&self.network, page(&path)).await.into_body();
        let answer = answer.collect().await.expect("it has an end").to_bytes();
        let answer = String::from_utf8_lossy(&answer);
        let (_, key) = answer.split_once("name=\"key\" value=\"").expect("a key");
        let key = key.split('"').next().expect("it ends");
        let body = format!("name={}&key={key}", name.replace(' ', "+"));
        cookie(&ask(&self.network, form(&path, "", body)).await)
    }

    /// A promise, as a phone sends it.
    pub fn promise(&self, cookie: &str, command: &str, words: &str) -> Request<String> {
        let words = words.replace(' ', "+");
        let body = format!(
            "command={command}&kind=pre-read-template&field-document={words}&field-rep=Kim\
             &due=2026-11-27"
        );
        form(&format!("/s/{}/commit", self.code), cookie, body)
    }
}

/// A form without JavaScript's help.
pub fn plain_form(path: &str, cookie: &str, body: &str) -> Request<String> {
    let mut form = form(path, cookie, body.to_owned());
    form.headers_mut().remove(header::ACCEPT);
    form
}

/// Asks a server that runs.
pub async fn ask(network: &Network, request: Request<String>) -> Response<Body> {
    network.ask(request).await.expect("the server runs")
}

fn page(path: &str) -> Request<String> {
    Request::get(path).body(String::new()).expect("a request")
}

fn form(path: &str, cookie: &str, body: String) -> Request<String> {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/plain")
        .header(header::COOKIE, cookie);
    request.body(body).expect("a request")
}

fn cookie(response: &Response<Body>) -> String {
    let cookie = response.headers()[header::SET_COOKIE].to_str();
    let cookie = cookie.expect("it is text").split(';').next();
    cookie.expect("it has a beginning").to_owned()
}
