//! The day and time zone of a new session, as the browser knows them.

use super::island::Island;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use serde::Serialize;

/// Two fields that begin with the server's day and time zone, and change to the browser's once the
/// page lives. Without JavaScript they stay as they are, to be corrected by hand.
#[cfg_attr(feature = "ssr", derive(Serialize))]
pub struct DayAndTimeZone {
    /// Today where the server is, ISO 8601.
    pub date: String,
    /// Where the server is, an IANA name.
    pub time_zone: String,
}

impl Island for DayAndTimeZone {
    const NAME: &str = "day-and-time-zone";

    fn draw(self) -> impl IntoView {
        draw(self)
    }
}

fn draw(first: DayAndTimeZone) -> impl IntoView {
    let date = RwSignal::new(first.date);
    let time_zone = RwSignal::new(first.time_zone);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let options = js_sys::Intl::DateTimeFormat::default().resolved_options();
        let name = js_sys::Reflect::get(&options, &"timeZone".into());
        if let Some(name) = name.ok().and_then(|name| name.as_string()) {
            time_zone.set(name);
        }
        let today = js_sys::Date::new_0();
        date.set(format!(
            "{:04}-{:02}-{:02}",
            today.get_full_year(),
            today.get_month() + 1,
            today.get_date()
        ));
    });
    view! {
        <label class="field">
            <span class="field-label">"Day"</span>
            <input type="date" name="date" required prop:value=move || date.get() value=date.get_untracked()/>
        </label>
        <label class="field">
            <span class="field-label">"Time zone"</span>
            <input type="text" name="time_zone" required prop:value=move || time_zone.get() value=time_zone.get_untracked() autocomplete="off"/>
        </label>
    }
}
