//! The checks before the doors open, each with what was found and what to do about it.

mod clicker;
mod local;
mod report;

use crate::domain::ids::JoinCode;
use crate::domain::time::{Instant, Span};
use crate::ui::island::Island;
use crate::ui::text;
use clicker::Clicker;
use leptos::prelude::*;
use local::{Offline, Sound, ThisScreen};
use report::{Check, Verdict};
use serde::{Deserialize, Serialize};

/// With less the session's log, its exports and a backup may not fit.
const ENOUGH_DISK: u64 = 500_000_000;

/// Clocks that differ by more give wrong times on a schedule on the wall.
const LARGEST_DIFFERENCE: Span = Span::from_seconds(30);

/// What the server finds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// What its clock shows.
    pub clock: Instant,
    /// What the session's time zone adds to UTC.
    pub utc_offset: Span,
    /// The session's time zone, an IANA name.
    pub time_zone: String,
    /// The phones that have opened the test link, the latest last.
    pub phones: Vec<ReachedBy>,
    /// How much space is free for the data, in bytes; none where that cannot be told.
    pub free_bytes: Option<u64>,
    /// The test link.
    pub link: String,
    /// The test link as a QR code.
    pub qr_svg: String,
    /// Whether only this machine can reach the server.
    pub is_only_local: bool,
}

/// A phone that has opened the test link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReachedBy {
    /// When.
    pub at: Instant,
    /// What kind of device it says that it is.
    pub device: String,
}

/// All checks.
#[derive(Serialize)]
pub struct PreFlight {
    /// The session.
    pub code: JoinCode,
    /// What the server has found first.
    pub findings: Findings,
}

impl Island for PreFlight {
    const NAME: &str = "pre-flight";

    fn draw(self) -> impl IntoView {
        draw(self)
    }
}

fn draw(checks: PreFlight) -> impl IntoView {
    let PreFlight { code, findings } = checks;
    let findings = RwSignal::new(findings);
    let apart = RwSignal::new(None::<Span>);
    #[cfg(feature = "hydrate")]
    crate::ui::browser::keep_asking(
        format!("/s/{code}/pre-flight/findings"),
        move |found: Findings| {
            let here = Instant::from_millis(js_sys::Date::now() as i64);
            apart.set(Some(here - found.clock));
            findings.set(found);
        },
    );
    let picture = format!("/s/{code}/pre-flight/picture");
    view! {
        <ol class="checks">
            <Phones findings/>
            <Check title="Projector" verdict=Signal::stored(Verdict::Look) found=Signal::stored(String::new())>
                <p>"Put the test picture on the projector, in fullscreen (F11). All four corners must be there, each grey step must differ from the next, and the smallest line must be readable from the last row."</p>
                <p><a class="button" href=picture target="plenary-projector">"Open the test picture"</a></p>
                <ThisScreen/>
            </Check>
            <Check title="Clicker" verdict=Signal::stored(Verdict::Look) found=Signal::stored(String::new())>
                <Clicker/>
            </Check>
            <Check title="Sound" verdict=Signal::stored(Verdict::Look) found=Signal::stored(String::new())>
                <Sound/>
            </Check>
            <ClockCheck findings apart/>
            <Disk findings/>
            <Offline/>
        </ol>
    }
}

#[component]
fn Phones(findings: RwSignal<Findings>) -> impl IntoView {
    let verdict = Signal::derive(move || {
        let findings = findings.read();
        match findings.phones.is_empty() {
            true if findings.is_only_local => Verdict::Bad,
            true => Verdict::Waiting,
            false => Verdict::Good,
        }
    });
    let link = Memo::new(move |_| findings.read().link.clone());
    // Drawn anew only where it leads elsewhere.
    let qr_svg = Memo::new(move |_| findings.read().qr_svg.clone());
    let found = Signal::derive(move || {
        let findings = findings.read();
        match findings.phones.last() {
            Some(phone) => format!(
                "{} reached this server at {}.",
                phone.device,
                text::time_of_day(phone.at, findings.utc_offset)
            ),
            None if findings.is_only_local => "Phones cannot reach this server: this computer is on no network, or listens to itself only.".to_owned(),
            None => "No phone yet.".to_owned(),
        }
    });
    view! {
        <Check title="Phones" verdict found>
            <p>"Scan this with a phone on the network that the participants will use, not on mobile data. If it does not load, the network keeps devices apart: use another one, or your phone’s hotspot."</p>
            <figure class="check-qr" role="img" aria-label="QR code of the test link" inner_html=move || qr_svg.get()></figure>
            <p class="check-link">{move || link.get()}</p>
        </Check>
    }
}

#[component]
fn ClockCheck(findings: RwSignal<Findings>, apart: RwSignal<Option<Span>>) -> impl IntoView {
    let is_apart = move || {
        let apart = apart.get()?;
        let apart = if apart.is_negative() { -apart } else { apart };
        Some(apart > LARGEST_DIFFERENCE)
    };
    let verdict = Signal::derive(move || match is_apart() {
        Some(true) => Verdict::Bad,
        Some(false) => Verdict::Good,
        None => Verdict::Waiting,
    });
    let found = Signal::derive(move || {
        let findings = findings.read();
        let time = text::time_of_day(findings.clock, findings.utc_offset);
        let place = format!("It is {time} in {}.", findings.time_zone);
        match is_apart() {
            Some(true) => format!(
                "{place} This computer’s clock and the server’s differ: set them by the network."
            ),
            _ => place,
        }
    });
    view! {
        <Check title="Clock" verdict found>
            <p>"Compare it with the clock on the wall: the plan’s times follow it."</p>
        </Check>
    }
}

#[component]
fn Disk(findings: RwSignal<Findings>) -> impl IntoView {
    let free = move || findings.read().free_bytes;
    let verdict = Signal::derive(move || match free() {
        Some(bytes) if bytes < ENOUGH_DISK => Verdict::Bad,
        Some(_) => Verdict::Good,
        None => Verdict::Look,
    });
    let found = Signal::derive(move || match free() {
        Some(bytes) if bytes < ENOUGH_DISK => {
            format!(
                "{} free. Make room: what participants send must be kept.",
                text::bytes(bytes)
            )
        }
        Some(bytes) => format!("{} free.", text::bytes(bytes)),
        None => "The free space cannot be told here. Look yourself.".to_owned(),
    });
    view! { <Check title="Disk" verdict found/> }
}
