//! What the facilitator drives with, on a laptop or as a remote on a phone.

mod agenda;
mod controls;
mod dialog;
mod frozen;
mod groups;
mod hands;
mod jump;
mod moved;
mod open_projector;
mod overview;
mod pace;
mod people;
mod projector_menu;
mod questions;
mod reading;
mod remote;
mod responses;
mod same_person;
mod scripts;

use super::countdown::Countdowns;
use super::driver::Driver;
use super::entrance::Entrance;
use super::island::Island;
use super::keys::{self, Overlays};
use super::live::{ConsoleParts, First};
use super::part::Part;
use super::slide::Slide;
use super::text;
use crate::domain::rehearsal::Reading;
use crate::domain::session::Phase;
use crate::domain::views::{ConsoleView, ScriptView, SlideText};
use crate::ui::drawing::{Shown, click, drawn, is_so, words};
use agenda::{Clock, Outline};
use controls::{Controls, TimerControls};
use frozen::FrozenNotice;
use jump::Jump;
use leptos::prelude::*;
use moved::MovedNotice;
use open_projector::OpenProjector;
use overview::Overview;
use pace::Pace;
use people::People;
use questions::Questions;
use reading::Commitments;
use remote::{Facilitators, Remote};
use responses::ActivityPanel;
use scripts::{ScriptButton, ScriptList, Teleprompter, script_here};
#[cfg(feature = "ssr")]
use serde::Serialize;

/// The console.
#[cfg_attr(feature = "ssr", derive(Serialize))]
pub struct Console {
    /// How people come in.
    pub entrance: Entrance,
    /// What to show first.
    pub view: First<ConsoleView>,
    /// Words to say as they stand; they never change.
    pub scripts: Vec<ScriptView>,
    /// Questions that can be answered on the projector; they never change.
    pub questions: Vec<String>,
    /// The words of all slides, to be searched; they change with a reload.
    pub slides: Vec<SlideText>,
    /// What the clock showed when the page was rendered.
    pub now: Reading,
}

impl Island for Console {
    const NAME: &str = "console";

    fn draw(self) -> impl IntoView {
        draw(self)
    }
}

fn draw(console: Console) -> impl IntoView {
    let Console {
        entrance,
        view,
        scripts,
        questions,
        slides,
        now,
    } = console;
    let code = entrance.code.clone();
    let language = StoredValue::new(text::other_language(&entrance.language));
    let parts = ConsoleParts::follow(view, now, format!("/s/{code}/events/console"));
    let ConsoleParts {
        live,
        stage,
        mode,
        forecast,
        cuts,
        question,
        cue,
        next,
        outline,
        activity,
        responses,
        answers,
        hands,
        seating,
        roster,
        removed,
        commitments,
        utc_offset,
        problems,
        facilitators,
        address,
    } = parts;
    let (clock, connected) = (live.clock, live.connected);
    let slide = Memo::new(move |_| cue.read().as_ref().map(|cue| cue.slide.clone()));
    let timers = Memo::new(move |_| stage.read().timers.clone());
    let driver = Driver::new(code.clone());
    let scripts = StoredValue::new(scripts);
    let overlays = Overlays::new(script_here(scripts, slide));
    #[cfg(feature = "hydrate")]
    {
        keys::listen(driver, stage, mode, overlays);
        super::browser::keep_awake();
    }

    let step = move || {
        let slide = slide.get()?;
        let place = format!("Slide {} of {}", slide.number, slide.count);
        Some(match slide.steps {
            0 => place,
            steps => format!("{place}, step {} of {steps}", slide.position.step),
        })
    };
    let rehearsal = entrance.rehearsal.map(|rehearsal| {
        let words = match rehearsal.speed.times() {
            1 => "Rehearsal".to_owned(),
            times => format!("Rehearsal, {times}× as fast"),
        };
        view! { <span class="badge">{words}</span> }
    });
    let projector = format!("/s/{code}/projector");
    let report = format!("/s/{code}/report");
    let checks = format!("/s/{code}/pre-flight");
    let csv = (entrance.rehearsal.is_none()).then(|| format!("/s/{code}/export/commitments.csv"));
    view! {
        <div class="console">
            <header class="console-header">
                <p class="console-title">
                    <a href="/facilitate">"Plenary"</a>
                    <strong>{entrance.session.clone()}</strong>
                    {rehearsal}
                    <Facilitators facilitators/>
                </p>
                <p class="console-connection" class:shown=is_so(move || !connected.get()) role="status">
                    {words(move || if connected.get() { "" } else { "No connection. Trying again…" }.to_owned())}
                </p>
                <nav class="console-links">
                    <OpenProjector address=projector/>
                    <Remote code=code.clone()/>
                    <Shown when=move || stage.read().phase == Phase::Lobby>
                        <a href=checks.clone()>"Checks"</a>
                    </Shown>
                    <a href=report>"Report"</a>
                </nav>
            </header>
            <p class="console-problem" role="alert">{words(move || driver.problem.get().unwrap_or_default())}</p>
            <Problems problems/>
            <FrozenNotice mode driver/>
            <MovedNotice address driver/>
            <main class="console-main">
                <div class="console-column column-stage">
                    <section class="panel panel-slide" aria-label="Slide">
                        <p class="panel-label">{words(move || stage.read().section.title.clone())}<span class="slide-place">{words(move || step().unwrap_or_default())}</span></p>
                        <div class="preview" lang=language.get_value()>{drawn(move || slide.get().map(|slide| view! { <Slide slide/> }).into_any())}</div>
                        <Shown when=move || slide.read().is_none()>
                            <p class="empty">"Nothing is shown yet but how to join. Go forward to begin: the plan starts to run then."</p>
                        </Shown>
                    </section>
                    <section class="panel panel-notes" aria-label="Notes" tabindex="0">
                        <div class="panel-head"><h2 class="panel-label">"Notes"</h2><ScriptButton overlays/></div>
                        {drawn(move || cue.get().map(|cue| view! { <div class="notes" lang=language.get_value() inner_html=cue.notes_html></div> }).into_any())}
                    </section>
                </div>
                <div class="console-column column-time">
                    <section class="panel panel-clock" aria-label="Time">
                        <Clock stage forecast utc_offset clock/>
                        <Pace stage forecast cuts utc_offset clock driver/>
                    </section>
                    <section class="panel panel-timers" aria-label="Timers">
                        <h2 class="panel-label">"Timers"</h2>
                        <Shown when=move || timers.read().is_empty()>
                            <p class="empty">"This slide has no timer."</p>
                        </Shown>
                        <Countdowns timers clock/>
                        <TimerControls timers driver/>
                    </section>
                    <section class="panel panel-activity" aria-label="Activity">
                        <ActivityPanel activity responses answers hands seating driver/>
                    </section>
                    <section class="panel panel-commitments" aria-label="Commitments">
                        <Commitments commitments activity responses csv driver/>
                    </section>
                </div>
                <div class="console-column column-room">
                    <section class="panel panel-next" aria-label="Next">
                        <h2 class="panel-label">"Next"</h2>
                        <div class="preview preview-next" lang=language.get_value()>{drawn(move || next.get().map(|slide| view! { <Slide slide/> }).into_any())}</div>
                    </section>
                    <section class="panel panel-people" aria-label="People">
                        <People code=code.clone() address stage roster removed driver/>
                    </section>
                    <section class="panel panel-outline" aria-label="Outline">
                        <div class="outline-ways">
                            <button type="button" on:click=click(move |_| overlays.jump.set(true))>"Go to a slide "<kbd aria-hidden="true">"G"</kbd></button>
                            <button type="button" on:click=click(move |_| overlays.overview.set(true))>"All slides "<kbd aria-hidden="true">"O"</kbd></button>
                        </div>
                        <Outline outline slide clock driver/>
                        <ScriptList scripts overlays/>
                        <Questions questions question driver/>
                    </section>
                </div>
            </main>
            <Controls stage mode driver/>
            <Jump open=overlays.jump slides=StoredValue::new(slides) slide driver/>
            <Overview open=overlays.overview outline slide driver/>
            <Teleprompter scripts overlays/>
            <Shown when=move || overlays.help.get()>
                <KeyList help=overlays.help/>
            </Shown>
        </div>
    }
}

/// What is wrong with the trainings while somebody writes on them.
#[component]
fn Problems(
    /// Each with its file and line.
    problems: Part<Vec<String>>,
) -> impl IntoView {
    let lines = move || {
        let problems = problems.get().into_iter();
        problems
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
            .into_any()
    };
    view! {
        <Shown when=move || !problems.read().is_empty()>
            <section class="training-problems" role="alert">
                <p>"The training cannot be read as it is now. The screens keep what they had."</p>
                <ul>{drawn(lines)}</ul>
            </section>
        </Shown>
    }
}

/// The list of keys.
#[component]
fn KeyList(
    /// Whether it shows.
    help: RwSignal<bool>,
) -> impl IntoView {
    let rows: Vec<_> = keys::HELP
        .iter()
        .map(|(names, meaning)| {
            let names: Vec<_> = names
                .split(' ')
                .map(|name| view! { <kbd>{name}</kbd> })
                .collect();
            view! { <div><dt>{names}</dt><dd>{*meaning}</dd></div> }
        })
        .collect();
    view! {
        <aside class="key-list" aria-label="Keys">
            <h2>"Keys"</h2>
            <dl>{rows}</dl>
            <button type="button" on:click=click(move |_| help.set(false))>"Close"</button>
        </aside>
    }
}
