//! What goes wrong in the world.

use super::super::disk::Trouble;
use super::world::World;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Lets things go wrong for some time, and then no longer.
pub async fn rage(world: &World, time: Duration) {
    let mut random = world.random();
    let end = Instant::now() + time;
    while Instant::now() < end {
        sleep(Duration::from_millis(random.u64(100..6_000))).await;
        match random.u8(..8) {
            0 => {
                world.figures.borrow_mut().kills += 1;
                world.stop();
                world.disk.kill();
            }
            1 | 2 => {
                world.figures.borrow_mut().power_cuts += 1;
                world.disk.cut_power_after(random.u32(1..40));
                // People go on writing to a disk that dies under them.
                sleep(Duration::from_millis(random.u64(..1_500))).await;
                world.stop();
                world.disk.cut_power();
            }
            3 => {
                if world.replace_one() {
                    world.figures.borrow_mut().kills_of_one += 1;
                }
                continue;
            }
            4 => {
                world.close().await;
                world.disk.kill();
            }
            _ => {
                world.figures.borrow_mut().disk_troubles += 1;
                let troubles = [Trouble::Full, Trouble::ReadOnly, Trouble::Unreliable];
                let trouble = random.choice(troubles);
                world.note("disk", format_args!("{trouble:?}"));
                world.disk.set_trouble(trouble);
                sleep(Duration::from_millis(random.u64(100..3_000))).await;
                world.disk.set_trouble(None);
                world.note("disk", "well");
                continue;
            }
        }
        sleep(Duration::from_millis(random.u64(..2_000))).await;
        world.start().await;
    }
    world.is_troubled.set(false);
}
