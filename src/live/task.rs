//! One task for one session: whatever waits in its queue is decided in order, persisted in one
//! transaction, applied, published, and only then answered.
//!
//! Other servers may have a task for the same session. Whoever appends first is right; the others take in
//! what they have missed, and decide again.

use super::clock::Clock;
use super::company::Company;
use super::counted::Counted;
use super::error::LiveError;
use super::published::Published;
use super::renderer::Renderer;
use super::waiting::{after, at};
use crate::domain::rehearsal::{Speed, Tempo};
use crate::domain::session::{Actor, Event, Record, Request, Session};
use crate::domain::time;
use crate::store::{Head, Store, StoreError};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc, oneshot, watch};
use tokio::time::{Instant, sleep_until};

/// As many requests as are decided together at most.
const LARGEST_BATCH: usize = 256;

/// What participants send is published at most so often; what the facilitator does, at once.
const BURST: Duration = Duration::from_millis(100);

/// So often each screen is told at least that its connection is alive, which also keeps proxies from
/// closing it and its clock right. One timer for all of them.
const BEAT: Duration = Duration::from_secs(15);

/// The wall clock can be set while a timer runs: the task looks at it at least so often.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);

/// A request on its way to the task.
pub struct Envelope {
    /// Who asks.
    pub by: Actor,
    /// For what; none where only what others have done is to be known.
    pub request: Option<Request>,
    /// Who waits for the answer.
    pub answer: Answer,
}

/// What the task of a session has.
pub struct Task {
    session: Session,
    clock: Clock,
    store: Arc<dyn Store>,
    /// How far others have brought the log.
    head: watch::Receiver<Head>,
    renderer: Arc<dyn Renderer>,
    current: watch::Sender<Arc<Session>>,
    published: watch::Sender<Arc<Published>>,
    company: Company,
    /// When views are to be published that have been held back.
    publish_at: Option<Instant>,
    published_at: Instant,
    /// How often the clock has been moved.
    leaps: u64,
    beat_at: Instant,
    /// How often all screens have been told that their connections are alive.
    beats: u64,
}

impl Task {
    /// The task of a session, which shows it as it is.
    pub fn new(
        mut session: Session,
        clock: Clock,
        store: Arc<dyn Store>,
        head: watch::Receiver<Head>,
        renderer: Arc<dyn Renderer>,
    ) -> Self {
        let first = Arc::new(session.snapshot());
        let now = first.reading(clock.now());
        let published = Published::new(Arc::clone(&first), now, (0, 0), Arc::clone(&renderer));
        Self {
            session,
            clock,
            store,
            head,
            renderer,
            current: watch::Sender::new(first),
            published: watch::Sender::new(Arc::new(published)),
            company: Company::default(),
            publish_at: None,
            published_at: Instant::now(),
            leaps: 0,
            beat_at: Instant::now() + BEAT,
            beats: 0,
        }
    }

    /// The state after each answer, and what screens are shown of it.
    pub fn shown(
        &self,
    ) -> (
        watch::Receiver<Arc<Session>>,
        watch::Receiver<Arc<Published>>,
    ) {
        (self.current.subscribe(), self.published.subscribe())
    }

    /// Decides what waits, until it is told to end.
    pub async fn run(
        mut self,
        mut waiting: mpsc::Receiver<Envelope>,
        mut stop: watch::Receiver<bool>,
        deleted: Arc<Notify>,
    ) {
        let mut leaps = self.clock.leaps();
        let _counted = Counted::new(metrics::gauge!("plenary_sessions"));
        loop {
            let mut batch = Vec::new();
            let until_due = self.until_due();
            tokio::select! {
                biased;
                received = waiting.recv_many(&mut batch, LARGEST_BATCH), if !self.company.is_given_way() => {
                    if received == 0 {
                        return;
                    }
                }
                // What waits is answered first.
                _ = stop.wait_for(|stop| *stop), if !self.company.is_given_way() => return,
                () = deleted.notified() => return,
                Ok(()) = self.head.changed() => {}
                () = self.company.has_passed() => {}
                () = at(self.publish_at) => self.publish(),
                () = after(until_due) => {}
                () = sleep_until(self.beat_at) => {
                    self.beat_at = Instant::now() + BEAT;
                    self.beats += 1;
                    self.publish();
                }
                Ok(()) = leaps.changed() => {
                    self.leaps += 1;
                    self.publish();
                }
            }
            if !self.follow().await || !self.handle(batch).await {
                return;
            }
        }
    }

    /// How long to sleep until time alone makes something happen.
    fn until_due(&self) -> Option<Duration> {
        let now = self.session.time_at(self.clock.now());
        let wait = self.session.next_deadline()? - now;
        let speed = self.session.tempo().map_or(Speed::REAL, Tempo::speed);
        let wait = speed.by_the_clock(wait);
        let millis = u64::try_from(wait.as_millis()).unwrap_or(0);
        Some(Duration::from_millis(millis).min(LONGEST_SLEEP))
    }

    /// Decides a batch, persists it, publishes and answers. False where it could not be persisted:
    /// the state is ahead of the disk then, so the task ends, and the next request starts it anew
    /// from what is on disk.
    async fn handle(&mut self, batch: Vec<Envelope>) -> bool {
        let mut has_looked = !self.store.is_shared();
        loop {
            let decided = self.decide(&batch);
            if decided.is_doubtful && !has_looked {
                has_looked = true;
                match self.look(&decided.records).await {
                    Ok(true) => continue,
                    Ok(false) => {}
                    Err(error) => {
                        refuse_all(batch, &error);
                        return false;
                    }
                }
            }
            let kept = match self.keep(&decided).await {
                Err(StoreError::Conflict) => match self.catch_up(&decided.records).await {
                    Ok(()) => continue,
                    Err(error) => Err(error),
                },
                kept => kept,
            };
            if let Err(error) = kept {
                refuse_all(batch, &error);
                return false;
            }
            let answers = batch.into_iter().map(|envelope| envelope.answer);
            for (answer, decided) in answers.zip(decided.answers) {
                // Nobody listens any more when a phone has gone away; what it sent is kept all the same.
                let _ = answer.send(decided);
            }
            return true;
        }
    }

    fn decide(&mut self, batch: &[Envelope]) -> Decided {
        let now = self.session.time_at(self.clock.now());
        let now = now.max(self.session.latest());
        let mut records = self.take(now, &Actor::Time, None, self.session.due(now));
        let mut is_urgent = !records.is_empty();
        let mut answers = Vec::with_capacity(batch.len());
        let mut is_doubtful = false;
        for Envelope { by, request, .. } in batch {
            let Some(request) = request else {
                is_doubtful = true;
                answers.push(Ok(()));
                continue;
            };
            let decision = self.session.decide(now, by, request);
            // What is refused or done already may be so only by what is known here.
            is_doubtful |= decision.as_ref().map_or(true, Vec::is_empty);
            let decided = decision.map(|events| {
                is_urgent |= !events.is_empty() && *by == Actor::Facilitator;
                records.extend(self.take(now, by, Some(request), events));
            });
            answers.push(decided.map_err(LiveError::Refused));
        }
        Decided {
            records: records.into(),
            is_urgent,
            is_doubtful,
            answers,
        }
    }

    async fn keep(&mut self, decided: &Decided) -> Result<(), StoreError> {
        if decided.records.is_empty() {
            return Ok(());
        }
        let code = self.session.code().clone();
        let records = Arc::clone(&decided.records);
        let began = Instant::now();
        self.store.append(code, records).await?;
        let took = began.elapsed();
        metrics::histogram!("plenary_append_duration_seconds").record(took);
        metrics::counter!("plenary_events_total").increment(decided.records.len() as u64);
        self.company.give_way(took);
        self.show(decided.is_urgent);
        Ok(())
    }

    /// Takes in what others have appended, where they have. False where it cannot be read, or the
    /// session is gone.
    async fn follow(&mut self) -> bool {
        let head = *self.head.borrow_and_update();
        self.company.note_late(head.late);
        if head.is_gone {
            return false;
        }
        if head.sequence <= self.session.sequence() {
            return true;
        }
        let looked = self.look(&[]).await;
        if let Err(error) = &looked {
            tracing::error!(?error, "what others have written cannot be read");
        }
        looked.is_ok()
    }

    /// After a conflict, takes in what others have appended.
    ///
    /// # Errors
    /// When it cannot be read; [`StoreError::Conflict`] where they have appended nothing, since the
    /// session has been deleted then.
    async fn catch_up(&mut self, ignorant: &[Record]) -> Result<(), StoreError> {
        metrics::counter!("plenary_conflicts_total").increment(1);
        self.store.be_late(self.session.code());
        match self.look(ignorant).await? {
            true => Ok(()),
            false => Err(StoreError::Conflict),
        }
    }

    /// Takes in what others have appended, where they have, and takes back what was decided in ignorance
    /// of it. False where there is nothing new.
    async fn look(&mut self, ignorant: &[Record]) -> Result<bool, StoreError> {
        let known = Arc::clone(&self.current.borrow());
        let code = known.code().clone();
        let missed = self.store.log_after(code, known.sequence()).await?;
        if missed.is_empty() {
            return Ok(false);
        }
        if !ignorant.is_empty() {
            self.session.go_back(&known, ignorant);
        }
        self.company.found();
        for record in &missed {
            self.session.apply(record);
        }
        let by_facilitator = |record: &Record| !matches!(record.by, Actor::Participant(_));
        self.show(missed.iter().any(by_facilitator));
        Ok(true)
    }

    /// What has been kept is to be seen.
    fn show(&mut self, is_urgent: bool) {
        self.current.send_replace(Arc::new(self.session.snapshot()));
        if is_urgent {
            self.publish();
        } else {
            self.publish_soon();
        }
    }

    fn take(
        &mut self,
        now: time::Instant,
        by: &Actor,
        request: Option<&Request>,
        events: Vec<Event>,
    ) -> Vec<Record> {
        let records = self.session.record(now, by, request, events);
        for record in &records {
            self.session.apply(record);
        }
        records
    }

    fn publish_soon(&mut self) {
        let soon = self.published_at + BURST;
        if soon <= Instant::now() {
            self.publish();
        } else {
            self.publish_at.get_or_insert(soon);
        }
    }

    fn publish(&mut self) {
        self.publish_at = None;
        self.published_at = Instant::now();
        let session = Arc::clone(&self.current.borrow());
        let now = session.reading(self.clock.now());
        let published = Published::new(
            session,
            now,
            (self.leaps, self.beats),
            Arc::clone(&self.renderer),
        );
        self.published.send_replace(Arc::new(published));
    }
}

/// What has come of a batch; it counts once it is kept.
struct Decided {
    records: Arc<[Record]>,
    /// Whether it is to be seen at once.
    is_urgent: bool,
    /// Whether something has no effect, which it might have by what others have appended.
    is_doubtful: bool,
    answers: Vec<Result<(), LiveError>>,
}

/// Who waits for an answer.
type Answer = oneshot::Sender<Result<(), LiveError>>;

fn refuse_all(batch: Vec<Envelope>, error: &StoreError) {
    tracing::error!(?error, "nothing can be kept");
    metrics::counter!("plenary_append_failures_total").increment(1);
    for Envelope { answer, .. } in batch {
        // What is kept is right, and the task that starts next begins with it.
        let error = match error {
            StoreError::Conflict => LiveError::Interrupted,
            error => error.again().into(),
        };
        let _ = answer.send(Err(error));
    }
}
