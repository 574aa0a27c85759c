//! What the pages weigh, and how soon a phone shows something.

use super::http;
use super::plenary::{CLOSEOUT, Stage};
use serde::Deserialize;
use std::process::Command;

/// Bytes of a first load, compressed, and how a phone's page comes up.
pub struct Pages {
    /// The phone's page in the lobby.
    pub phone: usize,
    /// With the three promises, the longest.
    pub longest_phone: usize,
    /// The projector.
    pub projector: usize,
    /// The console.
    pub console: usize,
    /// How the phone's page comes up; none where there is no browser.
    pub paint: Option<Paint>,
}

/// How a page comes up on a throttled phone.
#[derive(Deserialize)]
pub struct Paint {
    /// Largest contentful paint, in milliseconds.
    pub lcp: f64,
    /// Cumulative layout shift.
    pub cls: f64,
}

/// Loads all of them.
pub async fn measure() -> Pages {
    let folder = tempfile::tempdir().expect("a scratch directory");
    let stage = Stage::set(folder.path(), 1).await;
    let (address, code) = (&stage.subject.address, &stage.room.code);
    let (cookie, lead) = (&stage.cookies[0], &stage.room.facilitator);
    let path = format!("/s/{code}");
    let lobby = http::first_load(address, &path, cookie).await;
    stage.room.order("closeout", CLOSEOUT).await;
    Pages {
        phone: lobby,
        longest_phone: http::first_load(address, &path, cookie).await,
        projector: http::first_load(address, &format!("{path}/projector"), lead).await,
        console: http::first_load(address, &format!("{path}/console"), lead).await,
        paint: paint(&format!("http://{address}{path}"), cookie),
    }
}

fn paint(address: &str, cookie: &str) -> Option<Paint> {
    std::env::var_os("PLENARY_CHROMIUM")?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/paint.mjs");
    let output = Command::new("node")
        .args([script, address, cookie])
        .output()
        .ok()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(serde_json::from_slice(&output.stdout).expect("two numbers"))
}
