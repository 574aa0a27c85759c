//! Shows each key that arrives, so that a clicker can be tried out.

use leptos::prelude::*;

/// So many keys are shown.
#[cfg(feature = "hydrate")]
const SHOWN: usize = 8;

/// The keys that have arrived last, each with what it does.
#[component]
pub fn Clicker() -> impl IntoView {
    let keys = RwSignal::new(Vec::<(u32, String, &'static str)>::new());
    #[cfg(feature = "hydrate")]
    {
        let count = StoredValue::new(0);
        let _ = window_event_listener(leptos::ev::keydown, move |event| {
            // Whoever walks through the page by keys is not trying a clicker.
            if event.key() == "Tab" {
                return;
            }
            count.update_value(|count| *count += 1);
            let key = named(&event.key());
            let does = crate::ui::keys::meaning(&event.key()).map_or("nothing", |key| key.words());
            keys.update(|keys| {
                keys.push((count.get_value(), key, does));
                let too_many = keys.len().saturating_sub(SHOWN);
                keys.drain(..too_many);
            });
        });
    }
    view! {
        <p>"Press each button of your clicker. What arrives is listed here; nothing moves on this page."</p>
        <ol class="check-keys" aria-live="polite">
            <For each=move || keys.get() key=|(number, _, _)| *number let((_, key, does))>
                <li><kbd>{key}</kbd><span>{does}</span></li>
            </For>
        </ol>
    }
}

#[cfg(feature = "hydrate")]
fn named(key: &str) -> String {
    match key {
        " " => "Space".to_owned(),
        key => key.to_owned(),
    }
}
