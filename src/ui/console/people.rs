//! Who has joined: the door, names, and who is sent out.

use super::same_person::SamePerson;
use crate::domain::ids::{JoinCode, ParticipantId};
use crate::domain::text::LONGEST_NAME;
use crate::domain::views::{AddressView, RosterRow, Stage};
use crate::ui::drawing::{Shown, attribute, click, drawn, each, on, typed_into, words};
use crate::ui::driver::Driver;
use crate::ui::order::Order;
use crate::ui::part::Part;
use crate::ui::text;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Who has joined.
#[component]
pub fn People(
    /// The session.
    code: JoinCode,
    /// Where people come in.
    address: Part<AddressView>,
    /// Where the session stands.
    stage: Part<Stage>,
    /// Who has joined.
    roster: Part<Vec<RosterRow>>,
    /// Who has been sent out.
    removed: Part<Vec<RosterRow>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let count = move || text::count(roster.read().len(), "person", "people");
    let ids = move || {
        let rows = roster.read();
        rows.iter().map(|row| row.id.clone()).collect()
    };
    view! {
        <div class="people-head">
            <h2 class="panel-label">{words(count)}</h2>
            <Door stage driver/>
        </div>
        <HowToJoin code=code.clone() address is_first=Signal::derive(move || roster.read().is_empty())/>
        <ul class="roster">
            {each(ids, ParticipantId::to_string, move |id| view! { <Person id roster driver/> }.into_any())}
        </ul>
        <SentOut removed driver/>
        <WithoutPhone code/>
    }
}

/// Lets nobody new in, or everybody again.
#[component]
fn Door(
    /// Where the session stands.
    stage: Part<Stage>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let is_closed = move || stage.read().locked;
    let label = move || {
        let label = if is_closed() {
            "Open the door"
        } else {
            "Close the door"
        };
        label.to_owned()
    };
    let turn = move |_| driver.order(Order::SetLocked(!stage.get_untracked().locked));
    view! {
        <Shown when=is_closed>
            <p class="door-state">"The door is closed: nobody new can join."</p>
        </Shown>
        <button type="button" class="door" on:click=click(turn)>{words(label)}</button>
    }
}

/// The address, the code and the QR code.
#[component]
fn HowToJoin(
    /// The session.
    code: JoinCode,
    /// Where people come in.
    address: Part<AddressView>,
    /// Whether nobody has joined yet.
    is_first: Signal<bool>,
) -> impl IntoView {
    let qr = move || {
        let svg = address.read().qr_svg.clone();
        view! { <figure class="how-to-join-qr" role="img" aria-label="QR code of the join link" inner_html=svg></figure> }
            .into_any()
    };
    view! {
        <details class="how-to-join" open=is_first>
            <summary>"How to join"</summary>
            <p>{words(move || address.read().typed.clone())}" · "<strong class="code">{code.to_string()}</strong></p>
            {drawn(qr)}
        </details>
    }
}

/// Where the facilitator writes down who has no phone.
#[component]
fn WithoutPhone(
    /// The session.
    code: JoinCode,
) -> impl IntoView {
    view! { <a class="entry-link" href=format!("/s/{code}/entry")>"Enter for people without a phone"</a> }
}

/// One participant. The row stays while its marks change, and so does a name that is being typed.
#[component]
fn Person(
    /// Who.
    id: ParticipantId,
    /// All who have joined.
    roster: Part<Vec<RosterRow>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let wanted = id.clone();
    let row = Memo::new(move |_| roster.read().iter().find(|row| row.id == wanted).cloned());
    let name = Memo::new(move |_| row.get().map(|row| row.name).unwrap_or_default());
    let is = move |state: fn(&RosterRow) -> bool| row.read().as_ref().is_some_and(state);
    let commitments = move || match row.get().map_or(0, |row| row.commitments) {
        0 => String::new(),
        number => text::count(number, "commitment", "commitments"),
    };
    let hidden = Signal::derive(move || is(|row| row.hidden));
    let open = RwSignal::new(false);
    let id = StoredValue::new(id);
    let mark = |words: &'static str| view! { <span class="person-mark">{words}</span> };
    view! {
        <li class="person">
            <span class="person-name">{words(move || name.get())}</span>
            <span class="person-marks">
                {drawn(move || is(|row| !row.has_phone).then(|| mark("no phone")).into_any())}
                {drawn(move || hidden.get().then(|| mark("hidden")).into_any())}
                <span class="person-state">{words(move || if is(|row| row.answered) { "answered" } else { "" }.to_owned())}</span>
                <span class="person-commitments">{words(commitments)}</span>
            </span>
            <button type="button" class="person-more quiet" aria-label=attribute(move || format!("Change {}", name.get()))
                aria-expanded=attribute(move || open.get().to_string()) on:click=click(move |_| open.update(|open| *open = !*open))>"…"</button>
            <Shown when=move || open.get()>
                <div class="person-actions">
                    <Rename id=id.get_value() name driver/>
                    <SamePerson id=id.get_value() name roster driver/>
                    <HideButton id=id.get_value() hidden driver/>
                    <RemoveButton id=id.get_value() name driver/>
                </div>
            </Shown>
        </li>
    }
}

/// Gives somebody another name, in place.
#[component]
fn Rename(
    /// Who.
    id: ParticipantId,
    /// The name by which the room knows them.
    name: Memo<String>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let typed = RwSignal::new(name.get_untracked());
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let command = Order::Rename {
            participant: id.clone(),
            name: typed.get_untracked(),
        };
        driver.order_then(command, move |answer| problem.set(answer.err()));
    };
    view! {
        <form class="person-rename" on:submit=on(submit)>
            <input type="text" aria-label="Name" required maxlength=LONGEST_NAME.to_string() autocomplete="off"
                value=name.get_untracked() prop:value=typed
                on:input=typed_into(typed)/>
            <button type="submit">"Rename"</button>
            <p class="form-status" data-tone="refused" role="alert">{words(move || problem.get().unwrap_or_default())}</p>
        </form>
    }
}

/// Keeps everything of somebody off the projector, or shows it again.
#[component]
fn HideButton(
    /// Who.
    id: ParticipantId,
    /// Whether they are hidden.
    hidden: Signal<bool>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let label = move || {
        let label = if hidden.get() {
            "Show again"
        } else {
            "Hide from the projector"
        };
        label.to_owned()
    };
    let press = move |_| {
        driver.order(Order::SetHidden {
            participant: id.clone(),
            hidden: !hidden.get_untracked(),
        });
    };
    view! { <button type="button" class="person-hide" on:click=click(press)>{words(label)}</button> }
}

/// Sends somebody out; asks first.
#[component]
fn RemoveButton(
    /// Who.
    id: ParticipantId,
    /// Their name.
    name: Memo<String>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let asks = RwSignal::new(false);
    let id = StoredValue::new(id);
    let remove = move |_| {
        asks.set(false);
        driver.order(Order::Remove {
            participant: id.get_value(),
        });
    };
    view! {
        <Shown
            when=move || asks.get()
            fallback=move || view! { <button type="button" class="person-remove" on:click=click(move |_| asks.set(true))>"Remove"</button> }
        >
            <div class="asks" role="group" aria-label="Remove">
                <p>{words(move || format!("Remove {}? What they wrote no longer counts.", name.get()))}</p>
                <button type="button" class="person-remove danger" on:click=click(remove)>"Remove"</button>
                <button type="button" class="person-keep" on:click=click(move |_| asks.set(false))>"Keep"</button>
            </div>
        </Shown>
    }
}

/// Who has been sent out.
#[component]
fn SentOut(
    /// Who.
    removed: Part<Vec<RosterRow>>,
    /// Sends the orders.
    driver: Driver,
) -> impl IntoView {
    let count = move || {
        format!(
            "{} removed",
            text::count(removed.read().len(), "person", "people")
        )
    };
    view! {
        <Shown when=move || !removed.read().is_empty()>
            <details class="sent-out">
                <summary>{words(count)}</summary>
                <ul>
                    {each(move || removed.get(), |row| row.id.to_string(), move |row| view! {
                        <li class="person">
                            <span class="person-name">{row.name}</span>
                            <button type="button" class="readmit" on:click=click(move |_| {
                                driver.order(Order::Readmit { participant: row.id.clone() });
                            })>"Let them back in"</button>
                        </li>
                    }.into_any())}
                </ul>
            </details>
        </Shown>
    }
}
