//! The server is killed at random moments while phones submit, and started again.
//!
//! `PLENARY_KILLS` says how often; there are at least fifty acknowledged submissions for each kill.

use super::settings::number;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use fastrand::Rng;
use http_body_util::BodyExt;
use plenary::domain::ids::JoinCode;
use plenary::domain::session::{Event, Session};
use plenary::simulation::{Door, Network};
use plenary::store::Store;
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::time::sleep;

const PHONES: usize = 8;
const FOR_EACH_KILL: usize = 50;
const FORM: &str = "application/x-www-form-urlencoded";

/// The words that a phone was told are kept; no two submissions have the same.
type Acknowledged = Arc<Mutex<Vec<String>>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_any_number_of_kills_each_acknowledged_submission_is_there_once() {
    let kills: usize = number("PLENARY_KILLS", 12);
    let seed = number("PLENARY_SEED", fastrand::u64(..));
    println!("seed {seed}");
    let mut random = Rng::with_seed(seed);
    let folder = tempfile::tempdir().expect("a scratch directory");
    let address = free_address();
    let (server, link) = Server::start(&address, folder.path());
    let mut server = Some(server);
    let network = Network::new(&format!("http://{address}")).expect("an address");
    let code = open_session(&network, &link).await;

    let acknowledged = Acknowledged::default();
    let is_over = Arc::new(AtomicBool::new(false));
    let attempts = Arc::new(AtomicUsize::new(0));
    let mut phones = tokio::task::JoinSet::new();
    for number in 0..PHONES {
        let phone = Phone::join(&network, &code, number).await;
        phones.spawn(phone.submit(
            Arc::clone(&acknowledged),
            Arc::clone(&is_over),
            Arc::clone(&attempts),
        ));
    }
    let began = Instant::now();
    let count = || acknowledged.lock().expect("nobody panics").len();
    let mut killed = 0;
    while killed < kills || count() < kills * FOR_EACH_KILL {
        sleep(Duration::from_millis(random.u64(10..400))).await;
        drop(server.take());
        killed += 1;
        server = Some(Server::start(&address, folder.path()).0);
    }
    is_over.store(true, Ordering::Relaxed);
    while let Some(phone) = phones.join_next().await {
        phone.expect("a phone does not panic");
    }
    drop(server);
    let acknowledged = std::mem::take(&mut *acknowledged.lock().expect("nobody panics"));
    compare(folder.path(), &code, &acknowledged).await;
    println!(
        "{killed} kills in {:?}: {} submissions acknowledged, each in the log once with its words; \
         {} attempts.",
        began.elapsed(),
        acknowledged.len(),
        attempts.load(Ordering::Relaxed)
    );
}

/// Each is in the log once, word for word.
async fn compare(data: &Path, code: &str, acknowledged: &[String]) {
    let store = Store::open(data).expect("it is whole");
    let log = store.log(JoinCode::from(code)).await.expect("it is whole");
    super::invariants::check_whole(&log);
    let mut found: HashMap<&str, usize> = HashMap::new();
    for record in &log {
        if let Event::Committed { fields, .. } = &record.event {
            let words = fields.get(&"document".into()).map_or("", String::as_str);
            *found.entry(words).or_default() += 1;
        }
    }
    for words in acknowledged {
        let times = found.get(words.as_str());
        assert_eq!(times, Some(&1), "Kept, once: {words}");
    }
    let session = Session::replay(&log).expect("it begins with its creation");
    assert_eq!(session.present().len(), PHONES);
}

fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("it is bound").to_string()
}

/// A server that is killed when this is dropped.
struct Server(Child);

impl Server {
    /// Starts one, waits until it listens, and gives its sign-in link too.
    fn start(address: &str, data: &Path) -> (Self, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_plenary"))
            .args(["serve", "--listen", address, "--data"])
            .arg(data)
            .stdout(Stdio::piped())
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
}

impl Drop for Server {
    fn drop(&mut self) {
        // On Unix this is SIGKILL.
        self.0.kill().expect("it runs");
        self.0.wait().expect("it ends");
    }
}

async fn ask(network: &Network, request: Request<String>) -> Response<Body> {
    network.ask(request).await.expect("the server runs")
}

fn form(path: &str, cookie: &str, body: String) -> Request<String> {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, FORM)
        .header(header::ACCEPT, "text/plain")
        .header(header::COOKIE, cookie);
    request.body(body).expect("a request")
}

fn cookie(response: &Response<Body>) -> String {
    let cookie = response.headers()[header::SET_COOKIE].to_str();
    let cookie = cookie.expect("it is text").split(';').next();
    cookie.expect("it has a beginning").to_owned()
}

/// Makes a session and goes to where promises are made.
async fn open_session(network: &Network, link: &str) -> String {
    let request = Request::get(link).body(String::new()).expect("a request");
    let facilitator = cookie(&ask(network, request).await);
    let new = "training=sales-manager-1-1-reboot&title=Lisbon&date=2026-11-24\
               &time_zone=Europe%2FLisbon";
    let made = ask(
        network,
        form("/facilitate/sessions", &facilitator, new.to_owned()),
    )
    .await;
    let to = made.headers()[header::LOCATION].to_str().expect("text");
    let code = to.split('/').nth(2).expect("a code").to_owned();
    let order = format!(
        r#"{{"code":"{code}","request":{{"id":"1","command":{{"go-to":{{"section":5,"slide":1}}}}}}}}"#
    );
    let request = Request::post("/api/order")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/json")
        .header(header::COOKIE, facilitator);
    let request = request.body(order).expect("a request");
    assert_eq!(ask(network, request).await.status(), StatusCode::OK);
    code
}

struct Phone {
    network: Network,
    code: String,
    cookie: String,
    number: usize,
}

impl Phone {
    async fn join(network: &Network, code: &str, number: usize) -> Self {
        let path = format!("/j/{code}");
        let request = Request::get(&path).body(String::new()).expect("a request");
        let page = ask(network, request).await.into_body().collect().await;
        let page = page.expect("it has an end").to_bytes();
        let page = String::from_utf8_lossy(&page);
        let (_, key) = page.split_once("name=\"key\" value=\"").expect("a key");
        let key = key.split('"').next().expect("it ends");
        let body = format!("name=Person+{number}&key={key}");
        let joined = ask(network, form(&path, "", body)).await;
        Self {
            network: network.clone(),
            code: code.to_owned(),
            cookie: cookie(&joined),
            number,
        }
    }

    /// Submits one promise after the other, each until it is acknowledged.
    async fn submit(
        self,
        acknowledged: Acknowledged,
        is_over: Arc<AtomicBool>,
        attempts: Arc<AtomicUsize>,
    ) {
        for number in 0.. {
            if is_over.load(Ordering::Relaxed) {
                return;
            }
            let words = format!("words {} {number}", self.number);
            while !self.is_kept(number, &words).await {
                attempts.fetch_add(1, Ordering::Relaxed);
                sleep(Duration::from_millis(5)).await;
            }
            attempts.fetch_add(1, Ordering::Relaxed);
            let mut acknowledged = acknowledged.lock().expect("nobody panics");
            acknowledged.push(words);
        }
    }

    async fn is_kept(&self, number: usize, words: &str) -> bool {
        let body = format!(
            "command={number}&kind=pre-read-template&field-document={words}&field-rep=Kim\
             &due=2026-11-27"
        );
        let path = format!("/s/{}/commit", self.code);
        let request = form(&path, &self.cookie, body.replace(' ', "+"));
        match self.network.ask(request).await {
            Err(_) => false,
            Ok(answer) => match answer.status() {
                StatusCode::NO_CONTENT => true,
                StatusCode::SERVICE_UNAVAILABLE => false,
                status => panic!("it is refused: {status}"),
            },
        }
    }
}
