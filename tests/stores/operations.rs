//! What whoever runs servers can see of them.

use super::database::{free_port, name_of, postgres};
use super::server::{Room, Server, free_address};
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use plenary::simulation::{Door, Network};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A server with figures and a log for programs.
struct Watched {
    #[allow(dead_code, reason = "it is there to be dropped")]
    server: Server,
    link: String,
    address: String,
    figures: Network,
    database: String,
    log: tempfile::NamedTempFile,
}

impl Watched {
    fn start() -> Self {
        let (address, figures) = (free_address(), format!("127.0.0.1:{}", free_port()));
        let database = postgres().new_database();
        let log = tempfile::NamedTempFile::new().expect("a scratch file");
        let written = File::create(log.path()).expect("it can be written");
        let mut child = Command::new(env!("CARGO_BIN_EXE_plenary"))
            .args(["serve", "--listen", &address, "--metrics", &figures])
            .args(["--log-format", "json", "--trusted-proxies", "1"])
            .args(["--data", &database])
            .env("PLENARY_LOG", "plenary=info")
            .stdout(Stdio::piped())
            .stderr(written)
            .spawn()
            .expect("the program is there");
        let said = child.stdout.take().expect("it is piped");
        let mut lines = BufReader::new(said).lines().map_while(Result::ok);
        let link = lines.find_map(|line| Some(line.split_once("/sign-in/")?.1.to_owned()));
        Self {
            server: Server(child),
            link: format!("/sign-in/{}", link.expect("it starts")),
            address,
            figures: network(&figures),
            database,
            log,
        }
    }

    /// The value of a figure, by its name with its labels.
    async fn figure(&self, name: &str) -> f64 {
        let (status, text) = get(&self.figures, "/metrics", "").await;
        assert_eq!(status, StatusCode::OK);
        let value = text.lines().find_map(|line| line.strip_prefix(name));
        let value = value.unwrap_or_else(|| panic!("{name} in {text}")).trim();
        value.parse().expect("a number")
    }
}

fn network(address: &str) -> Network {
    Network::new(&format!("http://{address}")).expect("an address")
}

async fn get(network: &Network, path: &str, id: &str) -> (StatusCode, String) {
    let request = Request::get(path).header("x-request-id", id);
    let request = request.body(String::new()).expect("a request");
    let answer = network.ask(request).await.expect("it listens");
    let status = answer.status();
    let body = answer.into_body().collect().await.expect("it has an end");
    (
        status,
        String::from_utf8_lossy(&body.to_bytes()).into_owned(),
    )
}

#[tokio::test]
async fn figures_count_what_happens_and_the_log_names_each_request() {
    let watched = Watched::start();
    let room = Room::open(&watched.address, &watched.link).await;
    for number in 0..3 {
        room.join(&format!("Person {number}")).await;
    }
    room.order("begin", r#""forward""#).await;
    assert_eq!(watched.figure("plenary_events_total").await, 4.0);
    assert_eq!(watched.figure("plenary_sessions").await, 1.0);
    assert_eq!(
        watched
            .figure("plenary_append_duration_seconds_count")
            .await,
        4.0
    );
    let joins =
        r#"plenary_request_duration_seconds_count{method="POST",route="/j/{code}",status="303"}"#;
    assert_eq!(watched.figure(joins).await, 3.0);

    let network = network(&watched.address);
    let request = Request::get("/healthz").header("x-request-id", "of-the-proxy");
    let request = request.body(String::new()).expect("a request");
    let answer = network.ask(request).await.expect("it listens");
    assert_eq!(answer.headers()["x-request-id"], "of-the-proxy");
    let log = std::fs::read_to_string(watched.log.path()).expect("it is text");
    let lines = log.lines().map(|line| {
        serde_json::from_str::<serde_json::Value>(line).unwrap_or_else(|_| panic!("{line}"))
    });
    let named = lines.filter(|line| line["span"]["id"] == "of-the-proxy");
    let named: Vec<_> = named.collect();
    assert_eq!(named.len(), 1, "{log}");
    assert_eq!(named[0]["span"]["route"], "/healthz");
    assert_eq!(named[0]["fields"]["status"], 200);
    assert!(!log.contains(&room.code), "no address is in the log: {log}");
}

#[tokio::test]
async fn a_server_without_its_database_lives_but_is_not_ready_and_says_so_to_phones() {
    let watched = Watched::start();
    let room = Room::open(&watched.address, &watched.link).await;
    let cookie = room.join("Ana").await;
    room.order("closeout", r#"{"go-to":{"section":5,"slide":1}}"#)
        .await;
    let network = network(&watched.address);
    assert_eq!(
        get(&network, "/readyz", "").await,
        (StatusCode::OK, "ok".into())
    );

    let name = name_of(&watched.database);
    let alter = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false");
    postgres().tell("postgres", &alter);
    let cut =
        format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    postgres().tell("postgres", &cut);
    assert_eq!(get(&network, "/healthz", "").await.0, StatusCode::OK);
    let patience = Instant::now() + Duration::from_secs(5);
    while get(&network, "/readyz", "").await.0 != StatusCode::SERVICE_UNAVAILABLE {
        assert!(Instant::now() < patience, "it notices");
    }
    let refused = network.ask(room.promise(&cookie, "1", "words")).await;
    let refused = refused.expect("it listens");
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    let said = refused.into_body().collect().await.expect("it has an end");
    let said = String::from_utf8_lossy(&said.to_bytes()).into_owned();
    assert!(said.contains("Send again"), "{said}");

    let alter = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true");
    postgres().tell("postgres", &alter);
    let kept = network.ask(room.promise(&cookie, "1", "words")).await;
    assert_eq!(kept.expect("it listens").status(), StatusCode::NO_CONTENT);
    assert_eq!(get(&network, "/readyz", "").await.0, StatusCode::OK);
}
