//! A button for each move.

use super::projector_menu::ProjectorMenu;
use crate::domain::ids::TimerId;
use crate::domain::session::Phase;
use crate::domain::time::Span;
use crate::domain::timer::{TimerAction, TimerPhase};
use crate::domain::views::{ProjectorModeView, Stage, TimerView};
use crate::ui::countdown::one;
use crate::ui::drawing::{Shown, attribute, click, each, is_so, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use leptos::prelude::*;

/// The moves through the training, always in reach of a thumb.
#[component]
pub fn Controls(
    /// Where the session stands.
    stage: Part<Stage>,
    /// How the projector shows it.
    mode: Part<ProjectorModeView>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let forward = move || match stage.read().phase {
        Phase::Lobby => "Begin".to_owned(),
        _ => "Forward".to_owned(),
    };
    let has_ended = move || matches!(stage.read().phase, Phase::Ended { .. });
    let confirms = RwSignal::new(false);
    view! {
        <nav class="controls" aria-label="Moves">
            <button type="button" class="control-back" disabled=is_so(has_ended) on:click=click(move |_| driver.order(Order::Backward))>"Back"</button>
            <button type="button" class="control-forward primary" disabled=is_so(has_ended) on:click=click(move |_| driver.order(Order::Forward))>{words(forward)}</button>
            <button type="button" class="control-black" aria-pressed=attribute(move || stage.read().black.to_string())
                on:click=click(move |_| driver.order(Order::SetBlack(!stage.get_untracked().black)))>"Black"</button>
            <ProjectorMenu stage mode driver/>
            <Shown
                when=move || confirms.get() && !has_ended()
                fallback=move || view! {
                    <button type="button" class="control-end" disabled=is_so(has_ended) on:click=click(move |_| confirms.set(true))>"End"</button>
                }
            >
                <button type="button" class="control-end danger" on:click=click(move |_| {
                    confirms.set(false);
                    driver.order(Order::End);
                })>"End for all"</button>
                <button type="button" class="control-keep" on:click=click(move |_| confirms.set(false))>"Go on"</button>
            </Shown>
        </nav>
    }
}

/// The controls of each timer.
#[component]
pub fn TimerControls(
    /// The timers.
    timers: Memo<Vec<TimerView>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let ids = move || {
        let timers = timers.read();
        timers.iter().map(|timer| timer.id.clone()).collect()
    };
    view! {
        {each(ids, TimerId::to_string, move |id| {
            let timer = one(timers.into(), id);
            view! { <OneTimer timer driver/> }.into_any()
        })}
    }
}

/// The controls of one timer.
#[component]
fn OneTimer(
    /// The timer.
    timer: Memo<Option<TimerView>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let ticks = move || {
        timer
            .read()
            .as_ref()
            .is_some_and(|view| view.timer.is_ticking())
    };
    let is_paused = move || {
        let timer = timer.read();
        timer
            .as_ref()
            .is_some_and(|view| matches!(view.timer.phase, TimerPhase::Paused { .. }))
    };
    let send = move |action: TimerAction| {
        if let Some(view) = timer.get_untracked() {
            driver.order(Order::Timer {
                timer: view.id,
                action,
            });
        }
    };
    let main = move || match (ticks(), is_paused()) {
        (true, _) => "Pause".to_owned(),
        (false, true) => "Resume".to_owned(),
        (false, false) => "Start".to_owned(),
    };
    let label = move || {
        timer
            .read()
            .as_ref()
            .map(|view| view.label.clone())
            .unwrap_or_default()
    };
    let id = move || {
        let timer = timer.read();
        timer
            .as_ref()
            .map(|view| view.id.to_string())
            .unwrap_or_default()
    };
    let minute = Span::from_minutes(1);
    view! {
        <div class="timer-controls" role="group" aria-label=attribute(label) data-timer=attribute(id)>
            <span class="timer-controls-label">{words(label)}</span>
            <button type="button" class="timer-main primary" on:click=click(move |_| {
                send(if ticks() { TimerAction::Pause } else { TimerAction::Start });
            })>{words(main)}</button>
            <button type="button" class="timer-less" on:click=click(move |_| send(TimerAction::Extend(-minute)))>"−1 min"</button>
            <button type="button" class="timer-more" on:click=click(move |_| send(TimerAction::Extend(minute)))>"+1 min"</button>
            <button type="button" class="timer-reset" on:click=click(move |_| send(TimerAction::Reset))>"Reset"</button>
        </div>
    }
}
