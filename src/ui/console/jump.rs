//! To any slide, by its number or by words that are on it.

use super::dialog::Dialog;
use crate::domain::slide_search::find;
use crate::domain::views::{SlideText, SlideView};
use crate::ui::drawing::{attribute, click, each, on, whenever, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::text;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// Names the list to the field that fills it.
const LIST: &str = "jump-found";

/// A field that takes a number or words, and the slides that they mean.
#[component]
pub fn Jump(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// All slides.
    slides: StoredValue<Vec<SlideText>>,
    /// The slide that is shown.
    slide: Memo<Option<SlideView>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    view! {
        <Dialog open class="jump" label="Go to a slide">
            <Search open slides slide driver/>
        </Dialog>
    }
}

#[component]
fn Search(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// All slides.
    slides: StoredValue<Vec<SlideText>>,
    /// The slide that is shown.
    slide: Memo<Option<SlideView>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0);
    let found =
        Memo::new(move |_| slides.with_value(|slides| find(slides, &typed.read(), lowered)));
    let field = NodeRef::<html::Input>::new();
    whenever(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let go = move |index: Option<usize>| {
        let place = slides.with_value(|slides| {
            let slide = slides.get(index?)?;
            Some((slide.section, slide.slide))
        });
        if let Some((section, slide)) = place {
            open.set(false);
            driver.order(Order::GoTo { section, slide });
        }
    };
    let choose = move |place: usize| {
        chosen.set(place);
        #[cfg(feature = "hydrate")]
        if let Some(index) = found.read_untracked().get(place) {
            let option = document().get_element_by_id(&option_id(*index));
            option.inspect(|option| option.scroll_into_view_with_bool(false));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let (place, count) = (chosen.get_untracked(), found.read_untracked().len());
        match event.key().as_str() {
            "ArrowDown" => choose((place + 1).min(count.saturating_sub(1))),
            "ArrowUp" => choose(place.saturating_sub(1)),
            "Enter" => go(found.read_untracked().get(place).copied()),
            _ => return,
        }
        event.prevent_default();
    };
    let chosen_index = move || found.read().get(chosen.get()).copied();
    let hint = move || {
        let count = slides.with_value(Vec::len);
        let here = slide.read().as_ref().map(|slide| slide.number);
        let here = here.map_or(String::new(), |number| {
            format!("Slide {number} of {count}. ")
        });
        format!("{here}Type a number from 1 to {count}, or words.")
    };
    let result = move || match (typed.read().trim().is_empty(), found.read().len()) {
        (true, _) => hint(),
        (false, 0) => "No slide has that number or these words.".to_owned(),
        (false, count) => text::count(count, "slide", "slides"),
    };
    let option = move |index: usize| {
        let slide = slides.with_value(|slides| slides.get(index).cloned());
        slide
            .map(|slide| view! {
                <li role="option" id=option_id(index) aria-selected=attribute(move || (chosen_index() == Some(index)).to_string())
                    on:click=click(move |_| go(Some(index)))>
                    <span class="jump-number">{slide.number}</span>
                    <span class="jump-title">{slide.title}</span>
                    <span class="jump-section">{slide.section_title}</span>
                </li>
            })
            .into_any()
    };
    view! {
        <h2>"Go to a slide"</h2>
        <input type="text" class="jump-field" role="combobox" aria-label="Number or words" autocomplete="off"
            autofocus="" aria-autocomplete="list" aria-controls=LIST
            aria-expanded=attribute(move || (!found.read().is_empty()).to_string())
            aria-activedescendant=move || chosen_index().map(option_id)
            node_ref=field on:keydown=on(on_key)
            on:input=move |event| {
                chosen.set(0);
                typed.set(event_target_value(&event));
            }/>
        <p class="jump-result" role="status">{words(result)}</p>
        <ul class="jump-found" id=LIST role="listbox" aria-label="Slides">
            {each(move || found.get(), usize::to_string, option)}
        </ul>
        <button type="button" class="jump-close" on:click=click(move |_| open.set(false))>"Close"</button>
    }
}

/// Small letters, by the browser: Unicode's tables are much to load.
#[cfg(feature = "hydrate")]
fn lowered(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

#[cfg(not(feature = "hydrate"))]
fn lowered(text: &str) -> String {
    text.to_lowercase()
}

/// Names a slide of the list.
fn option_id(index: usize) -> String {
    format!("jump-slide-{index}")
}
