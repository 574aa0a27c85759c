//! Follows the server's messages, and comes back by itself whenever the connection is lost.

use super::{BrowserClock, document, listen, performance_now, window};
use crate::domain::rehearsal::Reading;
use crate::domain::time::Instant;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    EventSource, MessageEvent, PerformanceResourceTiming, RequestCache, RequestInit, Response,
};

/// The server says something at least every 15 s: silence for longer than this, in milliseconds,
/// is a connection that has died without a word.
const SILENCE: f64 = 40_000.0;

/// So often, in milliseconds, the page looks whether the connection lives, and what time it is: two
/// clocks run apart by some milliseconds in that time.
const WATCH: u32 = 60_000;

/// A lost connection is tried again after this many milliseconds, plus a random part of as much, so
/// that a room full of phones does not come back in the same instant.
const RETRY: f64 = 700.0;

struct Feed {
    address: String,
    clock: BrowserClock,
    /// None before the first connection has come to anything.
    is_connected: Cell<Option<bool>>,
    on_connection: Box<dyn Fn(bool)>,
    source: RefCell<Option<EventSource>>,
    heard_at: Cell<f64>,
    is_asking: Cell<bool>,
    retry: RefCell<Option<Timeout>>,
    on_message: Closure<dyn Fn(MessageEvent)>,
    on_error: Closure<dyn Fn()>,
    on_gone: Closure<dyn Fn()>,
}

/// Follows the messages at an address for as long as the page is open, and keeps the clock right.
/// `on_connection` is told whenever they begin or cease to come.
#[cfg(not(feature = "views"))]
pub fn follow<Update: serde::de::DeserializeOwned + 'static>(
    address: String,
    clock: BrowserClock,
    on_connection: impl Fn(bool) + 'static,
    on_update: impl Fn(Update) + 'static,
) {
    let read = |message: &str| {
        let message =
            serde_json::from_str::<crate::domain::views::Message<Update>>(message).ok()?;
        Some((message.now, message.parts))
    };
    follow_by(read, address, clock, on_connection, on_update);
}

/// Follows the messages at an address, and reads them in a way of one's own.
pub fn follow_by<Update: 'static>(
    read: fn(&str) -> Option<(Reading, Update)>,
    address: String,
    clock: BrowserClock,
    on_connection: impl Fn(bool) + 'static,
    on_update: impl Fn(Update) + 'static,
) {
    let feed = Rc::new_cyclic(|feed: &std::rc::Weak<Feed>| {
        let (heard, failed) = (feed.clone(), feed.clone());
        let on_message = Closure::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            let Some((now, update)) = read(&text) else {
                // The server has been replaced by another release.
                reload();
                return;
            };
            if let Some(feed) = heard.upgrade() {
                feed.hear(now);
            }
            on_update(update);
        });
        let on_error = Closure::new(move || {
            if let Some(feed) = failed.upgrade() {
                feed.lose();
            }
        });
        Feed {
            address,
            clock,
            is_connected: Cell::new(None),
            on_connection: Box::new(on_connection),
            source: RefCell::new(None),
            heard_at: Cell::new(performance_now()),
            is_asking: Cell::new(false),
            retry: RefCell::new(None),
            on_message,
            on_error,
            on_gone: Closure::new(reload),
        }
    });
    feed.connect();
    for event in ["pageshow", "online"] {
        let feed = Rc::clone(&feed);
        listen(&window(), event, move |_| feed.look());
    }
    // A stream that is open says nothing when the network goes.
    let offline = Rc::clone(&feed);
    listen(&window(), "offline", move |_| offline.lose());
    let on_visible = Rc::clone(&feed);
    listen(&document(), "visibilitychange", move |_| on_visible.look());
    let watch = Rc::clone(&feed);
    gloo_timers::callback::Interval::new(WATCH, move || watch.look()).forget();
    listen(&window(), "beforeunload", move |_| feed.close());
}

impl Feed {
    fn connect(self: &Rc<Self>) {
        self.close();
        self.heard_at.set(performance_now());
        let Ok(source) = EventSource::new(&self.address) else {
            self.lose();
            return;
        };
        source.set_onmessage(Some(self.on_message.as_ref().unchecked_ref()));
        source.set_onerror(Some(self.on_error.as_ref().unchecked_ref()));
        let gone = self.on_gone.as_ref().unchecked_ref();
        let _ = source.add_event_listener_with_callback("gone", gone);
        *self.source.borrow_mut() = Some(source);
        self.ask_time();
    }

    fn hear(self: &Rc<Self>, server: Reading) {
        self.heard_at.set(performance_now());
        self.tell(true);
        if self.clock.hear(server) {
            self.ask_time();
        }
    }

    /// Comes back later. The browser's own retry would give up after some errors, and all phones
    /// would come at once.
    fn lose(self: &Rc<Self>) {
        self.close();
        self.tell(false);
        let again = Rc::clone(self);
        let wait = RETRY * (1.0 + js_sys::Math::random());
        *self.retry.borrow_mut() = Some(Timeout::new(wait as u32, move || again.connect()));
    }

    fn tell(&self, is_connected: bool) {
        if self.is_connected.replace(Some(is_connected)) != Some(is_connected) {
            (self.on_connection)(is_connected);
        }
    }

    /// When the page is looked at again: is the connection still alive?
    fn look(self: &Rc<Self>) {
        let is_silent = performance_now() - self.heard_at.get() > SILENCE;
        if is_silent || self.is_connected.get() == Some(false) {
            self.connect();
        } else {
            self.ask_time();
        }
    }

    /// Asks the server what time it is, until the clock is right enough or has been asked often
    /// enough.
    fn ask_time(self: &Rc<Self>) {
        const RIGHT: f64 = 5.0;
        const QUESTIONS: usize = 10;
        if self.is_asking.replace(true) {
            return;
        }
        let feed = Rc::clone(self);
        spawn_local(async move {
            for _ in 0..QUESTIONS {
                if let Some(trip) = server_time().await {
                    feed.clock.answer(trip.asked, trip.server, trip.answered);
                }
                if feed.clock.uncertainty() < RIGHT {
                    break;
                }
            }
            feed.is_asking.set(false);
        });
    }

    fn close(&self) {
        if let Some(source) = self.source.borrow_mut().take() {
            source.close();
        }
    }
}

/// A question to the server's clock; both ends by `performance.now()`.
struct Trip {
    asked: f64,
    server: Instant,
    answered: f64,
}

async fn server_time() -> Option<Trip> {
    const ADDRESS: &str = "/time";
    let asked = performance_now();
    let request = RequestInit::new();
    // A browser lets requests for what may be in its cache wait for each other.
    request.set_cache(RequestCache::NoStore);
    let answer = window().fetch_with_str_and_init(ADDRESS, &request);
    let response = JsFuture::from(answer).await.ok()?;
    let response = response.dyn_into::<Response>().ok()?;
    let answered = performance_now();
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    let server = text.as_string()?.parse().ok().map(Instant::from_millis)?;
    // A page that is busy is late to send and late to hear; the browser itself notes better.
    let (asked, answered) = noted(&response.url()).unwrap_or((asked, answered));
    Some(Trip {
        asked,
        server,
        answered,
    })
}

/// When the browser sent its latest request to an address, and when the answer began to come in.
fn noted(address: &str) -> Option<(f64, f64)> {
    let performance = window().performance()?;
    let entry = performance.get_entries_by_name(address).pop();
    // The browser keeps some hundred entries and then no more.
    performance.clear_resource_timings();
    let entry: PerformanceResourceTiming = entry.dyn_into().ok()?;
    let (asked, answered) = (entry.request_start(), entry.response_start());
    (asked > 0.0 && answered >= asked).then_some((asked, answered))
}

/// Loads the page again.
pub fn reload() {
    let _ = window().location().reload();
}
