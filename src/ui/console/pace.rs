//! Keeping to the plan: a pause for questions, and what to leave out when time is short.

use crate::domain::agenda::Forecast;
use crate::domain::recovery::{CutView, Offer, offers};
use crate::domain::session::Phase;
use crate::domain::time::Span;
use crate::domain::views::Stage;
use crate::ui::clock::ServerClock;
use crate::ui::drawing::{Shown, attribute, click, drawn, each, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use crate::ui::text;
use leptos::prelude::*;

/// Pauses the session, and offers what brings it back to its plan.
#[component]
pub fn Pace(
    /// Where the session stands.
    stage: Part<Stage>,
    /// When the session ends.
    forecast: Part<Option<Forecast>>,
    /// What can be cut, and what has been.
    cuts: Part<Vec<CutView>>,
    /// What the session's time zone adds to UTC.
    utc_offset: Part<Span>,
    /// The server's clock.
    clock: ServerClock,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let now = clock.ticking(move || Some(forecast.read().as_ref()?.planned_end));
    let offered = Memo::new(move |_| {
        let forecast = forecast.read();
        let delay = forecast
            .as_ref()
            .map_or(Span::ZERO, |forecast| forecast.delay(now.get()));
        offers(&cuts.read(), delay)
    });
    let made = Memo::new(move |_| {
        let cuts = cuts.read();
        let made = cuts.iter().filter(|cut| cut.is_made);
        made.cloned().collect::<Vec<_>>()
    });
    let planned_end = move || {
        let forecast = forecast.read();
        let end = forecast.as_ref().map(|forecast| forecast.planned_end);
        end.map(|end| text::time_of_day(end, utc_offset.get()))
    };
    let is_running = move || matches!(stage.read().phase, Phase::Running { .. });
    let is_paused = Memo::new(move |_| stage.read().paused_at.is_some());
    view! {
        <Shown when=is_running>
            <div class="pace">
                <button type="button" class="pace-pause" aria-pressed=attribute(move || is_paused.get().to_string())
                    on:click=click(move |_| driver.order(if is_paused.get_untracked() { Order::Resume } else { Order::Pause }))>
                    "Pause"
                </button>
                <p class="pace-paused" role="status">
                    {words(move || match is_paused.get() {
                        true => "The section and its timers stand still.".to_owned(),
                        false => String::new(),
                    })}
                </p>
                {drawn(move || offered.get().into_iter().next().map(|offer| view! {
                    <h3 class="pace-head">{words(move || format!("Back to {}", planned_end().unwrap_or_default()))}</h3>
                    <OneOffer offer driver/>
                }).into_any())}
                <Shown when=move || { offered.read().len() > 1 }>
                    <details class="pace-more">
                        <summary>"Other ways"</summary>
                        {drawn(move || offered.get().into_iter().skip(1).map(|offer| view! { <OneOffer offer driver/> }).collect::<Vec<_>>().into_any())}
                    </details>
                </Shown>
                <Shown when=move || !made.read().is_empty()>
                    <details class="pace-made">
                        <summary>{words(move || format!("Left out: {}", made.read().len()))}</summary>
                        <ul>
                            {each(move || made.get(), |cut| format!("{} {}", cut.name.section, cut.name.cut), move |cut| view! {
                                <li>
                                    <span>{cut.what}</span>
                                    <button type="button" class="quiet" on:click=click(move |_| driver.order(Order::UndoCut(cut.name)))>"Undo"</button>
                                </li>
                            }.into_any())}
                        </ul>
                    </details>
                </Shown>
            </div>
        </Shown>
    }
}

/// Something to leave out, with what it saves.
#[component]
fn OneOffer(
    /// The offer.
    offer: Offer,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let Offer { cuts, what, saves } = offer;
    let words = what.join(", ");
    view! {
        <button type="button" class="pace-offer" on:click=click(move |_| driver.order(Order::MakeCuts(cuts.clone())))>
            <span class="pace-what">{words}</span>
            <strong>{format!("−{}", text::length(saves))}</strong>
        </button>
    }
}
