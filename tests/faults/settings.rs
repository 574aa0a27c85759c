//! How long the tests of this folder run.

use std::env;
use std::ops::Range;
use std::str::FromStr;

/// A number from the environment.
pub fn number<T: FromStr>(name: &str, otherwise: T) -> T {
    let said = env::var(name).ok();
    said.map_or(otherwise, |said| {
        let read = said.parse().ok();
        read.unwrap_or_else(|| panic!("{name} is no number: {said}"))
    })
}

/// The seeds to run: the one in `PLENARY_SEED`, to replay it, or as many as `name` says.
pub fn seeds(name: &str, otherwise: u64) -> Range<u64> {
    match env::var("PLENARY_SEED") {
        Ok(_) => {
            let seed = number("PLENARY_SEED", 0);
            seed..seed + 1
        }
        Err(_) => 0..number(name, otherwise),
    }
}

/// Runs something for each seed, on as many threads as there are processors; each thread brings its
/// own tools. The first failure ends all, and says its seed.
pub fn for_each_seed<Tools, Figures: Send>(
    seeds: Range<u64>,
    tools: impl Fn(usize) -> Tools + Sync,
    run: impl Fn(&mut Tools, u64) -> Figures + Sync,
) -> Vec<Figures> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                let (seeds, tools, run) = (seeds.clone(), &tools, &run);
                scope.spawn(move || {
                    let mut tools = tools(thread);
                    let own = seeds.skip(thread).step_by(threads);
                    own.map(|seed| {
                        let seed_of_a_failure = Told(seed);
                        let figures = run(&mut tools, seed);
                        std::mem::forget(seed_of_a_failure);
                        figures
                    })
                    .collect::<Vec<_>>()
                })
            })
            .collect();
        let figures = workers.into_iter().flat_map(|worker| match worker.join() {
            Ok(figures) => figures,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        figures.collect()
    })
}

/// Says its seed when it is dropped, which happens only where a test has failed.
struct Told(u64);

impl Drop for Told {
    fn drop(&mut self) {
        eprintln!("It failed with seed {0}. Replay: PLENARY_SEED={0}", self.0);
    }
}
