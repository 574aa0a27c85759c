//! All slides at once.

use super::dialog::Dialog;
use crate::domain::views::{OutlineSection, SlideView};
use crate::ui::drawing::{click, on, whenever};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use crate::ui::text;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// Cards of all slides, section by section.
#[component]
pub fn Overview(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The sections.
    outline: Part<Vec<OutlineSection>>,
    /// The slide that is shown.
    slide: Memo<Option<SlideView>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    view! {
        <Dialog open class="overview" label="All slides">
            <Cards open outline slide driver/>
        </Dialog>
    }
}

#[component]
fn Cards(
    /// Whether they are in sight.
    open: RwSignal<bool>,
    /// The sections.
    outline: Part<Vec<OutlineSection>>,
    /// The slide that is shown.
    slide: Memo<Option<SlideView>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let current = Memo::new(move |_| slide.read().as_ref().map(|slide| slide.number));
    let first = current.get_untracked().unwrap_or(1);
    let grid = NodeRef::<html::Div>::new();
    whenever(move || {
        #[cfg(feature = "hydrate")]
        if grid.get().is_some() {
            focus::begin();
        }
    });
    let mut number = 0;
    let sections: Vec<_> = outline
        .get_untracked()
        .into_iter()
        .enumerate()
        .map(|(section, content)| {
            let cards: Vec<_> = content
                .slides
                .into_iter()
                .enumerate()
                .map(|(slide, title)| {
                    number += 1;
                    let number = number;
                    let is_current = move || current.get() == Some(number);
                    let go = move |_| {
                        open.set(false);
                        driver.order(Order::GoTo { section, slide });
                    };
                    view! {
                        <li>
                            <button type="button" class="overview-slide" autofocus={number == first}
                                aria-current=move || is_current().then_some("true") on:click=click(go)>
                                <span class="overview-number">{number}</span>
                                <span class="overview-title">{title}</span>
                            </button>
                        </li>
                    }
                })
                .collect();
            view! {
                <section class="overview-section">
                    <h3>
                        <span>{format!("{}. {}", section + 1, content.title)}</span>
                        <span class="overview-minutes">{text::minutes(content.clock.planned)}</span>
                    </h3>
                    <ol>{cards}</ol>
                </section>
            }
        })
        .collect();
    view! {
        <div class="overview-cards" node_ref=grid on:keydown=on(move_focus)>
            <div class="overview-head">
                <h2>"All slides"</h2>
                <p>"Arrows choose, Enter goes there."</p>
            </div>
            {sections}
        </div>
        <button type="button" class="overview-close" on:click=click(move |_| open.set(false))>"Close"</button>
    }
}

/// Moves the focus by the arrows, which are no moves through the training here.
fn move_focus(event: KeyboardEvent) {
    #[cfg(feature = "hydrate")]
    if focus::follow(&event.key()) {
        event.prevent_default();
        event.stop_propagation();
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = event;
}

/// Where a card stands.
#[cfg(any(feature = "hydrate", test))]
#[derive(Clone, Copy)]
struct Corner {
    left: f64,
    top: f64,
}

/// The card to which a key leads from one of them; the same one at the edge, none by another key.
#[cfg(any(feature = "hydrate", test))]
fn neighbour(cards: &[Corner], from: usize, key: &str) -> Option<usize> {
    let last = cards.len().checked_sub(1)?;
    let here = cards.get(from)?;
    // In the nearest row on that side, the card that is nearest.
    let across = |is_beyond: fn(f64, f64) -> bool| {
        let beyond = |card: &&Corner| is_beyond(card.top, here.top);
        let away = |card: &Corner| ((card.top - here.top).abs(), (card.left - here.left).abs());
        let rows = cards.iter().enumerate();
        rows.filter(|(_, card)| beyond(card))
            .min_by(|(_, one), (_, other)| {
                away(one)
                    .partial_cmp(&away(other))
                    .unwrap_or(std::cmp::Ordering::Equal)
            })
            .map_or(from, |(index, _)| index)
    };
    Some(match key {
        "ArrowLeft" => from.saturating_sub(1),
        "ArrowRight" => (from + 1).min(last),
        "ArrowUp" => across(|top, here| top < here),
        "ArrowDown" => across(|top, here| top > here),
        "Home" => 0,
        "End" => last,
        _ => return None,
    })
}

#[cfg(feature = "hydrate")]
mod focus {
    use super::{Corner, neighbour};
    use leptos::prelude::document;
    use wasm_bindgen::JsCast;
    use web_sys::HtmlElement;

    /// Puts the focus on the card that asks for it: the browser does so by itself only where the cards
    /// are there before it opens the dialog.
    pub fn begin() {
        let first = document().query_selector(".overview-slide[autofocus]");
        let first = first.ok().flatten();
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            let _ = first.focus();
        }
    }

    /// Puts the focus on the card to which a key leads; false where it leads nowhere.
    pub fn follow(key: &str) -> bool {
        let Ok(found) = document().query_selector_all(".overview-slide") else {
            return false;
        };
        let cards: Vec<HtmlElement> = (0..found.length())
            .filter_map(|index| found.get(index)?.dyn_into().ok())
            .collect();
        let corners: Vec<_> = cards
            .iter()
            .map(|card| {
                let place = card.get_bounding_client_rect();
                Corner {
                    left: place.left(),
                    top: place.top(),
                }
            })
            .collect();
        let focused = document().active_element();
        // From the button that closes it, back to the first.
        let from = cards.iter().position(|card| {
            let card: &web_sys::Element = card;
            focused.as_ref() == Some(card)
        });
        let next = neighbour(&corners, from.unwrap_or_default(), key);
        next.and_then(|next| cards.get(next))
            .is_some_and(|card| card.focus().is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_lead_along_the_rows_and_to_the_nearest_card_of_the_next() {
        // Three, one, and two in a row.
        let places = [(0, 0), (1, 0), (2, 0), (0, 1), (0, 2), (1, 2)];
        let cards = places.map(|(left, top)| Corner {
            left: f64::from(left),
            top: f64::from(top),
        });
        let leads = |from, key| neighbour(&cards, from, key);
        assert_eq!(leads(2, "ArrowRight"), Some(3));
        assert_eq!(leads(0, "ArrowLeft"), Some(0));
        assert_eq!(leads(2, "ArrowDown"), Some(3));
        assert_eq!(leads(3, "ArrowUp"), Some(0));
        assert_eq!(leads(5, "ArrowDown"), Some(5));
        assert_eq!(leads(5, "Home"), Some(0));
        assert_eq!(leads(0, "End"), Some(5));
        assert_eq!(leads(0, "b"), None);
    }
}
