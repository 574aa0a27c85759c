//! What goes over the network: to all who join at once, and to one phone in a whole session.

use super::http;
use super::plenary::{self, Stage};
use ::plenary::domain::training::Training;
use ::plenary::server::Trainings;
use std::process::{Command, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep_until};

/// The time of the session that is measured runs so many times as fast as in a room.
const SPEED: u32 = 20;

/// So many others are in the room.
const OTHERS: usize = 30;

/// How often a feed tells that it is alive, in seconds.
const BEAT: usize = 15;

/// Bytes for each of so many who join at the same time and follow until all are in, without the files
/// that their browsers keep.
pub async fn storm(joiners: usize) -> f64 {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let stage = Stage::set(folder.path(), 0).await;
    let (over, is_over) = watch::channel(false);
    let mut joining = JoinSet::new();
    for number in 0..joiners {
        let (room, address) = (stage.room.clone(), stage.subject.address.clone());
        let is_over = is_over.clone();
        joining.spawn(async move {
            let (cookie, length) = http::join(&room, &address, &format!("Person {number}")).await;
            (
                length,
                follow(
                    plenary::follow_request(&room, &address, &cookie),
                    address,
                    is_over,
                ),
            )
        });
    }
    let joined = joining.join_all().await;
    // What is published at most ten times a second has been published by then.
    sleep_until(Instant::now() + Duration::from_secs(1)).await;
    over.send_replace(true);
    let mut sum = 0;
    for (length, feed) in joined {
        sum += length + feed.await.expect("nobody panics");
    }
    sum as f64 / joiners as f64
}

/// Bytes for one phone in a session of an hour: what it loads first, its feed, and what is answered to
/// what it sends, while others answer too and their answers show.
pub async fn session() -> f64 {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let stage = Stage::set(folder.path(), 0).await;
    let (room, address) = (&stage.room, &stage.subject.address);
    let (cookie, joining) = http::join(room, address, "Ana").await;
    let page = http::first_load(address, &format!("/s/{}", room.code), &cookie).await;
    let (over, is_over) = watch::channel(false);
    let request = plenary::follow_request(room, address, &cookie);
    let feed = follow(request, address.clone(), is_over);
    let mut others = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args([
            "simulate",
            "--url",
            &format!("http://{address}/j/{}", room.code),
        ])
        .args([
            "--phones",
            &OTHERS.to_string(),
            "--speed",
            &SPEED.to_string(),
        ])
        .stdout(Stdio::null())
        .spawn()
        .expect("the program is there");
    let training = Trainings::embedded()
        .expect("they are whole")
        .get("sales-manager-1-1-reboot");
    let minutes = lead(&stage, &training.expect("it is shipped")).await;
    over.send_replace(true);
    others.kill().expect("it runs");
    others.wait().expect("it ends");
    // The feed has told that it is alive by the clock of the wall.
    let beats = minutes * 60 / BEAT;
    let missing = beats - beats / SPEED as usize;
    (joining + page + feed.await.expect("nobody panics") + missing * BEAT_LENGTH) as f64
}

/// A message without news, as it goes over the wire.
const BEAT_LENGTH: usize = r#"data: {"now":{"clock":1800000000000},"parts":{}}"#.len() + 2;

/// Leads through a training as it is planned, and gives how many minutes that takes in a room. Each
/// countdown is started, and each result shows from the beginning, which is the most that can be asked of
/// a phone.
async fn lead(stage: &Stage, training: &Training) -> usize {
    let mut orders = 0;
    let mut order = async |command: String| {
        orders += 1;
        stage.room.order(&format!("lead-{orders}"), &command).await;
    };
    let mut next = Instant::now();
    let mut minutes = 0;
    for (section_index, section) in training.sections.iter().enumerate() {
        let length = section.planned.as_millis() as u64;
        minutes += length as usize / 60_000;
        let for_each = Duration::from_millis(length) / section.slides.len() as u32 / SPEED;
        for (slide_index, slide) in section.slides.iter().enumerate() {
            let position = format!(r#"{{"section":{section_index},"slide":{slide_index}}}"#);
            order(format!(r#"{{"go-to":{position}}}"#)).await;
            let activity = slide.activity.as_ref().and_then(|id| training.activity(id));
            if let Some(activity) = activity {
                for timer in &activity.timers {
                    order(format!(
                        r#"{{"timer":{{"timer":"{}","action":"start"}}}}"#,
                        timer.id
                    ))
                    .await;
                }
                order(format!(r#"{{"reveal":{{"activity":"{}"}}}}"#, activity.id)).await;
            }
            next += for_each;
            sleep_until(next).await;
        }
    }
    order(r#""end""#.to_owned()).await;
    minutes
}

/// Follows until it is over, and gives how many bytes came.
fn follow(
    request: String,
    address: String,
    mut is_over: watch::Receiver<bool>,
) -> JoinHandle<usize> {
    tokio::spawn(async move {
        let mut stream = TcpStream::connect(&address).await.expect("it listens");
        stream
            .write_all(request.as_bytes())
            .await
            .expect("it reads");
        let mut buffer = vec![0; 16 * 1024];
        let mut sum = 0;
        loop {
            tokio::select! {
                read = stream.read(&mut buffer) => match read.expect("it goes on") {
                    0 => return sum,
                    length => sum += length,
                },
                _ = is_over.wait_for(|over| *over) => return sum,
            }
        }
    })
}
