//! What the room sees. Never a notification, a scrollbar or a cursor.

mod chime;
mod entrance;
mod go_to;

use super::activity::{Outcome, Progress, Seating, Task};
use super::countdown::Countdowns;
use super::driver::Driver;
use super::entrance::Entrance;
use super::island::Island;
use super::keys::Overlays;
use super::live::{First, ProjectorParts};
use super::part::Part;
use super::slide::Slide;
use super::text;
use crate::domain::rehearsal::Reading;
use crate::domain::session::{Phase, TimerDisplay};
use crate::domain::views::{ActivityView, ProjectorView, QuestionView, ReadingView, Responses};
use crate::ui::drawing::Shown;
use chime::chime_at_zero;
use entrance::{JoinChip, Lobby};
use go_to::GoToNumber;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use serde::Serialize;

/// The projector.
#[cfg_attr(feature = "ssr", derive(Serialize))]
pub struct Projector {
    /// How people come in.
    pub entrance: Entrance,
    /// What to show first.
    pub view: First<ProjectorView>,
    /// How many slides each section has.
    pub slide_counts: Vec<usize>,
    /// What the clock showed when the page was rendered.
    pub now: Reading,
}

impl Island for Projector {
    const NAME: &str = "projector";

    fn draw(self) -> impl IntoView {
        draw(self)
    }
}

fn draw(projector: Projector) -> impl IntoView {
    let Projector {
        entrance,
        view,
        slide_counts,
        now,
    } = projector;
    let code = entrance.code.clone();
    let language = text::other_language(&entrance.language);
    let parts = ProjectorParts::follow(view, now, format!("/s/{code}/events/projector"));
    let ProjectorParts {
        live,
        stage,
        mode,
        slide,
        activity,
        responses,
        seating,
        question,
        reading,
        headcount,
        address,
    } = parts;
    let (clock, connected) = (live.clock, live.connected);
    let timers = Memo::new(move |_| stage.read().timers.clone());
    let driver = Driver::new(code);
    let overlays = Overlays::new(Signal::stored(None));
    #[cfg(feature = "hydrate")]
    {
        super::keys::listen(driver, stage, mode, overlays);
        super::browser::keep_awake();
    }
    chime_at_zero(timers, Memo::new(move |_| mode.read().chime), clock);

    let timer_display = move || mode.read().timer_display;
    let is_bar = move || timer_display() == TimerDisplay::Bar;
    let join_is_large =
        move || mode.read().join_large && matches!(stage.read().phase, Phase::Running { .. });
    let is_closed = Memo::new(move |_| stage.read().locked);
    let phase = move || match stage.read().phase {
        Phase::Lobby => "lobby",
        Phase::Running { .. } => "running",
        Phase::Ended { .. } => "ended",
    };
    let sections = move || {
        let section = &stage.read().section;
        (1..=section.count)
            .map(|number| {
                let state = match number.cmp(&section.number) {
                    std::cmp::Ordering::Less => "done",
                    std::cmp::Ordering::Equal => "current",
                    std::cmp::Ordering::Greater => "to-come",
                };
                view! { <li data-state=state></li> }
            })
            .collect_view()
    };
    let entrance = StoredValue::new(entrance);
    view! {
        <main class="projector" data-phase=phase class:black=move || stage.read().black class:timers-as-bar=is_bar>
            <Shown when=move || stage.read().phase == Phase::Lobby>
                <Lobby entrance=entrance.get_value() address headcount is_closed/>
            </Shown>
            <Shown when=move || matches!(stage.read().phase, Phase::Running { .. })>
                <header class="projector-header">
                    <p class="section-title">
                        <span class="section-number">{move || stage.read().section.number}</span>
                        {move || stage.read().section.title.clone()}
                    </p>
                    <ol class="section-progress" aria-label="Sections">{sections}</ol>
                </header>
                <div class="projector-body">
                    <div class="projector-slide" lang=language.clone()>
                        {move || slide.get().map(|slide| view! { <Slide slide/> })}
                        {move || question.get().map(|question| view! { <Answer question/> })}
                        {move || reading.get().map(|reading| view! { <Reading reading activity responses/> })}
                        <Shown when=move || reading.read().is_none() && question.read().is_none()>
                            {move || activity.get().map(|activity| view! { <RoomActivity activity responses/> })}
                            <Seating seating/>
                        </Shown>
                    </div>
                    <aside class="projector-timers">
                        <Shown when=move || timer_display() != TimerDisplay::Hidden>
                            <Countdowns timers clock/>
                        </Shown>
                    </aside>
                </div>
                <p class="projector-pause" class:shown=move || stage.read().paused_at.is_some() role="status">
                    {move || stage.read().paused_at.map(|_| "Pause")}
                </p>
                <footer class="projector-footer">
                    <p class="slide-number">
                        {move || slide.read().as_ref().map(|slide| format!("{} / {}", slide.number, slide.count))}
                    </p>
                    <p class="headcount">{move || text::count(headcount.get(), "person", "people")}" here"</p>
                    <Shown when=move || stage.read().join_shown>
                        <JoinChip entrance=entrance.get_value() address is_closed/>
                    </Shown>
                </footer>
            </Shown>
            <Shown when=move || matches!(stage.read().phase, Phase::Ended { .. })>
                <section class="projector-end">
                    <h1>"Thank you"</h1>
                    <p>"What you committed to is on your phone."</p>
                </section>
            </Shown>
            <Shown when=join_is_large>
                <div class="join-large"><Lobby entrance=entrance.get_value() address headcount is_closed/></div>
            </Shown>
            <GoToNumber open=overlays.jump slide_counts=StoredValue::new(slide_counts) driver/>
            <span class="projector-offline" class:shown=move || !connected.get() title="no connection"></span>
        </main>
    }
}

/// The activity of the slide, for the room.
#[component]
fn RoomActivity(
    /// The activity.
    activity: ActivityView,
    /// How many have answered, and once revealed, what.
    responses: Part<Option<Responses>>,
) -> impl IntoView {
    let task = activity.clone();
    let revealed = activity.revealed.to_string();
    let outcome = move || {
        responses.get().map(|responses| {
            view! {
                <Progress activity=activity.clone() responses=responses.clone()/>
                <Outcome activity=activity.clone() responses/>
            }
        })
    };
    view! {
        <section class="projector-activity" data-revealed=revealed>
            <Task activity=task/>
            {outcome}
        </section>
    }
}

/// A question of the training's list, with its answer.
#[component]
fn Answer(
    /// The question.
    question: QuestionView,
) -> impl IntoView {
    view! {
        <section class="faq-answer" aria-label="Question">
            <h1>{question.question}</h1>
            <div inner_html=question.answer_html></div>
        </section>
    }
}

/// A commitment while it is read aloud, and how many have made all of theirs.
#[component]
fn Reading(
    /// The commitment.
    reading: ReadingView,
    /// The activity of the slide.
    activity: Part<Option<ActivityView>>,
    /// How many have answered it.
    responses: Part<Option<Responses>>,
) -> impl IntoView {
    let due = (reading.due_label, reading.due_text);
    let entries = reading.entries.into_iter().chain([due]);
    let entries: Vec<_> = entries
        .map(|(label, entry)| view! { <div><dt>{label}</dt><dd>{entry}</dd></div> })
        .collect();
    let progress = move || {
        let (activity, responses) = activity.get().zip(responses.get())?;
        Some(view! { <Progress activity responses/> })
    };
    view! {
        <section class="reading" aria-label="Read aloud">
            <h1 class="reading-name">{reading.name}</h1>
            <p class="reading-promise">{reading.promise}</p>
            <dl class="reading-entries">{entries}</dl>
            {progress}
        </section>
    }
}
