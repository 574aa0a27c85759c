//! The program with a certificate of its own, which only this test trusts.

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, rustls};

const CERTIFICATE: &str = "tests/http/tls/certificate.pem";
const KEY: &str = "tests/http/tls/key.pem";

struct Server {
    child: Child,
    address: String,
    /// The path of the link for the facilitator.
    sign_in: String,
    _folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }
}

fn program(arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_plenary"));
    program.args(arguments);
    program
}

impl Server {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a scratch directory");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound").to_string();
        drop(listener);
        let mut child = program(&["serve", "--listen", &address])
            .args(["--tls-cert", CERTIFICATE, "--tls-key", KEY, "--data"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program is there");
        let said = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let mut links = said.map(|line| line.expect("it is text"));
        let link = links.find(|line| line.contains("/sign-in/"));
        let link = link.expect("it says how to sign in");
        let start = format!("https://{address}");
        let sign_in = link.trim().strip_prefix(&start).expect("it is secure");
        Self {
            sign_in: sign_in.to_owned(),
            child,
            address,
            _folder: folder,
        }
    }

    async fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path}"), "").await
    }

    async fn ask(&self, what: &str, more: &str) -> String {
        let certificate = CertificateDer::from_pem_file(CERTIFICATE).expect("it is there");
        let mut roots = RootCertStore::empty();
        roots.add(certificate).expect("it is a certificate");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("they are known")
            .with_root_certificates(roots)
            .with_no_client_auth();
        let stream = TcpStream::connect(&self.address).await.expect("it listens");
        let name = ServerName::try_from("localhost").expect("a name");
        let connected = TlsConnector::from(Arc::new(config)).connect(name, stream);
        let mut stream = connected.await.expect("the certificate is trusted");
        let request = format!(
            "{what} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{more}\r\n",
            self.address
        );
        stream
            .write_all(request.as_bytes())
            .await
            .expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("it answers");
        String::from_utf8_lossy(&answer).into_owned()
    }
}

#[tokio::test]
async fn with_a_certificate_pages_come_by_https_only_and_cookies_are_bound_to_it() {
    let server = Server::start();
    let home = server.get("/").await;
    assert!(home.starts_with("HTTP/1.1 200"), "{home}");
    assert!(home.contains("strict-transport-security: max-age=31536000"));

    let sign_in = format!("POST {}", server.sign_in);
    let signed_in = server.ask(&sign_in, "Content-Length: 0\r\n").await;
    let cookies: Vec<_> = signed_in
        .lines()
        .filter_map(|line| line.strip_prefix("set-cookie: "))
        .collect();
    let [cookie] = cookies[..] else {
        panic!("{signed_in}")
    };
    assert!(cookie.starts_with("__Host-facilitator="), "{cookie}");
    for attribute in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(attribute), "{attribute}: {cookie}");
    }

    // Somebody who speaks no TLS, and somebody who says nothing, hold nobody up.
    let mut plain = TcpStream::connect(&server.address)
        .await
        .expect("it listens");
    let _silent = TcpStream::connect(&server.address)
        .await
        .expect("it listens");
    plain
        .write_all(b"GET / HTTP/1.1\r\n\r\n")
        .await
        .expect("it reads");
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP/"), "nothing comes without TLS");
    assert!(server.get("/").await.starts_with("HTTP/1.1 200"));
}

#[test]
fn a_certificate_that_does_not_fit_is_refused_with_a_sentence() {
    for (arguments, sentence) in [
        (
            ["--tls-cert", "/nowhere.pem", "--tls-key", KEY],
            "/nowhere.pem cannot be read",
        ),
        (
            ["--tls-cert", CERTIFICATE, "--tls-key", CERTIFICATE],
            "It must be a PEM file.",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a scratch directory");
        let output = program(&["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .arg("--data")
            .arg(folder.path())
            .output()
            .expect("the program is there");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            !output.status.success() && said.contains(sentence),
            "{said}"
        );
    }
    let alone = program(&["serve", "--tls-cert", CERTIFICATE]).output();
    let said = alone.expect("the program is there").stderr;
    assert!(String::from_utf8_lossy(&said).contains("--tls-key"));
}
