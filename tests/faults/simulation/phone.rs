//! Participants: what they send goes out one after the other, each with a name of its own, again and
//! again until it is answered, as the phone's outbox does it.

use super::world::World;
use fastrand::Rng;
use jiff::civil::date;
use plenary::domain::ids::{CommandId, ParticipantId};
use plenary::domain::session::{Actor, Answer, Command, Request};
use plenary::live::LiveError;
use std::time::Duration;
use tokio::time::sleep;

/// What each of them writes.
const FORMS: usize = 8;

/// Without an answer for so long it is sent again.
const PATIENCE: Duration = Duration::from_secs(15);

/// Joins, and fills in one form after the other.
pub async fn live(world: World, number: usize) {
    let mut sender = Sender::new(&world, &format!("phone-{number}"));
    let by = Actor::Participant(id(number));
    sender.think().await;
    let join = Command::Join {
        name: format!("Person {number}"),
        key: format!("key-{number}").as_str().into(),
    };
    sender.submit(by.clone(), "join", join, Effect::Sure).await;
    for form in 0..FORMS {
        sender.think().await;
        let text = format!("words {number}-{form}");
        let command = if sender.random.bool() {
            Command::Answer {
                activity: "drill".into(),
                answer: Answer::Drill([("observation".into(), text)].into()),
            }
        } else {
            Command::Commit {
                kind: "template".into(),
                fields: [("document".into(), text)].into(),
                due: date(2027, 1, 22),
            }
        };
        let name = form.to_string();
        sender
            .submit(by.clone(), &name, command, Effect::Sure)
            .await;
    }
}

/// The participant with a number.
pub fn id(number: usize) -> ParticipantId {
    ParticipantId::new(format!("phone-{number}"))
}

/// Whether a command that is taken changes anything.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    Sure,
    Perhaps,
}

/// Sends things through a network that loses, delays and doubles.
pub struct Sender {
    world: World,
    name: String,
    pub random: Rng,
}

impl Sender {
    pub fn new(world: &World, name: &str) -> Self {
        Self {
            world: world.clone(),
            name: name.to_owned(),
            random: world.random(),
        }
    }

    /// For as long as people think.
    pub async fn think(&mut self) {
        sleep(Duration::from_millis(self.random.u64(100..12_000))).await;
    }

    /// Sends a command until it is answered.
    pub async fn submit(&mut self, by: Actor, name: &str, command: Command, effect: Effect) {
        let id = CommandId::new(format!("{}-{name}", self.name));
        let request = Request {
            id: id.clone(),
            command,
        };
        let mut was_doubled = false;
        loop {
            was_doubled |= self.double(&by, &request);
            match self.attempt(&by, &request).await {
                Some(Ok(())) => {
                    self.world.note(&self.name, format_args!("{name} is kept"));
                    if effect == Effect::Sure {
                        self.world.ledger.borrow_mut().acknowledge(id);
                    }
                    return;
                }
                Some(Err(LiveError::Refused(refusal))) => {
                    self.world
                        .note(&self.name, format_args!("{name}: {refusal}"));
                    self.world.figures.borrow_mut().refused += 1;
                    // A copy that is still on its way may be taken later.
                    if !was_doubled {
                        self.world.ledger.borrow_mut().refuse(id);
                    }
                    return;
                }
                Some(Err(error)) => {
                    self.world.note(&self.name, format_args!("{name}: {error}"));
                    self.delay(1_500..3_000).await;
                }
                None => {}
            }
        }
    }

    /// The answer, if one comes.
    async fn attempt(&mut self, by: &Actor, request: &Request) -> Option<Result<(), LiveError>> {
        self.delay(5..300).await;
        let is_troubled = self.world.is_troubled.get();
        if is_troubled && self.random.u8(..5) == 0 {
            self.world.figures.borrow_mut().lost_requests += 1;
            sleep(PATIENCE).await;
            return None;
        }
        let Ok(answer) = self.world.deliver(by.clone(), request.clone()).await else {
            // Browsers say at once that the connection is lost.
            self.delay(1_500..3_000).await;
            return None;
        };
        if is_troubled && self.random.u8(..5) == 0 {
            self.world.figures.borrow_mut().lost_answers += 1;
            sleep(PATIENCE).await;
            return None;
        }
        self.delay(5..300).await;
        Some(answer)
    }

    /// Now and then a copy arrives some time later.
    fn double(&mut self, by: &Actor, request: &Request) -> bool {
        let happens = self.world.is_troubled.get() && self.random.u8(..6) == 0;
        if happens {
            self.world.figures.borrow_mut().doubled += 1;
            let (world, by, request) = (self.world.clone(), by.clone(), request.clone());
            let late = Duration::from_millis(self.random.u64(..30_000));
            tokio::task::spawn_local(async move {
                sleep(late).await;
                // Nobody waits for the answer.
                let _ = world.deliver(by, request).await;
            });
        }
        happens
    }

    async fn delay(&mut self, millis: std::ops::Range<u64>) {
        sleep(Duration::from_millis(self.random.u64(millis))).await;
    }
}
