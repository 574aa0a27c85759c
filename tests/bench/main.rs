//! Measures Plenary beside its peers: on one machine, in one run, with one client. `make bench` brings the
//! peers, runs this, and leaves `target/bench/table.json`, `table.md` and `growth.svg`.
//!
//! With names of measurements as arguments, only those are made.

mod cluster;
mod core_figures;
mod crowd;
#[path = "../stores/database.rs"]
#[allow(dead_code)]
mod database;
mod durable;
mod fanout;
mod http;
mod load;
mod machine;
mod pages;
mod peers;
mod plenary;
mod plot;
mod process;
#[path = "../stores/proxy.rs"]
#[allow(dead_code)]
mod proxy;
#[path = "../faults/server.rs"]
#[allow(dead_code)]
mod server;
#[path = "../stores/cluster/servers.rs"]
#[allow(dead_code)]
mod servers;
mod start;
mod subject;
mod table;
mod traffic;

use ::plenary::ui::text::count;
use durable::Disk;
use fanout::Fanout;
use proxy::Hashed;
use std::path::{Path, PathBuf};
use table::{Goal, Row};

/// How many phones, for the picture of growth. The last is what the goals are about.
const SIZES: [usize; 4] = [10, 100, 1_000, 5_000];

/// What a room of a large training has.
const ROOM: usize = 200;

/// The length of the messages in other people's measurements of the peers, in bytes.
const SHORT: usize = 256;

const KIB: f64 = 1_024.0;
const MIB: f64 = KIB * KIB;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    if load::is_client() {
        return;
    }
    rlimit::increase_nofile_limit(u64::MAX).expect("files can be opened");
    let target = target();
    let folder = target.join("bench");
    std::fs::create_dir_all(&folder).expect("a folder");
    let wished: Vec<String> = std::env::args()
        .skip(1)
        .filter(|name| !name.starts_with('-'))
        .collect();
    let is_wished = |name: &str| wished.is_empty() || wished.iter().any(|wish| wish == name);
    let mut rows = Vec::new();
    if is_wished("fanout") {
        rows.extend(fanout_rows(&folder).await);
    }
    if is_wished("crowd") {
        rows.extend(crowd_rows().await);
    }
    if is_wished("traffic") {
        rows.extend(traffic_rows().await);
    }
    if is_wished("pages") {
        rows.extend(page_rows().await);
    }
    if is_wished("durable") {
        rows.extend(durable_rows().await);
    }
    if is_wished("cluster") {
        rows.extend(cluster_rows().await);
    }
    if is_wished("core") {
        rows.extend(core_rows(&target));
    }
    if is_wished("program") {
        rows.extend(program_rows().await);
    }
    let machine = machine::description();
    table::write(&folder, &machine, &rows).expect("there is room");
    println!("{}", table::markdown(&machine, &rows));
}

/// Where cargo has put this program: `target/release/deps`.
fn target() -> PathBuf {
    let own = std::env::current_exe().expect("this program is a file");
    own.ancestors()
        .nth(3)
        .expect("it is in cargo's folder")
        .to_owned()
}

async fn fanout_rows(folder: &Path) -> Vec<Row> {
    let mut figures = Vec::new();
    let mut rows = Vec::new();
    for phones in SIZES.into_iter().chain([ROOM]) {
        let ours = fanout::ours(phones).await;
        // What a delivery carries, without what surrounds it.
        let length = ours.bytes as usize;
        let theirs: Vec<_> = peers::Peer::ALL
            .into_iter()
            .map(|peer| (peer.name(), fanout::theirs(peer, phones, length)))
            .collect();
        eprintln!("{ours:?}\n{theirs:?}");
        if phones == ROOM {
            rows.push(last_row(&ours, Goal::AtMost(50.0)));
            continue;
        }
        if phones == SIZES[SIZES.len() - 1] {
            rows.extend(goals(&ours, &theirs));
            for peer in peers::Peer::ALL {
                let short = fanout::theirs(peer, phones, SHORT);
                let what = format!(
                    "deliveries each second on a processor, {phones} phones; {} with {SHORT} bytes",
                    peer.name()
                );
                let row = Row::new(what, ours.deliveries, "/s", Goal::None);
                rows.push(row.beside(peer.name(), short.map(|short| short.deliveries)));
            }
        }
        figures.push(ours);
        figures.extend(theirs.into_iter().filter_map(|(_, figure)| figure));
    }
    plot::draw(&folder.join("growth.svg"), &figures).expect("there is room");
    let json = serde_json::to_string_pretty(&figures).expect("they are numbers");
    std::fs::write(folder.join("growth.json"), json).expect("there is room");
    rows
}

/// The goals for many phones, each beside each peer; nchan's WebSocket is the one that counts.
fn goals(ours: &Fanout, theirs: &[(&'static str, Option<Fanout>)]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, (name, figure)) in theirs.iter().enumerate() {
        let goal = |goal| if index == 0 { goal } else { Goal::None };
        let of = |value: fn(&Fanout) -> f64| figure.as_ref().map(value);
        let phones = ours.phones;
        let bytes = ours.bytes;
        let what =
            format!("deliveries each second on a processor, {phones} phones, {bytes:.0} bytes");
        let row = Row::new(what, ours.deliveries, "/s", goal(Goal::TimesAtLeast(1.0)));
        rows.push(row.beside(*name, of(|figure| figure.deliveries)));
        let row = last_row(ours, goal(Goal::TimesAtMost(1.0)));
        rows.push(row.beside(*name, of(|figure| figure.last)));
        let memory = Row::new(
            format!("memory for each phone, {phones} phones"),
            ours.memory / KIB,
            "KiB",
            goal(Goal::TimesAtMost(1.2)),
        );
        rows.push(memory.beside(*name, of(|figure| figure.memory / KIB)));
    }
    rows
}

fn last_row(ours: &Fanout, goal: Goal) -> Row {
    let what = format!(
        "until the last of {} phones has a new slide, slowest of {}",
        ours.phones,
        fanout::MESSAGES
    );
    Row::new(what, ours.last, "ms", goal)
}

async fn crowd_rows() -> Vec<Row> {
    let crowd = crowd::measure().await;
    let note = format!(
        "all in after {:.1} s; {:.1} KiB each; a slide is with half of them after {:.0} ms at most",
        crowd.seconds,
        crowd.memory / KIB,
        crowd.last
    );
    let goal = Goal::AtLeast(10_000.0);
    vec![Row::new("phones at one server", crowd.connected as f64, "", goal).note(note)]
}

async fn traffic_rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut storms = Vec::new();
    for joiners in [100, 200, 400] {
        storms.push((joiners, traffic::storm(joiners).await / KIB));
    }
    let note: Vec<_> = storms
        .iter()
        .map(|(joiners, each)| format!("{joiners}: {each:.1}"))
        .collect();
    let (joiners, each) = storms[storms.len() - 1];
    let what = format!("traffic for each of {joiners} who join at once, files excepted");
    rows.push(Row::new(what, each, "KiB", Goal::AtMost(20.0)).note(note.join(", ")));
    let session = traffic::session().await;
    rows.push(Row::new(
        "traffic of a phone in a session of an hour",
        session / MIB,
        "MiB",
        Goal::AtMost(0.25),
    ));
    rows
}

async fn page_rows() -> Vec<Row> {
    let pages = pages::measure().await;
    let row =
        |what, length: usize, most| Row::new(what, length as f64 / KIB, "KiB", Goal::AtMost(most));
    let mut rows = vec![
        row("first load of a phone, in the lobby", pages.phone, 70.0),
        row(
            "first load of a phone, its longest page",
            pages.longest_phone,
            70.0,
        ),
        row("first load of the projector", pages.projector, 200.0),
        row("first load of the console", pages.console, 200.0),
    ];
    match pages.paint {
        Some(paint) => {
            let what = "largest contentful paint of a phone, slow 4G, slow processor";
            let row = Row::new(what, paint.lcp, "ms", Goal::AtMost(1_500.0));
            rows.push(row.note("Claper could not be had"));
            rows.push(Row::new(
                "cumulative layout shift of a phone",
                paint.cls,
                "",
                Goal::AtMost(0.02),
            ));
        }
        None => eprintln!("Without a browser nothing is painted."),
    }
    rows
}

/// All servers at all sessions is the worst case: they are in each other's way at every append.
const CLUSTERS: [(usize, usize, Hashed); 8] = [
    (16, 1, Hashed::BySession),
    (16, 2, Hashed::BySession),
    (16, 3, Hashed::BySession),
    (16, 2, Hashed::ByPhone),
    (16, 3, Hashed::ByPhone),
    (1, 1, Hashed::BySession),
    (1, 2, Hashed::ByPhone),
    (1, 3, Hashed::ByPhone),
];

async fn cluster_rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for (sessions, servers, hashed) in CLUSTERS {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = cluster::measure(servers, sessions, hashed, folder.path()).await;
        let place = match hashed {
            _ if servers == 1 => "",
            Hashed::BySession => ", each session at one of them",
            Hashed::ByPhone => ", each session at all of them",
        };
        let what = format!(
            "durable submissions of {} submitters, Postgres; {}, {}{place}",
            cluster::SUBMITTERS,
            count(sessions, "session", "sessions"),
            count(servers, "server", "servers"),
        );
        let processors = &kept.processors;
        let note = format!(
            "99 of 100 answered in {:.0} ms; on processors: servers {:.2}, Postgres {:.2}, nginx {:.2}",
            kept.submissions.p99 as f64 / 1e6,
            processors.servers,
            processors.postgres,
            processors.nginx
        );
        rows.push(Row::new(what, kept.submissions.rate(), "/s", Goal::None).note(note));
    }
    rows
}

async fn durable_rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for (disk, name) in [(Disk::Real, "fdatasync"), (Disk::Slow, "slow fdatasync")] {
        // On the disk of this folder: where temporary files are, there may be none.
        let folder = tempfile::tempdir_in(target().join("bench")).expect("a folder");
        let Some(durable) = durable::measure(disk, folder.path()).await else {
            eprintln!("Without strace no disk is made slow.");
            continue;
        };
        let (ours, alone) = (durable.submissions, durable.disk);
        let submitters = durable::SUBMITTERS;
        let what = format!("durable submissions of {submitters} submitters");
        let rate = Row::new(what, ours.rate(), "/s", Goal::TimesAtLeast(20.0));
        rows.push(rate.beside(name, Some(alone.rate())));
        let what = format!("until one of {submitters} submissions is answered, 99 of 100");
        let milliseconds = |nanoseconds: u64| nanoseconds as f64 / 1e6;
        let p99 = Row::new(what, milliseconds(ours.p99), "ms", Goal::TimesAtMost(3.0));
        let median = format!("median {:.1} ms", milliseconds(ours.median));
        rows.push(p99.beside(name, Some(milliseconds(alone.p99))).note(median));
    }
    rows
}

fn core_rows(target: &Path) -> Vec<Row> {
    let mut rows = Vec::new();
    for kind in ["commit", "answer", "join", "go-to"] {
        for size in SIZES {
            let Some(median) = core_figures::median(target, &format!("{kind}/{size}")) else {
                continue;
            };
            let goal = Goal::AtMost(1_000.0);
            rows.push(Row::new(
                format!("decide and apply `{kind}`, {size} people, median"),
                median,
                "ns",
                goal,
            ));
        }
    }
    if let Some(replay) = core_figures::median(target, "replay") {
        let what = "replay of 1,000 people and 20,000 events";
        rows.push(Row::new(what, replay / 1e6, "ms", Goal::AtMost(50.0)));
    }
    rows
}

async fn program_rows() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let start = start::measure(folder.path()).await;
    let what = format!(
        "until the server serves, with {} past sessions",
        start::SESSIONS
    );
    let program = std::fs::metadata(env!("CARGO_BIN_EXE_plenary")).expect("it is built");
    vec![
        Row::new(what, start, "ms", Goal::AtMost(100.0)),
        Row::new(
            "the program, stripped",
            program.len() as f64 / MIB,
            "MiB",
            Goal::AtMost(25.0),
        ),
    ]
}
