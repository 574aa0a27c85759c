//! Says that two on the list are one person.

use crate::domain::ids::ParticipantId;
use crate::domain::views::RosterRow;
use crate::ui::drawing::{Shown, click, on, typed_into, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Makes one person of somebody and another whom the facilitator chooses; asks first. There only where
/// there is another.
#[component]
pub fn SamePerson(
    /// Who.
    id: ParticipantId,
    /// Their name.
    name: Memo<String>,
    /// All who have joined.
    roster: Part<Vec<RosterRow>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    // As long as it is open, so that nothing is chosen away from under the facilitator's hand.
    let rows = roster.get_untracked();
    let (own, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.id == id);
    let has_phone = own.iter().any(|row| row.has_phone);
    let likely = likely(&name.get_untracked(), &others);
    let chosen = RwSignal::new(likely.unwrap_or_default());
    let asks = RwSignal::new(false);
    let is_alone = others.is_empty();
    let options: Vec<_> = others
        .iter()
        .map(|row| {
            let value = row.id.to_string();
            let is_chosen = value == chosen.get_untracked();
            view! { <option value=value selected=is_chosen>{row.name.clone()}</option> }
        })
        .collect();
    let others = StoredValue::new(others);
    let other = move || {
        let chosen = chosen.get();
        let others = others.read_value();
        let row = others.iter().find(|row| row.id.as_str() == chosen);
        row.map(|row| row.name.clone()).unwrap_or_default()
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        asks.set(true);
    };
    let id = StoredValue::new(id);
    let merge = move |_| {
        asks.set(false);
        driver.order(Order::Merge {
            participant: id.get_value(),
            into: ParticipantId::new(chosen.get_untracked()),
        });
    };
    let question = move || {
        let (name, other) = (name.get(), other());
        let phone = match has_phone {
            true => {
                format!(" The phone of {name} continues as {other} and shows what {other} wrote.")
            }
            false => String::new(),
        };
        format!(
            "Merge {name} into {other}? Everything that either sent will belong to {other}; where both answered, \
             the later answer counts.{phone} This cannot be undone."
        )
    };
    let form = view! {
        <form class="person-same" on:submit=on(submit)>
            <label class="field">
                <span class="field-label">"The same person as"</span>
                <select required on:input=typed_into(chosen)>
                    <option value="">"Choose a person"</option>
                    {options}
                </select>
            </label>
            <button type="submit">"Merge"</button>
        </form>
        <Shown when=move || asks.get()>
            <div class="asks" role="group" aria-label="Merge">
                <p>{words(question)}</p>
                <button type="button" class="person-merge danger" on:click=click(merge)>"Merge"</button>
                <button type="button" on:click=click(move |_| asks.set(false))>"Keep both"</button>
            </div>
        </Shown>
    };
    (!is_alone).then(|| form.into_any())
}

/// Who it mostly is: “Ana (2)” is Ana.
fn likely(name: &str, others: &[RosterRow]) -> Option<String> {
    let (base, _) = name.rsplit_once(" (")?;
    let row = others.iter().find(|row| row.name == base)?;
    Some(row.id.to_string())
}
