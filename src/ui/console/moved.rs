//! Says that people have to come in another way than before.

use crate::domain::views::AddressView;
use crate::ui::drawing::{Shown, click, is_so, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use leptos::prelude::*;

/// The new address, until the facilitator has taken note of it.
#[component]
pub fn MovedNotice(
    /// Where people come in.
    address: Part<AddressView>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let noted = RwSignal::new(address.read_untracked().typed.clone());
    let has_moved = move || *noted.read() != address.read().typed;
    let sentence = move || {
        if !has_moved() {
            return String::new();
        }
        format!(
            "This computer has a new address: {}. Phones that joined at the old one are cut off until they scan \
             the code again. Whoever joins again is on the list twice: merge the two.",
            address.read().typed
        )
    };
    let show = move |_| driver.order(Order::SetJoinLarge(true));
    let note = move |_| noted.set(address.read_untracked().typed.clone());
    view! {
        <div class="console-notice console-moved" class:shown=is_so(has_moved)>
            <p role="status">{words(sentence)}</p>
            <Shown when=has_moved>
                <button type="button" on:click=click(show)>"Show the code to the room"</button>
                <button type="button" on:click=click(note)>"Close"</button>
            </Shown>
        </div>
    }
}
