//! nginx in front of several servers, as docs/deploy.md says, on a free port.

use super::database::{free_port, programs};
use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What docs/deploy.md gives, so that what is tested is what is told.
const SETTINGS: &str = include_str!("../../docs/deploy/nginx.conf");

/// Which server a request goes to first.
#[derive(Clone, Copy)]
pub enum Hashed {
    /// That of its session, as docs/deploy.md says.
    BySession,
    /// That of its phone, so that every session is at all servers.
    ByPhone,
}

/// It is told to end when this is dropped.
pub struct Proxy {
    child: Child,
    log: PathBuf,
    pub address: String,
}

impl Proxy {
    /// Passes requests on to some servers.
    pub fn start(folder: &Path, servers: &[String], hashed: Hashed) -> Self {
        let port = free_port();
        let address = format!("127.0.0.1:{port}");
        let servers: String = servers
            .iter()
            .map(|server| format!("    server {server} max_fails=1 fail_timeout=1s;\n"))
            .collect();
        let settings = SETTINGS
            .replace(
                "    server 10.0.0.11:3000 max_fails=1 fail_timeout=1s;\n",
                &servers,
            )
            .replace(
                "    server 10.0.0.12:3000 max_fails=1 fail_timeout=1s;\n",
                "",
            )
            .replace("listen 80;", &format!("listen {address};"));
        assert!(
            settings.contains(&servers),
            "docs/deploy/nginx.conf has two servers"
        );
        let hash = "hash $plenary_session ";
        assert!(settings.contains(hash), "docs/deploy/nginx.conf hashes");
        let settings = match hashed {
            Hashed::BySession => settings,
            Hashed::ByPhone => settings.replace(hash, "hash $http_cookie "),
        };
        let around = format!(
            "daemon off;\nmaster_process on;\nworker_processes 1;\nworker_rlimit_nofile 20000;\n\
             pid {0}/nginx.pid;\nerror_log {0}/error.log;\n\
             events {{ worker_connections 10000; }}\n\
             http {{\naccess_log off;\nclient_body_temp_path {0}/body;\n\
             proxy_temp_path {0}/proxy;\nfastcgi_temp_path {0}/fastcgi;\n\
             uwsgi_temp_path {0}/uwsgi;\nscgi_temp_path {0}/scgi;\n{settings}\n}}\n",
            folder.display()
        );
        let file = folder.join("nginx.conf");
        fs::write(&file, around).expect("it can be written");
        let (_, nginx) = programs();
        let child = Command::new(nginx)
            .arg("-c")
            .arg(&file)
            .stderr(Stdio::inherit())
            .spawn()
            .expect("it is there");
        let patience = Instant::now() + Duration::from_secs(10);
        while TcpStream::connect(&address).is_err() {
            assert!(Instant::now() < patience, "nginx does not start");
            std::thread::sleep(Duration::from_millis(10));
        }
        let log = folder.join("error.log");
        Self {
            child,
            log,
            address,
        }
    }

    /// What it says went wrong.
    pub fn problems(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// The process of which the others are children.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // So that it ends its worker too.
        let told = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        assert!(told.expect("the command is there").success());
        self.child.wait().expect("it ends");
    }
}
