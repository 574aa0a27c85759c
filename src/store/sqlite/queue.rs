//! The thread that owns the connection: it runs whatever waits in one transaction.

use crate::store::StoreError;
use rusqlite::Connection;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// More than this never shares a transaction, so that nobody waits long for the commit.
const LARGEST_BATCH: usize = 512;

/// Work inside the transaction.
struct Work {
    /// Gives what to do once it is known whether the commit succeeded. It is not done where the
    /// transaction is lost, and says so where it loses it.
    run: Run,
    /// Whether words were deleted, which the write-ahead log still holds.
    leaves_traces: bool,
}

/// Why the transaction is undone as a whole; none while it is open.
type Lost = Option<StoreError>;

type Run = Box<dyn FnOnce(&Connection, &mut Lost) -> Answer + Send>;

type Answer = Box<dyn FnOnce(Option<StoreError>) + Send>;

/// A handle to the thread; the thread ends when all handles are gone.
#[derive(Clone)]
pub struct Queue {
    work: mpsc::UnboundedSender<Work>,
}

impl Queue {
    /// Starts the thread.
    pub fn start(connection: Connection) -> Result<Self, StoreError> {
        let (work, mut waiting) = mpsc::unbounded_channel();
        let mut writer = Writer::of(connection);
        std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || {
                while let Some(first) = waiting.blocking_recv() {
                    let batch = whatever_waits(first, &mut waiting);
                    writer.run(batch).into_iter().for_each(Outcome::tell);
                }
            })
            .map_err(|source| StoreError::Directory {
                path: "the writer thread".into(),
                source,
            })?;
        Ok(Self { work })
    }

    /// Instead of a thread a task of this runtime, so that a simulation decides what happens when:
    /// each batch takes as long as `latency` says before it is written, and again before it is
    /// answered.
    pub fn simulate(
        connection: Connection,
        mut latency: impl FnMut() -> Duration + Send + 'static,
    ) -> Self {
        let (work, mut waiting) = mpsc::unbounded_channel();
        let mut writer = Writer::of(connection);
        tokio::spawn(async move {
            while let Some(first) = waiting.recv().await {
                tokio::time::sleep(latency()).await;
                let outcomes = writer.run(whatever_waits(first, &mut waiting));
                tokio::time::sleep(latency()).await;
                outcomes.into_iter().for_each(Outcome::tell);
            }
        });
        Self { work }
    }

    /// Runs something inside the next transaction, and answers after its commit. Where it fails,
    /// only its own changes are undone.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.put(false, work).await
    }

    /// As [`Queue::run`], for work that deletes words: it is answered once the write-ahead log holds
    /// them no longer, unless another program reads the file; then the log is emptied later.
    pub async fn erase<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.put(true, work).await
    }

    async fn put<T: Send + 'static>(
        &self,
        leaves_traces: bool,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (done, answer) = oneshot::channel();
        let run: Run = Box::new(move |connection, lost| {
            let result = match lost {
                None => in_savepoint(connection, work),
                Some(cause) => Err(cause.again()),
            };
            // Of some failures, a full disk among them, SQLite undoes the whole transaction. What
            // came after it would commit by itself.
            if let (true, None, Err(error)) = (connection.is_autocommit(), &lost, &result) {
                *lost = Some(error.again());
            }
            Box::new(move |lost| {
                let result = match lost {
                    Some(cause) => Err(cause),
                    None => result,
                };
                // Nobody listens any more when the caller was cancelled.
                let _ = done.send(result);
            })
        });
        let work = Work { run, leaves_traces };
        self.work.send(work).map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }
}

/// The first in the queue, and all that have come meanwhile.
fn whatever_waits(first: Work, waiting: &mut mpsc::UnboundedReceiver<Work>) -> Vec<Work> {
    let others = std::iter::from_fn(|| waiting.try_recv().ok());
    std::iter::once(first)
        .chain(others)
        .take(LARGEST_BATCH)
        .collect()
}

struct Writer {
    connection: Connection,
    /// Whether the write-ahead log holds words that were deleted.
    has_traces: bool,
}

/// What has come of one piece of work.
struct Outcome {
    answer: Answer,
    lost: Lost,
}

impl Outcome {
    fn tell(self) {
        (self.answer)(self.lost);
    }
}

impl Writer {
    fn of(connection: Connection) -> Self {
        Self {
            connection,
            has_traces: false,
        }
    }

    /// Runs a batch in one transaction.
    fn run(&mut self, batch: Vec<Work>) -> Vec<Outcome> {
        let connection = &self.connection;
        self.has_traces |= batch.iter().any(|work| work.leaves_traces);
        let began = connection.execute_batch("BEGIN IMMEDIATE");
        let mut lost = began.err().map(StoreError::from);
        let work = batch.into_iter();
        let answers: Vec<Answer> = work.map(|work| (work.run)(connection, &mut lost)).collect();
        if lost.is_none() {
            lost = connection.execute_batch("COMMIT").err().map(Into::into);
        }
        if lost.is_some() && !connection.is_autocommit() {
            // A failed rollback leaves the transaction open, and the next BEGIN says so.
            let _ = connection.execute_batch("ROLLBACK");
        }
        if self.has_traces && lost.is_none() {
            self.has_traces = !empty_log(connection);
        }
        let outcomes = answers.into_iter().map(|answer| Outcome {
            answer,
            lost: lost.as_ref().map(StoreError::again),
        });
        outcomes.collect()
    }
}

/// Moves everything from the write-ahead log into the file and empties the log. False where another
/// program reads the file, which then needs the log.
fn empty_log(connection: &Connection) -> bool {
    let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
    let is_busy = connection.query_row(checkpoint, [], |row| row.get::<_, bool>(0));
    match is_busy {
        Ok(is_busy) => !is_busy,
        Err(error) => {
            tracing::warn!(%error, "what was deleted is still in the write-ahead log");
            false
        }
    }
}

fn in_savepoint<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    connection.execute_batch("SAVEPOINT work")?;
    let result = work(connection);
    let end = if result.is_ok() {
        "RELEASE work"
    } else {
        "ROLLBACK TO work; RELEASE work"
    };
    connection.execute_batch(end)?;
    result
}
