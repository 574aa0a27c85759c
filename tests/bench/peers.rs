//! Other servers that pass a message on to many: the same machine, the same messages, the same clients.

use super::load::Protocol;
use super::process::Running;
use super::subject::{Connections, Keeper, Subject};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// A server that passes what is posted to `/pub` on to all that follow `/sub`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// nginx with nchan, followed by WebSocket.
    NchanSocket,
    /// nginx with nchan, followed by server-sent events.
    NchanEvents,
    /// Bun's own server, followed by WebSocket.
    BunSocket,
}

impl Peer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NchanSocket, Self::NchanEvents, Self::BunSocket];

    /// As the table calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::NchanSocket => "nchan, WebSocket",
            Self::NchanEvents => "nchan, SSE",
            Self::BunSocket => "Bun, WebSocket",
        }
    }

    fn protocol(self) -> Protocol {
        match self {
            Self::NchanSocket | Self::BunSocket => Protocol::Socket,
            Self::NchanEvents => Protocol::Events,
        }
    }

    /// Starts it; none where this machine does not have it.
    pub fn start(self, folder: &Path) -> Option<Subject> {
        let address = super::server::free_address();
        let mut command = match self {
            Self::NchanSocket | Self::NchanEvents => nginx(&address, folder)?,
            Self::BunSocket => bun(&address, folder)?,
        };
        let running = Running(command.stdin(Stdio::null()).spawn().ok()?);
        until_it_listens(&address);
        let accept = match self.protocol() {
            Protocol::Events => "Accept: text/event-stream\r\n",
            Protocol::Socket => {
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
                 Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            }
        };
        let request = format!("GET /sub HTTP/1.1\r\nHost: {address}\r\n{accept}\r\n");
        Some(Subject {
            process: running.process(),
            keeper: Keeper::Peer(running),
            address,
            protocol: self.protocol(),
            connections: Connections::Alike(request),
        })
    }
}

/// Posts a message of so many bytes.
pub fn publish(address: &str, length: usize) {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let message = "m".repeat(length);
    let request = format!(
        "POST /pub HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{message}"
    );
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 20"), "{answer}");
}

/// Debian's nginx with its module, one worker, as its manual recommends for few processors.
fn nginx(address: &str, folder: &Path) -> Option<Command> {
    let program = env::var_os("PLENARY_NGINX")?;
    let module = env::var("PLENARY_NCHAN").ok()?;
    let folder = folder.display();
    let configuration = format!(
        "load_module {module};
        daemon off; master_process off; worker_processes 1; worker_rlimit_nofile 32768;
        pid {folder}/nginx.pid; error_log {folder}/nginx.log warn;
        events {{ worker_connections 32768; }}
        http {{
            access_log off; nchan_shared_memory_size 256M;
            client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
            fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
            scgi_temp_path {folder}/scgi;
            server {{
                listen {address} backlog=4096;
                location = /pub {{ nchan_publisher; nchan_channel_id room; nchan_message_buffer_length 1; client_max_body_size 1m; client_body_buffer_size 128k; }}
                location = /sub {{ nchan_subscriber websocket eventsource; nchan_channel_id room; nchan_subscriber_first_message newest; }}
            }}
        }}"
    );
    let file = format!("{folder}/nginx.conf");
    fs::write(&file, configuration).expect("a file");
    let mut command = Command::new(program);
    command.args(["-c", &file, "-p", &folder.to_string()]);
    Some(command)
}

fn bun(address: &str, folder: &Path) -> Option<Command> {
    let program = env::var_os("PLENARY_BUN")?;
    let (host, port) = address.split_once(':')?;
    let file = folder.join("bun.js");
    let script = format!(
        r#"const server = Bun.serve({{
            hostname: "{host}", port: {port},
            async fetch(request, server) {{
                const path = new URL(request.url).pathname;
                if (path === "/pub") {{ server.publish("room", await request.text()); return new Response("", {{ status: 201 }}); }}
                if (server.upgrade(request)) return;
                return new Response("", {{ status: 400 }});
            }},
            websocket: {{ idleTimeout: 0, open(socket) {{ socket.subscribe("room"); }}, message() {{}} }},
        }});"#
    );
    fs::write(&file, script).expect("a file");
    let mut command = Command::new(program);
    command.arg(file);
    Some(command)
}

fn until_it_listens(address: &str) {
    let until = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect(address).is_err() {
        assert!(Instant::now() < until, "a peer does not start");
        thread::yield_now();
    }
}
