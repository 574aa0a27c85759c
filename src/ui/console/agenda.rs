//! The time of the session against its plan, and all slides to jump to.

use crate::domain::agenda::Forecast;
use crate::domain::session::Phase;
use crate::domain::time::Span;
use crate::domain::views::{OutlineSection, SlideView, Stage};
use crate::ui::clock::ServerClock;
use crate::ui::drawing::{Shown, attribute, click, drawn, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use crate::ui::text;
use leptos::prelude::*;

/// The section's clock, and when the session ends.
#[component]
pub fn Clock(
    /// Where the session stands.
    stage: Part<Stage>,
    /// When the session ends.
    forecast: Part<Option<Forecast>>,
    /// What the session's time zone adds to UTC.
    utc_offset: Part<Span>,
    /// The server's clock.
    clock: ServerClock,
) -> impl IntoView {
    let section = Memo::new(move |_| stage.read().section.clone());
    let now = clock.ticking(move || {
        let clock = section.read().clock;
        Some(clock.entered_at? + (clock.planned - clock.spent_before))
    });
    let remaining = move || section.read().clock.remaining(now.get());
    let end = move || {
        let forecast = forecast.get()?;
        let (end, delay) = (forecast.end(now.get()), forecast.delay(now.get()));
        let state = match delay.as_millis() {
            60_000.. => "late",
            ..-60_000 => "early",
            _ => "on-time",
        };
        let words = format!(
            "ends at {}, {}",
            text::time_of_day(end, utc_offset.get()),
            text::delay(delay)
        );
        Some(view! { <p class="clock-end" data-state=state>{words}</p> }.into_any())
    };
    // By whole numbers: what prints fractions is much code.
    let share = move || {
        let planned = section.read().clock.planned.as_millis().max(1);
        let gone = planned - remaining().as_millis().clamp(0, planned);
        let thousandths = (gone * 1_000 + planned / 2) / planned;
        format!("{}.{}", thousandths / 10, thousandths % 10)
    };
    let planned = move || {
        let clock = section.read().clock;
        let planned = format!("of {} planned", text::minutes(clock.planned));
        match clock.cut {
            Span::ZERO => planned,
            cut => format!("{planned}, {} cut", text::length(cut)),
        }
    };
    view! {
        <h2 class="panel-label">
            {words(move || format!("Section {} of {}", section.read().number, section.read().count))}
        </h2>
        <p class="clock-time" data-over=attribute(move || remaining().is_negative().to_string()) role="timer">
            {words(move || text::countdown(remaining()))}
        </p>
        <p class="clock-plan">{words(planned)}</p>
        <progress class="clock-bar" max="100" value=attribute(share) aria-hidden="true"></progress>
        {drawn(move || end().into_any())}
        <Shown when=move || stage.read().phase == Phase::Lobby>
            <p class="clock-end" data-state="lobby">"not begun"</p>
        </Shown>
        <Shown when=move || matches!(stage.read().phase, Phase::Ended { .. })>
            <p class="clock-end" data-state="ended">"ended"</p>
        </Shown>
    }
}

/// All sections with their slides.
#[component]
pub fn Outline(
    /// The sections.
    outline: Part<Vec<OutlineSection>>,
    /// The slide that is shown.
    slide: Memo<Option<SlideView>>,
    /// The server's clock.
    clock: ServerClock,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let position = Memo::new(move |_| {
        slide
            .read()
            .as_ref()
            .map(|slide| (slide.position.section, slide.position.slide))
    });
    let now = clock.ticking(move || {
        let outline = outline.read();
        outline.iter().find_map(|section| section.clock.entered_at)
    });
    let sections = move || {
        let sections = outline.get().into_iter().enumerate();
        sections
            .map(|(section, content)| {
                let slides = content.slides.into_iter().enumerate();
                let slides: Vec<_> = slides
                    .map(|(slide, title)| {
                        let is_current = move || position.get() == Some((section, slide));
                        view! {
                            <li>
                                <button type="button" class="outline-slide" aria-current=move || is_current().then_some("true")
                                    on:click=click(move |_| driver.order(Order::GoTo { section, slide }))>{title}</button>
                            </li>
                        }
                    })
                    .collect();
                let time = content.clock;
                let spent = move || {
                    let spent = time.spent(now.get());
                    format!("{} of {}", text::length(spent), text::minutes(time.planned))
                };
                let is_on = move || position.get().is_some_and(|(current, _)| current == section);
                view! {
                    <details class="outline-section" open=is_on>
                        <summary>
                            <span class="outline-title">{format!("{}. {}", section + 1, content.title)}</span>
                            <span class="outline-time">{words(spent)}</span>
                        </summary>
                        <ol>{slides}</ol>
                    </details>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <h2 class="panel-label">"Outline"</h2>
        {drawn(sections)}
    }
}
