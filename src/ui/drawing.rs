//! Pieces of which views are made: what shows at times, lists, and texts that change. The framework has
//! them all, and makes code of its own for each place where one of them stands. These put what differs
//! from place to place into a box first, so that the rest is there once.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use std::sync::Arc;

/// Whether something shows.
pub struct Condition(Box<dyn Fn() -> bool + Send + Sync>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for Condition {
    fn from(condition: F) -> Self {
        Self(Box::new(condition))
    }
}

/// Shows something while a condition is met, and something else while it is not.
#[component]
pub fn Shown(
    /// The condition.
    #[prop(into)]
    when: Condition,
    /// What shows then; made anew each time.
    children: ChildrenFn,
    /// What shows otherwise.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    let Condition(when) = when;
    let is_met = Memo::new(move |_| when());
    drawn(move || {
        if is_met.get() {
            children()
        } else {
            fallback.run()
        }
    })
}

/// What is drawn anew whenever a signal changes that it reads.
pub fn drawn(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    fn boxed(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || draw()).into_any()
    }
    boxed(Box::new(draw))
}

/// A text that changes with the signals that it reads.
pub fn words(read: impl Fn() -> String + Send + 'static) -> AnyView {
    fn boxed(read: Box<dyn Fn() -> String + Send>) -> AnyView {
        (move || read()).into_any()
    }
    boxed(Box::new(read))
}

/// What is done when something is heard of.
type Listener<Event> = Box<dyn FnMut(Event) + Send>;

/// Does something on a click.
pub fn click(act: impl FnMut(MouseEvent) + Send + 'static) -> Listener<MouseEvent> {
    Box::new(act)
}

/// Does something on another event.
pub fn on<Event>(act: impl FnMut(Event) + Send + 'static) -> Listener<Event> {
    Box::new(act)
}

/// Keeps what is typed.
pub fn typed_into(text: RwSignal<String>) -> Listener<leptos::ev::Event> {
    Box::new(move |event| text.set(event_target_value(&event)))
}

/// Does something now and whenever a signal changes that it reads; in a browser only.
pub fn whenever(act: impl Fn() + 'static) {
    fn boxed(act: Box<dyn Fn()>) {
        Effect::new(move |_| act());
    }
    boxed(Box::new(act));
}

/// An attribute that changes with the signals that it reads.
pub fn attribute(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(read)
}

/// An attribute that is there or not, or a class, by the signals that it reads.
pub fn is_so(read: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(read)
}

/// An entry of a list, not drawn yet.
struct Entry {
    key: String,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// A list. Each entry is known by its key: it stays as it is, with what is typed there and with the
/// focus, while others come and go.
pub fn each<Item: Send + 'static>(
    items: impl Fn() -> Vec<Item> + Send + Sync + 'static,
    key: impl Fn(&Item) -> String + Send + Sync + 'static,
    draw: impl Fn(Item) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let draw = Arc::new(draw);
    let entries = move || {
        let entries = items().into_iter().map(|item| {
            let (key, draw) = (key(&item), Arc::clone(&draw));
            let draw = Box::new(move || draw(item));
            Entry { key, draw }
        });
        entries.collect()
    };
    list(Box::new(entries))
}

fn list(entries: Box<dyn Fn() -> Vec<Entry> + Send + Sync>) -> AnyView {
    view! {
        <For each=move || entries() key=|entry| entry.key.clone() let(entry)>
            {(entry.draw)()}
        </For>
    }
    .into_any()
}
