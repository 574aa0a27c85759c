//! Postgres as the tests start it: on a free port, with a data directory of its own, one for all tests of
//! this program, each of which gets a database in it.

use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A Postgres server. It ends with the program that has started it, however that ends: when its standard
/// input is closed.
pub struct Postgres {
    programs: PathBuf,
    port: u16,
    /// Whoever runs the programs; none where it is not root, as which Postgres does not run.
    user: Option<(u32, u32)>,
    databases: AtomicUsize,
    keeper: Child,
}

/// Of localhost, and vouched for by itself.
const CERTIFICATE: &str = include_str!("../http/tls/certificate.pem");
const KEY: &str = include_str!("../http/tls/key.pem");

static POSTGRES: LazyLock<Postgres> = LazyLock::new(Postgres::start);

/// The one that all tests share.
pub fn postgres() -> &'static Postgres {
    &POSTGRES
}

/// Waits for the end of standard input, then stops the server and deletes what it had.
const KEEPER: &str = r#"
"$1/postgres" -D "$2" -p "$3" -k "$2" -c listen_addresses=127.0.0.1 -c max_connections=200 \
    -c ssl=on -c ssl_cert_file=server.crt -c ssl_key_file=server.key >"$2/log" 2>&1 &
cat
kill -INT $!
wait
rm -rf "$2"
"#;

impl Postgres {
    /// Starts one, and waits until it answers.
    fn start() -> Self {
        let (programs, _) = programs();
        let user = is_root().then(|| (id("-u"), id("-g")));
        let folder = tempfile::tempdir().expect("a scratch directory").keep();
        if let Some((user, group)) = user {
            chown(&folder, Some(user), Some(group)).expect("root may");
        }
        fs::set_permissions(&folder, Permissions::from_mode(0o700)).expect("it is ours");
        let made = as_user(Command::new(programs.join("initdb")), user)
            .args(["--no-sync", "--auth=trust", "--username=postgres"])
            .args(["--encoding=UTF8", "--locale=C.UTF-8", "--pgdata"])
            .arg(&folder)
            .output()
            .expect("it is there");
        let said = String::from_utf8_lossy(&made.stderr);
        assert!(made.status.success(), "initdb: {said}");
        for (name, content) in [("server.crt", CERTIFICATE), ("server.key", KEY)] {
            let file = folder.join(name);
            fs::write(&file, content).expect("it can be written");
            fs::set_permissions(&file, Permissions::from_mode(0o600)).expect("it is ours");
            if let Some((user, group)) = user {
                chown(&file, Some(user), Some(group)).expect("root may");
            }
        }
        let port = free_port();
        let keeper = as_user(Command::new("sh"), user)
            .args(["-c", KEEPER, "sh"])
            .arg(&programs)
            .arg(&folder)
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("a shell is there");
        let postgres = Self {
            programs,
            port,
            user,
            databases: AtomicUsize::new(0),
            keeper,
        };
        let patience = Instant::now() + Duration::from_secs(60);
        while !postgres.answers() {
            assert!(Instant::now() < patience, "Postgres does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
        postgres
    }

    /// The address of a new database.
    pub fn new_database(&self) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.tell("postgres", &format!("CREATE DATABASE {name}"));
        self.address(&name)
    }

    /// Has a database do something, and gives what it says.
    pub fn tell(&self, database: &str, sql: &str) -> String {
        let told = self.psql(database, sql);
        let problem = String::from_utf8_lossy(&told.stderr);
        assert!(told.status.success(), "{sql}: {problem}");
        String::from_utf8_lossy(&told.stdout).trim().to_owned()
    }

    /// The process of which all of its processes are children.
    pub fn process(&self) -> u32 {
        let shell = self.keeper.id().to_string();
        let children = Command::new("pgrep")
            .args(["-x", "postgres", "-P", &shell])
            .output();
        let children = children.expect("pgrep is there").stdout;
        let children = String::from_utf8_lossy(&children);
        children.trim().parse().expect("one child")
    }

    fn address(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    fn answers(&self) -> bool {
        self.psql("postgres", "SELECT 1").status.success()
    }

    fn psql(&self, database: &str, sql: &str) -> std::process::Output {
        as_user(Command::new(self.programs.join("psql")), self.user)
            .args([
                "--no-psqlrc",
                "--tuples-only",
                "--no-align",
                "--command",
                sql,
            ])
            .arg(self.address(database))
            .output()
            .expect("it is there")
    }
}

/// The name of a database in its address.
pub fn name_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}

/// Where Postgres' programs are, and nginx.
pub fn programs() -> (PathBuf, PathBuf) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/database");
    let brought = Command::new(script)
        .output()
        .expect(".ci/database can be run");
    let problem = String::from_utf8_lossy(&brought.stderr);
    assert!(brought.status.success(), "{problem}");
    let said = String::from_utf8_lossy(&brought.stdout);
    let mut lines = said.lines().map(PathBuf::from);
    let (postgres, nginx) = (lines.next(), lines.next());
    (postgres.expect("two lines"), nginx.expect("two lines"))
}

/// A port on which nobody listens.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("it is bound").port()
}

fn as_user(mut command: Command, user: Option<(u32, u32)>) -> Command {
    if let Some((user, group)) = user {
        command.uid(user).gid(group);
    }
    // Whoever runs it need not have the right to be here.
    command.current_dir("/");
    command
}

fn is_root() -> bool {
    printed("id", &["-u"]) == "0"
}

/// Of the user that Debian makes for Postgres.
fn id(which: &str) -> u32 {
    printed("id", &[which, "postgres"])
        .parse()
        .expect("a number")
}

fn printed(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.expect("it is there").stdout;
    String::from_utf8_lossy(&output).trim().to_owned()
}
