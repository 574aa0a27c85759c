//! How servers hear that others have brought a log on: Postgres tells them (LISTEN and NOTIFY), and they
//! also look once a second, since what is told while a connection is down is told to nobody.

use super::connect::Address;
use crate::domain::ids::JoinCode;
use crate::store::{Head, StoreError};
use futures::StreamExt;
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval, sleep};
use tokio_postgres::{AsyncMessage, Client};

/// On which servers tell each other.
pub const CHANNEL: &str = "plenary";

/// So long a notification that was missed goes unnoticed at most.
const LOOK: Duration = Duration::from_secs(1);

/// After so long a connection that was lost is tried again.
const AGAIN: Duration = Duration::from_millis(500);

/// How far the logs have come that somebody here follows.
#[derive(Clone, Default)]
pub struct Heads(Arc<Mutex<HashMap<JoinCode, watch::Sender<Head>>>>);

/// Listens until it is dropped.
pub struct Listening(JoinHandle<()>);

/// What is told when a log has come so far.
pub fn told_at(code: &JoinCode, sequence: u64) -> String {
    format!("{code} {sequence}")
}

/// What is told when a session has been deleted.
pub fn told_gone(code: &JoinCode) -> String {
    format!("{code} gone")
}

impl Heads {
    /// How far a log has come, from now on.
    pub fn follow(&self, code: &JoinCode) -> watch::Receiver<Head> {
        let mut heads = self.lock();
        let head = heads.get(code).filter(|head| *head.borrow() != Head::Gone);
        match head {
            Some(head) => head.subscribe(),
            None => {
                let (head, receiver) = watch::channel(Head::At(0));
                heads.insert(code.clone(), head);
                receiver
            }
        }
    }

    fn hear(&self, told: &str) {
        let Some((code, so_far)) = told.split_once(' ') else {
            return;
        };
        self.set(code, so_far.parse().map_or(Head::Gone, Head::At));
    }

    fn set(&self, code: &str, new: Head) {
        if let Some(head) = self.lock().get(&JoinCode::from(code)) {
            head.send_if_modified(|head| {
                let is_news = match (*head, new) {
                    (Head::At(known), Head::At(sequence)) => known < sequence,
                    (Head::At(_), Head::Gone) => true,
                    (Head::Gone, _) => false,
                };
                if is_news {
                    *head = new;
                }
                is_news
            });
        }
    }

    /// The codes of the logs that somebody follows; the others are forgotten.
    fn followed(&self) -> Vec<String> {
        let mut heads = self.lock();
        heads.retain(|_, head| head.receiver_count() > 0);
        heads.keys().map(ToString::to_string).collect()
    }

    /// Nothing that is done under the lock can leave the heads half changed.
    fn lock(&self) -> MutexGuard<'_, HashMap<JoinCode, watch::Sender<Head>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
    let (client, mut connection) = address.connect().await?;
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
            looks.tick().await;
            look(&client, heads).await?;
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
        let head = row.get::<_, Option<i64>>(1).map_or(Head::Gone, |sequence| {
            Head::At(u64::try_from(sequence).unwrap_or(0))
        });
        heads.set(row.get(0), head);
    }
    Ok(())
}
