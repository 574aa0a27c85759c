//! The thread that owns the connection: it runs whatever waits in one transaction.

use super::error::StoreError;
use rusqlite::Connection;
use std::sync::mpsc;
use tokio::sync::oneshot;

/// More than this never shares a transaction, so that nobody waits long for the commit.
const LARGEST_BATCH: usize = 512;

/// Work inside the transaction.
struct Work {
    /// Gives what to do once it is known whether the commit succeeded.
    run: Box<dyn FnOnce(&Connection) -> Answer + Send>,
    /// Whether words were deleted, which the write-ahead log still holds.
    leaves_traces: bool,
}

type Answer = Box<dyn FnOnce(Option<StoreError>) + Send>;

/// A handle to the thread; the thread ends when all handles are gone.
#[derive(Clone)]
pub struct Queue {
    work: mpsc::Sender<Work>,
}

impl Queue {
    /// Starts the thread.
    pub fn start(connection: Connection) -> Result<Self, StoreError> {
        let (work, waiting) = mpsc::channel();
        std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || run(connection, &waiting))
            .map_err(|source| StoreError::Directory {
                path: "the writer thread".into(),
                source,
            })?;
        Ok(Self { work })
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
        let run: Box<dyn FnOnce(&Connection) -> Answer + Send> = Box::new(move |connection| {
            let result = in_savepoint(connection, work);
            Box::new(move |failed_commit| {
                let result = match failed_commit {
                    Some(error) => Err(error),
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

fn run(connection: Connection, waiting: &mpsc::Receiver<Work>) {
    let mut has_traces = false;
    while let Ok(first) = waiting.recv() {
        let batch: Vec<Work> = std::iter::once(first)
            .chain(waiting.try_iter().take(LARGEST_BATCH - 1))
            .collect();
        let began = connection.execute_batch("BEGIN IMMEDIATE");
        has_traces |= batch.iter().any(|work| work.leaves_traces);
        let work = batch.into_iter();
        let answers: Vec<Answer> = work.map(|work| (work.run)(&connection)).collect();
        let committed = began.and_then(|()| connection.execute_batch("COMMIT"));
        let failure = committed.err();
        if failure.is_some() && !connection.is_autocommit() {
            // A failed rollback leaves the transaction open, and the next BEGIN says so.
            let _ = connection.execute_batch("ROLLBACK");
        }
        if has_traces && failure.is_none() {
            has_traces = !empty_log(&connection);
        }
        for answer in answers {
            answer(failure.as_ref().map(|failure| same(failure).into()));
        }
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

/// `rusqlite::Error` cannot be cloned; every waiting caller gets one with the same code.
fn same(error: &rusqlite::Error) -> rusqlite::Error {
    match error {
        rusqlite::Error::SqliteFailure(code, message) => {
            rusqlite::Error::SqliteFailure(*code, message.clone())
        }
        _ => rusqlite::Error::InvalidQuery,
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
