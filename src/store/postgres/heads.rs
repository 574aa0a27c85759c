//! How servers hear that others have brought a log on: they tell each other through Postgres (LISTEN and
//! NOTIFY), and also look once a second, since what is told while a connection is down is told to nobody.
//!
//! What has been appended is told after the commit and by a connection of its own. A transaction that
//! tells something holds a lock of the whole cluster of databases until its commit is on the disk (PreCommit_Notify in
//! Postgres' async.c), so that no two sessions could share a sync.

use super::connect::Address;
use super::within;
use crate::domain::ids::JoinCode;
use crate::store::{Head, StoreError};
use futures::StreamExt;
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval, sleep};
use tokio_postgres::{AsyncMessage, Client};

/// On which servers tell each other.
const CHANNEL: &str = "plenary";

/// Told in place of a number when a session has been deleted.
const GONE: &str = "gone";

/// Told in place of a number when an append has come too late.
const LATE: &str = "late";

/// So long a notification that was missed goes unnoticed at most.
const LOOK: Duration = Duration::from_secs(1);

/// After so long a connection that was lost is tried again.
const AGAIN: Duration = Duration::from_millis(500);

/// How far the logs have come that somebody here follows, and what the others are to be told.
#[derive(Clone, Default)]
pub struct Heads(Arc<Known>);

#[derive(Default)]
struct Known {
    followed: Mutex<HashMap<JoinCode, watch::Sender<Head>>>,
    /// All of it at once, however often it has changed.
    untold: Mutex<HashMap<JoinCode, Head>>,
    has_untold: Notify,
}

/// Listens until it is dropped.
pub struct Listening(JoinHandle<()>);

impl Heads {
    /// How far a log has come, from now on.
    pub fn follow(&self, code: &JoinCode) -> watch::Receiver<Head> {
        let mut heads = lock(&self.0.followed);
        let head = heads.get(code).filter(|head| !head.borrow().is_gone);
        match head {
            Some(head) => head.subscribe(),
            None => {
                let (head, receiver) = watch::channel(Head::default());
                heads.insert(code.clone(), head);
                receiver
            }
        }
    }

    /// Tells the others soon what has been done to a log.
    pub fn tell(&self, code: &JoinCode, news: Head) {
        let mut untold = lock(&self.0.untold);
        untold.entry(code.clone()).or_default().take_in(news);
        self.0.has_untold.notify_one();
    }

    fn hear(&self, told: &str) {
        let Some((code, news)) = told.split_once(' ') else {
            return;
        };
        let news = match news {
            GONE => Head::gone(),
            LATE => Head::late(),
            sequence => Head::at(sequence.parse().unwrap_or(0)),
        };
        self.set(code, news);
    }

    fn set(&self, code: &str, news: Head) {
        if let Some(head) = lock(&self.0.followed).get(&JoinCode::from(code)) {
            head.send_if_modified(|head| head.take_in(news));
        }
    }

    /// The codes of the logs that somebody follows; the others are forgotten.
    fn followed(&self) -> Vec<String> {
        let mut heads = lock(&self.0.followed);
        heads.retain(|_, head| head.receiver_count() > 0);
        heads.keys().map(ToString::to_string).collect()
    }
}

/// Nothing that is done under a lock can leave a map half changed.
fn lock<T>(map: &Mutex<T>) -> MutexGuard<'_, T> {
    map.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Listening {
    /// Begins to listen.
    pub fn start(address: Address, heads: Heads) -> Self {
        Self(tokio::spawn(async move {
            loop {
                let Err(error) = listen(&address, &heads).await;
                tracing::warn!(?error, "what other servers do is not heard");
                sleep(AGAIN).await;
            }
        }))
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Listens and looks until the connection is lost.
async fn listen(address: &Address, heads: &Heads) -> Result<Infallible, StoreError> {
    let (client, mut connection) = within(address.connect()).await?;
    let mut messages = futures::stream::poll_fn(move |context| connection.poll_message(context));
    let hear = async {
        while let Some(message) = messages.next().await {
            if let AsyncMessage::Notification(notification) = message? {
                heads.hear(notification.payload());
            }
        }
        Err(StoreError::Closed)
    };
    let look = async {
        client.batch_execute(&format!("LISTEN {CHANNEL}")).await?;
        let mut looks = interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = looks.tick() => within(look(&client, heads)).await?,
                () = heads.0.has_untold.notified() => within(tell(&client, heads)).await?,
            }
        }
    };
    tokio::select! {
        ended = hear => ended,
        ended = look => ended,
    }
}

async fn look(client: &Client, heads: &Heads) -> Result<(), StoreError> {
    let followed = heads.followed();
    if followed.is_empty() {
        return Ok(());
    }
    let rows = client
        .query(
            "SELECT code, (SELECT max(sequence) FROM events WHERE session = code)
             FROM unnest($1::text[]) AS code",
            &[&followed],
        )
        .await?;
    for row in rows {
        let sequence: Option<i64> = row.get(1);
        let head = sequence.map_or(Head::gone(), |sequence| {
            Head::at(u64::try_from(sequence).unwrap_or(0))
        });
        heads.set(row.get(0), head);
    }
    Ok(())
}

async fn tell(client: &Client, heads: &Heads) -> Result<(), StoreError> {
    let untold = std::mem::take(&mut *lock(&heads.0.untold));
    let mut told = Vec::new();
    for (code, head) in untold {
        if head.is_gone {
            told.push(format!("{code} {GONE}"));
        }
        if head.late > 0 {
            told.push(format!("{code} {LATE}"));
        }
        if head.sequence > 0 {
            told.push(format!("{code} {}", head.sequence));
        }
    }
    let notify = "SELECT pg_notify($1, told) FROM unnest($2::text[]) AS told";
    client.execute(notify, &[&CHANNEL, &told]).await?;
    Ok(())
}
