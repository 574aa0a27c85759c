//! The facilitator, who does everything that one can do, in no good order.

use super::PHONES;
use super::phone::{Effect, Sender, id};
use super::world::World;
use fastrand::Rng;
use plenary::domain::session::{Actor, Command};
use plenary::domain::time::Span;
use plenary::domain::timer::TimerAction;

const ORDERS: usize = 40;

/// Leads the session, and sometimes ends it while people still write.
pub async fn live(world: World) {
    let mut sender = Sender::new(&world, "facilitator");
    for number in 0..3 {
        // Early enough that people have something to answer.
        let name = format!("open-{number}");
        let open = Command::Forward;
        sender
            .submit(Actor::Facilitator, &name, open, Effect::Sure)
            .await;
    }
    for number in 0..ORDERS {
        let millis = sender.random.u64(100..4_000);
        tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
        let command = order(&mut sender.random);
        let name = number.to_string();
        sender
            .submit(Actor::Facilitator, &name, command, Effect::Perhaps)
            .await;
    }
    if sender.random.u8(..4) == 0 {
        let end = Command::End;
        sender
            .submit(Actor::Facilitator, "end", end, Effect::Sure)
            .await;
    }
}

fn order(random: &mut Rng) -> Command {
    let participant = id(random.usize(..PHONES));
    let activity = random.choice(["poll", "drill", "promises"]);
    let activity = activity.expect("there are three").into();
    match random.u8(..18) {
        0..=3 => Command::Forward,
        4 => Command::Backward,
        5 => Command::GoTo {
            section: random.usize(..2),
            slide: 0,
        },
        6 => Command::Timer {
            timer: random.choice(["pairs", "writing"]).expect("two").into(),
            action: match random.u8(..4) {
                0 => TimerAction::Pause,
                1 => TimerAction::Extend(Span::from_millis(30_000)),
                _ => TimerAction::Start,
            },
        },
        7 => Command::Reveal { activity },
        8 => Command::Close { activity },
        9 => Command::Reopen { activity },
        10 => Command::FormGroups {
            activity,
            seed: random.u64(..),
        },
        11 => Command::Pause,
        12 => Command::Resume,
        13 => Command::SetFrozen(random.bool()),
        14 => Command::SetHidden {
            participant,
            hidden: random.bool(),
        },
        15 => Command::Merge {
            participant,
            into: id(random.usize(..PHONES)),
        },
        16 => Command::Rename {
            participant,
            name: format!("Renamed {}", random.u16(..)),
        },
        _ => match random.u8(..6) {
            0 => Command::Erase { participant },
            1 | 2 => Command::Remove { participant },
            _ => Command::Readmit { participant },
        },
    }
}
