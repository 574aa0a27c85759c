//! The time of a session, as a screen's signals know it.
//!
//! On the server, and until a browser has heard from it, the clock stands at the moment for which the
//! page was rendered, so that both render the same text. Then it goes by the browser's clock.

use crate::domain::rehearsal::Reading;
use crate::domain::time::Instant;
#[cfg(feature = "hydrate")]
use crate::ui::browser::BrowserClock;
#[cfg(feature = "hydrate")]
use crate::ui::drawing::whenever;
use leptos::prelude::*;

/// The server's clock, as a screen knows it.
#[derive(Clone, Copy)]
pub struct ServerClock {
    rendered_at: Reading,
    #[cfg(feature = "hydrate")]
    browser: StoredValue<BrowserClock, LocalStorage>,
    /// Set whenever the browser's clock knows better.
    #[cfg(feature = "hydrate")]
    better: RwSignal<()>,
}

impl ServerClock {
    /// A clock that stands at the moment for which the page was rendered.
    pub fn standing_at(rendered_at: Reading) -> Self {
        #[cfg(feature = "hydrate")]
        let (browser, better) = (BrowserClock::new(rendered_at), RwSignal::new(()));
        #[cfg(feature = "hydrate")]
        browser.on_better(move |_| better.set(()));
        Self {
            rendered_at,
            #[cfg(feature = "hydrate")]
            browser: StoredValue::new_local(browser),
            #[cfg(feature = "hydrate")]
            better,
        }
    }

    /// The session's time, renewed whenever what counts to or from `zero` shows another second. It
    /// sleeps until that moment and does not poll.
    pub fn ticking(self, zero: impl Fn() -> Option<Instant> + 'static) -> RwSignal<Instant> {
        let now = RwSignal::new(self.rendered_at.time());
        #[cfg(feature = "hydrate")]
        self.tick(now, Box::new(zero));
        #[cfg(not(feature = "hydrate"))]
        let _ = zero;
        now
    }

    #[cfg(feature = "hydrate")]
    fn tick(self, now: RwSignal<Instant>, zero: Box<dyn Fn() -> Option<Instant>>) {
        let wake = RwSignal::new(());
        let sleeping = StoredValue::new_local(None);
        whenever(move || {
            wake.track();
            self.better.track();
            let clock = self.browser();
            now.set(clock.now());
            let timeout = zero().map(|zero| clock.at_next_second(zero, move || wake.set(())));
            sleeping.set_value(timeout);
        });
    }

    /// The browser's clock, for whoever hears from the server.
    #[cfg(feature = "hydrate")]
    pub fn browser(self) -> BrowserClock {
        self.browser.get_value()
    }
}
