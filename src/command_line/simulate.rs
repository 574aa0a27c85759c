//! `plenary simulate`

use super::Done;
use clap::Args;
use plenary::domain::join_code;
use plenary::domain::rehearsal::Speed;
use plenary::simulation::{Crowd, Network, Tally, simulate};
use std::sync::Arc;
use std::time::Duration;

/// Send simulated phones to a session: they join, read, choose and write as people do.
#[derive(Args)]
pub struct Simulate {
    /// The join link of the session, for example http://localhost:3000/j/ABC234.
    #[arg(long)]
    url: String,
    /// How many phones.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=5_000))]
    phones: u16,
    /// How many times as fast as people they are.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=20))]
    speed: u8,
    /// They leave after so many seconds; when they are stopped unless said otherwise.
    #[arg(long = "for", value_name = "SECONDS")]
    seconds: Option<u64>,
    /// Makes the people: the same word sends the same ones again.
    #[arg(long)]
    seed: Option<String>,
}

impl Simulate {
    /// Stays until it is stopped or its time is over, and prints what came of it.
    #[tokio::main]
    pub async fn run(self) -> Done {
        let is_no_link = || {
            format!(
                "“{}” is no join link, such as http://localhost:3000/j/ABC234.",
                self.url
            )
        };
        let (base, code) = self.url.rsplit_once("/j/").ok_or_else(is_no_link)?;
        let code = join_code::from_typed(code).ok_or_else(is_no_link)?;
        let crowd = Crowd {
            code: code.to_string(),
            participants: self.phones,
            // The command line takes no others.
            speed: Speed::new(self.speed).unwrap_or(Speed::REAL),
            seed: self.seed.unwrap_or_else(|| std::process::id().to_string()),
        };
        let tally = Arc::new(Tally::default());
        tokio::select! {
            () = simulate(Network::new(base)?, &crowd, Arc::clone(&tally)) => {}
            () = over(self.seconds) => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        println!(
            "{} of {} joined; {} forms sent, {} refused; {} connections lost.",
            tally.joined(),
            self.phones,
            tally.sent(),
            tally.refused(),
            tally.lost()
        );
        Ok(())
    }
}

async fn over(seconds: Option<u64>) {
    match seconds {
        Some(seconds) => tokio::time::sleep(Duration::from_secs(seconds)).await,
        None => std::future::pending().await,
    }
}
