//! The server's clock, as a browser knows it: `performance.now()`, which nobody sets, plus an offset.
//! In a rehearsal the session's time runs faster than the clock.

use super::performance_now;
use crate::domain::rehearsal::{Reading, Speed, Tempo};
use crate::domain::time::{Instant, Span};
use crate::ui::bounds::Bounds;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The server's clock; cheap to clone.
#[derive(Clone)]
pub struct BrowserClock(Rc<Inner>);

struct Inner {
    rendered_at: Reading,
    tempo: Cell<Option<Tempo>>,
    /// How far the server's clock is ahead of `performance.now()`, in milliseconds.
    bounds: Cell<Bounds>,
    on_better: RefCell<Option<Listener>>,
}

type Listener = Rc<dyn Fn(&BrowserClock)>;

impl BrowserClock {
    /// Stands at the moment for which the page was rendered, until it hears from the server.
    pub fn new(rendered_at: Reading) -> Self {
        Self(Rc::new(Inner {
            rendered_at,
            tempo: Cell::new(rendered_at.tempo),
            bounds: Cell::default(),
            on_better: RefCell::default(),
        }))
    }

    /// Calls whenever it knows better than before.
    pub fn on_better(&self, call: impl Fn(&Self) + 'static) {
        *self.0.on_better.borrow_mut() = Some(Rc::new(call));
    }

    /// The session's time now.
    pub fn now(&self) -> Instant {
        let now = performance_now();
        let offset = self.0.bounds.get().offset(now);
        let clock = offset.map_or(self.0.rendered_at.clock, |offset| {
            Instant::from_millis((now + offset).floor() as i64)
        });
        let tempo = self.0.tempo.get();
        Reading { clock, tempo }.time()
    }

    /// Calls when what counts to or from `zero` shows another second.
    pub fn at_next_second(&self, zero: Instant, call: impl FnOnce() + 'static) -> Timeout {
        let until_edge = (zero - self.now()).as_millis().rem_euclid(1_000);
        let until_edge = if until_edge == 0 { 1_000 } else { until_edge };
        let speed = self.0.tempo.get().map_or(Speed::REAL, Tempo::speed);
        let wait = speed.by_the_clock(Span::from_millis(until_edge));
        // Rounded up: a timer that wakes before the edge would wake again at once.
        let wait = wait.as_millis() as u32 + u32::from(speed != Speed::REAL);
        Timeout::new(wait, call)
    }

    /// Takes in what the server's clock showed when it sent a message that has just arrived. True
    /// where the clock is better asked.
    pub fn hear(&self, server: Reading) -> bool {
        if self.0.tempo.replace(server.tempo) != server.tempo {
            self.tell();
        }
        let server = server.clock.as_millis() as f64;
        let is_doubtful = self.0.bounds.get().is_doubtful(server, performance_now());
        self.learn(|bounds, now| bounds.hear(server, now));
        // It is new, or has leapt.
        is_doubtful || self.uncertainty().is_infinite()
    }

    /// Takes in an answer of the server's clock; `asked` and `answered` are by `performance.now()`.
    pub fn answer(&self, asked: f64, server: Instant, answered: f64) {
        let server = server.as_millis() as f64;
        self.learn(|bounds, now| bounds.answer(asked, server, answered, now));
    }

    /// How far the clock may be wrong, in milliseconds.
    pub fn uncertainty(&self) -> f64 {
        self.0.bounds.get().uncertainty(performance_now())
    }

    /// Screens are drawn again only where something better is known.
    fn learn(&self, learn: impl FnOnce(&mut Bounds, f64)) {
        let known = self.0.bounds.get();
        let mut better = known;
        learn(&mut better, performance_now());
        if better != known {
            self.0.bounds.set(better);
            self.tell();
        }
    }

    fn tell(&self) {
        let listener = self.0.on_better.borrow().clone();
        if let Some(listener) = listener {
            listener(self);
        }
    }
}
