//! A simulated phone: joins, follows its feed, and sends the forms that it is shown.

use super::door::Door;
use super::events::{Events, Message};
use super::form::{ControlKind, Form, forms};
use super::person::Person;
use super::{ARRIVAL, Crowd, Tally};
use crate::domain::rehearsal::Speed;
use crate::domain::time::Span;
use crate::domain::timer::TimerPhase;
use crate::domain::views::TimerView;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// Nobody waits longer than this for a timer before they begin to write.
const PATIENCE: Span = Span::from_minutes(4);

/// A lost connection is tried again after so long.
const RETRY: Duration = Duration::from_secs(1);

/// As many bytes as the keys that the server makes.
const KEY_BYTES: usize = 20;

/// A page is never longer.
const LONGEST_PAGE: usize = 4 * 1024 * 1024;

pub struct Phone<D> {
    door: D,
    code: String,
    /// By which the server recognises this phone.
    key: String,
    person: Person,
    speed: Speed,
    tally: Arc<Tally>,
    cookies: BTreeMap<String, String>,
    /// The latest HTML of each part of the page.
    parts: BTreeMap<String, String>,
    /// When a timer of what is shown was started last.
    started_at: Option<Instant>,
    /// Whether what is shown has a timer that has not been started.
    waits: bool,
    /// The forms that are being filled in.
    plans: BTreeMap<String, Plan>,
    /// The forms that are done with, or left alone.
    done: BTreeSet<String>,
    commands: u32,
}

/// A form that is being filled in.
struct Plan {
    form: Form,
    seen_at: Instant,
    takes: Span,
}

/// Why a phone follows its feed no longer.
enum Parting {
    /// The connection was lost.
    Lost,
    /// There is nothing to follow any more.
    Gone,
}

#[derive(Deserialize)]
struct News {
    parts: BTreeMap<String, Value>,
}

impl<D: Door> Phone<D> {
    pub fn new(door: D, crowd: &Crowd, number: u16, tally: Arc<Tally>) -> Self {
        let digest = Sha256::digest(format!("{} {} {number}", crowd.seed, crowd.code));
        let (key, rest) = digest.split_at(KEY_BYTES);
        // What the key leaves over makes the person.
        let seed = rest
            .iter()
            .fold(0, |seed, &byte| seed << 8 | u64::from(byte));
        Self {
            door,
            code: crowd.code.clone(),
            key: hex::encode(key),
            person: Person::new(number, seed),
            speed: crowd.speed,
            tally,
            cookies: BTreeMap::new(),
            parts: BTreeMap::new(),
            started_at: None,
            waits: false,
            plans: BTreeMap::new(),
            done: BTreeSet::new(),
            commands: 0,
        }
    }

    /// Comes in after a while, and stays until there is nothing to follow any more.
    pub async fn run(mut self) {
        let arrival = self.person.within(Span::from_seconds(ARRIVAL as i64));
        sleep(self.by_the_clock(arrival)).await;
        while !self.join().await {
            sleep(RETRY).await;
        }
        self.count(&self.tally.joined);
        // Whoever is found to be somebody else on the list has to ask for the page once more.
        let mut has_asked = false;
        loop {
            match self.follow().await {
                Parting::Lost => {
                    self.count(&self.tally.lost);
                    sleep(RETRY).await;
                }
                Parting::Gone if has_asked => return,
                Parting::Gone => has_asked = true,
            }
        }
    }

    async fn join(&mut self) -> bool {
        let fields = [
            ("name".to_owned(), self.person.name.clone()),
            ("key".to_owned(), self.key.clone()),
        ];
        let path = format!("/j/{}", self.code);
        match self.post(&path, &fields).await {
            Some(response) if response.status() == StatusCode::SEE_OTHER => {
                let cookies = response.headers().get_all(header::SET_COOKIE).iter();
                let pairs = cookies.filter_map(|cookie| {
                    let pair = cookie.to_str().ok()?.split(';').next()?;
                    let (name, value) = pair.split_once('=')?;
                    Some((name.trim().to_owned(), value.to_owned()))
                });
                self.cookies.extend(pairs);
                true
            }
            _ => {
                self.count(&self.tally.lost);
                false
            }
        }
    }

    async fn follow(&mut self) -> Parting {
        let path = format!("/s/{}/events/phone", self.code);
        let Some(response) = self.ask(Request::get(path), String::new()).await else {
            return Parting::Lost;
        };
        if response.status() != StatusCode::OK {
            return Parting::Lost;
        }
        let mut events = Events::of(response.into_body());
        loop {
            let next = self.next_plan();
            let at = next.as_ref().map(|(at, _)| *at);
            tokio::select! {
                message = events.next() => match message {
                    Some(Message::Data(text)) => self.hear(&text),
                    Some(Message::Gone) => return Parting::Gone,
                    None => return Parting::Lost,
                },
                () = until(at) => if let Some((_, id)) = next {
                    self.carry_out(&id).await;
                },
            }
        }
    }

    /// Takes in what the page shows now.
    fn hear(&mut self, text: &str) {
        let Ok(news) = serde_json::from_str::<News>(text) else {
            return;
        };
        for (name, part) in news.parts {
            match part {
                Value::String(html) => {
                    self.parts.insert(name, html);
                }
                timers => self.look_at_timers(timers),
            }
        }
        self.plan();
    }

    fn look_at_timers(&mut self, timers: Value) {
        let Ok(timers) = serde_json::from_value::<Vec<TimerView>>(timers) else {
            return;
        };
        let current: Vec<_> = timers.iter().filter(|timer| timer.current).collect();
        let is_idle = |timer: &&&TimerView| timer.timer.phase == TimerPhase::Idle;
        let waits = current.iter().any(|timer| is_idle(&timer));
        let runs = !current.is_empty() && !waits;
        if runs && self.waits {
            self.started_at = Some(Instant::now());
        }
        self.waits = waits;
    }

    /// Begins with what is asked, and stops with what is asked no longer.
    fn plan(&mut self) {
        let shown = self.parts.values().flat_map(|html| forms(html));
        let shown: BTreeMap<_, _> = shown
            .filter(|form| form.open && !form.kept && !form.id.is_empty())
            .map(|form| (form.id.clone(), form))
            .collect();
        self.plans.retain(|id, _| shown.contains_key(id));
        for (id, form) in shown {
            if self.done.contains(&id) {
                continue;
            }
            if let Some(plan) = self.plans.get_mut(&id) {
                plan.form = form;
                continue;
            }
            match self.person.time_for(&form) {
                Some(takes) => {
                    let seen_at = Instant::now();
                    let plan = Plan {
                        form,
                        seen_at,
                        takes,
                    };
                    self.plans.insert(id, plan);
                }
                None => {
                    self.done.insert(id);
                }
            }
        }
    }

    /// Which form is sent next, and when.
    fn next_plan(&self) -> Option<(Instant, String)> {
        let plans = self.plans.iter();
        plans
            .map(|(id, plan)| (self.due(plan), id.clone()))
            .min_by_key(|(at, _)| *at)
    }

    /// Whoever is to write waits for the timer, though not for ever.
    fn due(&self, plan: &Plan) -> Instant {
        let takes = self.by_the_clock(plan.takes);
        if !plan.form.controls.iter().any(is_words) {
            return plan.seen_at + takes;
        }
        let from = match self.started_at {
            Some(started_at) => plan.seen_at.max(started_at),
            None => plan.seen_at,
        };
        let waits = if self.waits { PATIENCE } else { Span::ZERO };
        from + self.by_the_clock(waits) + takes
    }

    async fn carry_out(&mut self, id: &str) {
        let Some(plan) = self.plans.remove(id) else {
            return;
        };
        self.done.insert(id.to_owned());
        let mut fields = self.person.fill(&plan.form);
        self.commands += 1;
        let command = format!("{}-{}", self.key, self.commands);
        match fields.iter_mut().find(|(name, _)| name == "command") {
            Some((_, value)) => *value = command,
            None => fields.push(("command".to_owned(), command)),
        }
        let status = loop {
            // The same form with the same command, until the server has it: it counts once.
            match self.post(&plan.form.action, &fields).await {
                Some(response) => break response.status(),
                None => sleep(RETRY).await,
            }
        };
        if status.is_success() || status.is_redirection() {
            self.count(&self.tally.sent);
        } else {
            self.count(&self.tally.refused);
        }
    }

    async fn post(&self, path: &str, fields: &[(String, String)]) -> Option<Response<Body>> {
        let body = serde_urlencoded::to_string(fields).ok()?;
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let response = self.ask(request, body).await?;
        let (head, body) = response.into_parts();
        // A connection is free for the next request once its answer has been read.
        let body = to_bytes(body, LONGEST_PAGE).await.ok()?;
        Some(Response::from_parts(head, Body::from(body)))
    }

    async fn ask(
        &self,
        request: axum::http::request::Builder,
        body: String,
    ) -> Option<Response<Body>> {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = request.header(header::COOKIE, cookies.join("; "));
        match self.door.ask(request.body(body).ok()?).await {
            Ok(response) => Some(response),
            Err(error) => {
                tracing::debug!(%error, "a simulated phone is not served");
                self.count(&self.tally.lost);
                None
            }
        }
    }

    fn by_the_clock(&self, span: Span) -> Duration {
        let millis = self.speed.by_the_clock(span).as_millis();
        Duration::from_millis(millis.unsigned_abs())
    }

    fn count(&self, of: &AtomicUsize) {
        of.fetch_add(1, Ordering::Relaxed);
    }
}

fn is_words(control: &super::form::Control) -> bool {
    matches!(control.kind, ControlKind::Words { .. })
}

async fn until(at: Option<Instant>) {
    match at {
        Some(at) => sleep_until(at).await,
        None => std::future::pending().await,
    }
}
