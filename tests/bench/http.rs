//! Requests whose answers are weighed: how many bytes come over the network.

use super::server::Room;
use std::collections::BTreeSet;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer, as it came.
pub struct Answer {
    /// How many bytes came, with the head.
    pub length: usize,
    /// The bytes.
    bytes: Vec<u8>,
}

impl Answer {
    /// A value from the head, for a name in small letters.
    pub fn header(&self, name: &str) -> Option<String> {
        let text = String::from_utf8_lossy(&self.bytes);
        let mut lines = text
            .split("\r\n")
            .skip(1)
            .take_while(|line| !line.is_empty());
        let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        value.map(str::to_owned)
    }

    /// All of it, as far as it is text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Asks with a connection of its own. `head` is everything but the host and the end.
pub async fn ask(address: &str, head: &str, body: &str) -> Answer {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let request = format!("{head}\r\nHost: {address}\r\nConnection: close\r\n\r\n{body}");
    stream
        .write_all(request.as_bytes())
        .await
        .expect("it reads");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.expect("it answers");
    Answer {
        length: bytes.len(),
        bytes,
    }
}

/// A page with all that it loads, compressed: HTML, styles, scripts, wasm and fonts. Bytes.
pub async fn first_load(address: &str, path: &str, cookie: &str) -> usize {
    let get = |path: &str, coding: &str| format!("GET {path} HTTP/1.1\r\nCookie: {cookie}{coding}");
    const BROTLI: &str = "\r\nAccept-Encoding: br";
    let page = ask(address, &get(path, ""), "").await.text();
    let files: BTreeSet<_> = page
        .split('"')
        .filter(|part| part.starts_with("/assets/"))
        .collect();
    let mut length = ask(address, &get(path, BROTLI), "").await.length;
    for file in files {
        if [".css", ".js", ".wasm", ".woff2"]
            .iter()
            .any(|end| file.ends_with(end))
        {
            length += ask(address, &get(file, BROTLI), "").await.length;
        }
    }
    length
}

/// Somebody joins as a browser does that has the files already; gives their cookie and how many bytes
/// came.
pub async fn join(room: &Room, address: &str, name: &str) -> (String, usize) {
    let code = &room.code;
    let form = ask(address, &format!("GET /j/{code} HTTP/1.1"), "").await;
    let text = form.text();
    let (_, key) = text.split_once("name=\"key\" value=\"").expect("a key");
    let key = key.split('"').next().expect("it ends");
    let body = format!("name={}&key={key}", name.replace(' ', "+"));
    let head = format!(
        "POST /j/{code} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}",
        body.len()
    );
    let joined = ask(address, &head, &body).await;
    let cookie = joined.header("set-cookie").expect("a cookie");
    let cookie = cookie.split(';').next().expect("it begins").to_owned();
    let head = format!("GET /s/{code} HTTP/1.1\r\nCookie: {cookie}\r\nAccept-Encoding: br");
    let page = ask(address, &head, "").await;
    (cookie, form.length + joined.length + page.length)
}
