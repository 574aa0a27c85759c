//! The simulated participants of rehearsals.

use super::app::App;
use super::router;
use crate::domain::ids::JoinCode;
use crate::domain::session::{Phase, Session};
use crate::live::Handle;
use crate::simulation::{Crowd, Tally, simulate};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// After the end people look at their phones for a while.
const LINGERING: Duration = Duration::from_secs(5);

/// The rehearsals to which simulated participants have come; cheap to clone.
#[derive(Clone, Default)]
pub struct Rehearsals {
    attended: Arc<Mutex<HashSet<JoinCode>>>,
}

impl Rehearsals {
    /// False where they have come already.
    fn begin(&self, code: &JoinCode) -> bool {
        self.lock().insert(code.clone())
    }

    fn end(&self, code: &JoinCode) {
        self.lock().remove(code);
    }

    /// Nothing that is done under the lock can leave the set half changed.
    fn lock(&self) -> std::sync::MutexGuard<'_, HashSet<JoinCode>> {
        self.attended.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Sends the simulated participants of a rehearsal, unless they are there already. After the
    /// server was started again they come back as themselves. Does nothing for a real session.
    pub(super) fn attend(&self, handle: &Handle) {
        let session = handle.session();
        let Some(rehearsal) = session.rehearsal() else {
            return;
        };
        let code = session.code().clone();
        if matches!(session.phase(), Phase::Ended { .. }) || !self.rehearsals.begin(&code) {
            return;
        }
        let crowd = Crowd {
            code: code.to_string(),
            participants: rehearsal.participants,
            speed: rehearsal.speed,
            seed: code.to_string(),
        };
        let (door, rehearsals) = (router(self.clone()), self.rehearsals.clone());
        let news = handle.news();
        tokio::spawn(async move {
            tokio::select! {
                () = simulate(door, &crowd, Arc::new(Tally::default())) => {}
                () = over(news) => {}
            }
            rehearsals.end(&code);
        });
    }
}

/// Done when a session has been over for a while, or its task has ended.
async fn over(mut news: watch::Receiver<Arc<Session>>) {
    let has_ended = |session: &Arc<Session>| matches!(session.phase(), Phase::Ended { .. });
    if news.wait_for(has_ended).await.is_ok() {
        tokio::time::sleep(LINGERING).await;
    }
}
