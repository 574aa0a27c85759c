//! How all others reach a session's task.

use super::clock::Clock;
use super::crew::Crew;
use super::error::LiveError;
use super::published::Published;
use super::renderer::Renderer;
use super::task::{Envelope, Task};
use crate::domain::ids::CommandId;
use crate::domain::session::{Actor, Command, Request, Session};
use crate::store::{Head, Store};
use std::sync::Arc;
use tokio::sync::{Notify, mpsc, oneshot, watch};

/// A handle to a session's task; cheap to clone.
#[derive(Clone)]
pub struct Handle {
    requests: mpsc::Sender<Envelope>,
    current: watch::Receiver<Arc<Session>>,
    published: watch::Receiver<Arc<Published>>,
    renderer: Arc<dyn Renderer>,
    deleted: Arc<Notify>,
    problems: watch::Receiver<Arc<[String]>>,
    crew: Crew,
}

impl Handle {
    /// Starts the task of a session; `head` follows its log since before it was read. It ends when `stop`
    /// says so, when its log cannot be written, or when all handles are gone.
    pub(super) fn start(
        session: Session,
        clock: Clock,
        store: Arc<dyn Store>,
        head: watch::Receiver<Head>,
        renderer: Arc<dyn Renderer>,
        stop: watch::Receiver<bool>,
        problems: watch::Receiver<Arc<[String]>>,
    ) -> Self {
        let (requests, waiting) = mpsc::channel(1_024);
        let deleted = Arc::new(Notify::new());
        let task = Task::new(session, clock, store, head, Arc::clone(&renderer));
        let (current, published) = task.shown();
        tokio::spawn(task.run(waiting, stop, Arc::clone(&deleted)));
        Self {
            requests,
            current,
            published,
            renderer,
            deleted,
            problems,
            crew: Crew::default(),
        }
    }

    /// Asks the session for something; answered once it is on disk.
    ///
    /// # Errors
    /// [`LiveError::Refused`] by the rules; [`LiveError::Store`] where it cannot be kept.
    pub async fn send(&self, by: Actor, request: Request) -> Result<(), LiveError> {
        self.put(by, Some(request)).await
    }

    /// Where other servers append too, takes in what they have; elsewhere there is nothing to take in.
    ///
    /// # Errors
    /// [`LiveError::Store`] where it cannot be read.
    pub async fn look(&self) -> Result<(), LiveError> {
        self.put(Actor::Time, None).await
    }

    async fn put(&self, by: Actor, request: Option<Request>) -> Result<(), LiveError> {
        let (answer, answered) = oneshot::channel();
        let envelope = Envelope {
            by,
            request,
            answer,
        };
        let sent = self.requests.send(envelope).await;
        sent.map_err(|_| LiveError::Interrupted)?;
        answered.await.map_err(|_| LiveError::Interrupted)?
    }

    /// Asks the session for something that has the effect of one however often it is asked, so that the
    /// request needs no name of its sender's.
    ///
    /// # Errors
    /// As [`Handle::send`]; [`LiveError::Random`] where the operating system gives no random bytes.
    pub async fn ask(&self, by: Actor, command: Command) -> Result<(), LiveError> {
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|_| LiveError::Random)?;
        let id = CommandId::new(hex::encode(random));
        self.send(by, Request { id, command }).await
    }

    /// The state after the latest answer.
    pub fn session(&self) -> Arc<Session> {
        Arc::clone(&self.current.borrow())
    }

    /// The state after each answer from now on; ends with the session's task.
    pub fn news(&self) -> watch::Receiver<Arc<Session>> {
        self.current.clone()
    }

    /// What is wrong with the trainings while they are being written.
    pub fn problems(&self) -> watch::Receiver<Arc<[String]>> {
        self.problems.clone()
    }

    /// The facilitators at the consoles.
    pub fn crew(&self) -> &Crew {
        &self.crew
    }

    pub(super) fn published(&self) -> watch::Receiver<Arc<Published>> {
        self.published.clone()
    }

    pub(super) fn renderer(&self) -> Arc<dyn Renderer> {
        Arc::clone(&self.renderer)
    }

    /// Ends the task of a session that has been deleted.
    pub(super) fn stop(&self) {
        self.deleted.notify_one();
    }

    pub(super) fn has_ended(&self) -> bool {
        self.requests.is_closed()
    }
}
