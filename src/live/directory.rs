//! Finds sessions by their codes, and starts their tasks when somebody asks.

use super::clock::Clock;
use super::error::LiveError;
use super::handle::Handle;
use super::open_sessions::OpenSessions;
use super::renderer::Renderer;
use crate::domain::ids::JoinCode;
use crate::domain::join_code;
use crate::domain::rehearsal::Rehearsal;
use crate::domain::session::{Actor, Command, Event, Phase, Record, Session};
use crate::domain::time::{Instant, Span};
use crate::domain::training::Training;
use crate::store::{NewSessionRow, SessionRow, Store, StoreError};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::cmp::Reverse;
use std::sync::Arc;
use tokio::sync::watch;

/// A code is drawn so often before it is given up; with a million sessions the first one is taken
/// once in 900 times.
const DRAWS: usize = 16;

/// All sessions; cheap to clone.
#[derive(Clone)]
pub struct Directory {
    store: Arc<dyn Store>,
    clock: Clock,
    renderer: Arc<dyn Renderer>,
    open: Arc<OpenSessions>,
    stop: Arc<watch::Sender<bool>>,
    problems: watch::Sender<Arc<[String]>>,
}

/// A session that is to be made.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The material.
    pub training: Arc<Training>,
    /// The name of this run.
    pub title: String,
    /// The day of the session in its time zone.
    pub date: Date,
    /// An IANA name.
    pub time_zone: String,
    /// What the time zone adds to UTC on that day.
    pub utc_offset: Span,
    /// The day on which everything about it is deleted.
    pub expires: Date,
    /// How it is rehearsed; none for a real session.
    pub rehearsal: Option<Rehearsal>,
    /// The user who makes it; none where whoever runs the server does.
    pub owner: Option<String>,
}

impl Directory {
    /// The sessions of a store; `renderer` renders what is more than data.
    pub fn new(store: Arc<dyn Store>, clock: Clock, renderer: impl Renderer) -> Self {
        Self {
            store,
            clock,
            renderer: Arc::new(renderer),
            open: Arc::default(),
            stop: Arc::new(watch::Sender::new(false)),
            problems: watch::Sender::default(),
        }
    }

    /// The clock by which all sessions go.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Makes a session and gives its code.
    pub async fn create(&self, new: NewSession) -> Result<JoinCode, LiveError> {
        for _ in 0..DRAWS {
            let mut random = [0; 4 * join_code::LENGTH];
            getrandom::fill(&mut random).map_err(|_| LiveError::Random)?;
            let Some(code) = join_code::from_random(&random) else {
                continue;
            };
            let row = self.first_row(&code, &new);
            match self.store.create(code.clone(), row).await {
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
                Ok(()) => return Ok(code),
            }
        }
        Err(LiveError::Random)
    }

    /// The session with this code, its task started.
    ///
    /// # Errors
    /// [`LiveError::NoSession`] where there is none.
    pub async fn session(&self, code: &JoinCode) -> Result<Handle, LiveError> {
        if let Some(handle) = self.open.get(code) {
            return Ok(handle);
        }
        let _turn = self.open.turn(code).await;
        if let Some(handle) = self.open.get(code) {
            return Ok(handle);
        }
        if self.is_closed() {
            return Err(StoreError::Closed.into());
        }
        // Before the log is read, so that nothing that is appended meanwhile goes unnoticed.
        let head = self.store.head(code);
        let log = self.store.log(code.clone()).await?;
        if log.is_empty() {
            // Its task has ended, and what it knew goes with it.
            self.open.remove(code);
            return Err(LiveError::NoSession(code.to_string()));
        }
        let session = Session::replay(&log).ok_or_else(|| LiveError::Damaged(code.to_string()))?;
        let handle = Handle::start(
            session,
            self.clock.clone(),
            Arc::clone(&self.store),
            head,
            Arc::clone(&self.renderer),
            self.stop.subscribe(),
            self.problems.subscribe(),
        );
        self.open.insert(code.clone(), handle.clone());
        Ok(handle)
    }

    /// The sessions of a training that are open go on with another version of it.
    ///
    /// # Errors
    /// When it cannot be kept for one of them.
    pub async fn replace_training(&self, training: Arc<Training>) -> Result<(), LiveError> {
        for handle in self.open.all() {
            let session = handle.session();
            let is_over = matches!(session.phase(), Phase::Ended { .. });
            if is_over || session.training().slug != training.slug {
                continue;
            }
            let command = Command::ReplaceTraining(Arc::clone(&training));
            handle.ask(Actor::Facilitator, command).await?;
        }
        Ok(())
    }

    /// What is wrong with the trainings while they are being written; all consoles show it.
    pub fn set_problems(&self, problems: Vec<String>) {
        self.problems.send_if_modified(|known| {
            let is_news = **known != *problems;
            if is_news {
                *known = problems.into();
            }
            is_news
        });
    }

    /// All sessions, the newest first.
    pub async fn list(&self) -> Result<Vec<SessionRow>, LiveError> {
        Ok(self.store.sessions().await?)
    }

    /// At most so many sessions of the same training that were held and ended before this one ended,
    /// or by now; the latest first. A real session has real ones before it, a rehearsal rehearsals.
    /// They are read and left alone: no task is started for them. Those of other users are left out.
    ///
    /// A log that cannot be read is left out: an old session that is damaged must not take the report
    /// of a new one away.
    pub async fn past(&self, session: &Session, most: usize) -> Result<Vec<Session>, LiveError> {
        let until = ending(session).unwrap_or_else(|| self.clock.now());
        let rows = self.list().await?;
        let own = rows.iter().find(|row| row.code == *session.code());
        let owner = own.and_then(|row| row.owner.clone());
        let mut ended: Vec<_> = rows
            .into_iter()
            .filter(|row| row.owner == owner)
            .filter(|row| row.training == session.training().title && row.code != *session.code())
            .filter(|row| row.is_rehearsal == session.rehearsal().is_some())
            .filter_map(|row| Some((row.ended_at?, row.code)))
            .filter(|(ended_at, _)| *ended_at < until)
            .collect();
        ended.sort_by_key(|(ended_at, _)| Reverse(*ended_at));
        let mut past = Vec::new();
        for (_, code) in ended {
            if past.len() == most {
                break;
            }
            let log = match self.store.log(code).await {
                Err(error @ StoreError::Event { .. }) => {
                    tracing::warn!(%error, "an earlier session cannot be read");
                    continue;
                }
                log => log?,
            };
            past.extend(Session::replay(&log).filter(|one| is_run_of(one, session.training())));
        }
        Ok(past)
    }

    /// Deletes a session with all that anybody wrote in it. Screens that show it lose their feed.
    pub async fn delete(&self, code: &JoinCode) -> Result<(), LiveError> {
        let _turn = self.open.turn(code).await;
        self.store.delete(code.clone()).await?;
        self.open.remove(code);
        Ok(())
    }

    /// Deletes all sessions whose time is over.
    ///
    /// # Errors
    /// When they cannot be deleted; what could be is gone.
    pub async fn purge(&self) -> Result<(), LiveError> {
        // Sessions that another server has deleted among them.
        self.open.forget_ended();
        for code in self.store.purge(self.clock.now()).await? {
            // Whoever has read its log before it was gone starts its task first.
            let _turn = self.open.turn(&code).await;
            self.open.remove(&code);
        }
        Ok(())
    }

    /// Whether nothing starts any more.
    pub fn is_closed(&self) -> bool {
        *self.stop.borrow()
    }

    /// Ends all tasks once they have answered what waits; nothing starts again.
    pub fn close(&self) {
        self.stop.send_replace(true);
    }

    fn first_row(&self, code: &JoinCode, new: &NewSession) -> NewSessionRow {
        NewSessionRow {
            title: new.title.clone(),
            training: new.training.title.clone(),
            date: new.date.to_string(),
            expires_at: start_of_day(new.expires, &new.time_zone),
            is_rehearsal: new.rehearsal.is_some(),
            owner: new.owner.clone(),
            first: Record {
                sequence: 1,
                at: self.clock.now(),
                by: Actor::Facilitator,
                command: None,
                event: Event::Created {
                    training: Arc::clone(&new.training),
                    title: new.title.clone(),
                    code: code.clone(),
                    date: new.date,
                    time_zone: new.time_zone.clone(),
                    utc_offset: new.utc_offset,
                    expires: Some(new.expires),
                    rehearsal: new.rehearsal,
                },
            },
        }
    }
}

/// When a session ended.
fn ending(session: &Session) -> Option<Instant> {
    match session.phase() {
        Phase::Ended { at, .. } => Some(at),
        _ => None,
    }
}

/// Whether a session has been held, and with this training: two may have the same title. What was
/// ended in the lobby was no run.
fn is_run_of(session: &Session, training: &Training) -> bool {
    let was_held = match session.phase() {
        Phase::Ended { began_at, at } => began_at < at,
        _ => false,
    };
    was_held && session.training().slug == training.slug
}

/// When a day begins in a time zone.
fn start_of_day(day: Date, time_zone: &str) -> Instant {
    let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
    let start = day.to_zoned_datetime(zone);
    // Only a day at the end of time begins in no time zone.
    let millis = start.map_or(i64::MAX, |start| start.timestamp().as_millisecond());
    Instant::from_millis(millis)
}
