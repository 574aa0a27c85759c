//! `plenary user`

use super::Done;
use clap::{Args, Subcommand};
use plenary::domain::time::Span;
use plenary::live::Clock;
use plenary::server::{user_link, user_name};
use plenary::store::{Location, Store};

/// Facilitators with a sign-in of their own, on a server that several share.
#[derive(Args)]
pub struct User {
    #[command(subcommand)]
    task: Task,
    /// Where the data is: a directory, or the address of a Postgres database.
    #[arg(
        long,
        env = "PLENARY_DATA",
        default_value = "data",
        hide_env_values = true,
        global = true
    )]
    data: Location,
    /// The address under which people reach the server.
    #[arg(
        long,
        env = "PLENARY_PUBLIC_URL",
        default_value = "http://localhost:3000",
        global = true
    )]
    public_url: String,
}

#[derive(Subcommand)]
enum Task {
    /// Add somebody, or change what they may; prints a link that signs them in once.
    Add {
        /// One word, such as an address for e-mail.
        name: String,
        /// Leads the sessions of all, rather than their own.
        #[arg(long)]
        admin: bool,
    },
    /// Print a new link for somebody who has lost their password.
    Link {
        /// By which they sign in.
        name: String,
    },
    /// Remove somebody. Their sessions stay, for whoever runs the server.
    Remove {
        /// By which they sign in.
        name: String,
    },
    /// Print all names.
    List,
}

impl User {
    /// Does it, also while the server runs.
    #[tokio::main(flavor = "current_thread")]
    pub async fn run(self) -> Done {
        let store = self.data.open().await?;
        match &self.task {
            Task::Add { name, admin } => {
                let name = named(name)?;
                store.put_user(name.clone(), *admin).await?;
                self.print_link(&*store, &name).await
            }
            Task::Link { name } => {
                let name = named(name)?;
                match store.user(name.clone()).await? {
                    Some(user) => self.print_link(&*store, &user.name).await,
                    None => Err(nobody(&name)),
                }
            }
            Task::Remove { name } => {
                let name = named(name)?;
                if !store.remove_user(name.clone()).await? {
                    return Err(nobody(&name));
                }
                println!(
                    "{name} is removed, and signed out everywhere. With --oidc-domain they come back for as \
                     long as your company’s provider lets them in: remove them there too."
                );
                Ok(())
            }
            Task::List => {
                for user in store.users().await? {
                    let role = if user.is_admin {
                        "admin"
                    } else {
                        "facilitator"
                    };
                    println!("{}\t{role}", user.name);
                }
                Ok(())
            }
        }
    }

    async fn print_link(&self, store: &dyn Store, name: &str) -> Done {
        let now = Clock::ahead_by(Span::ZERO).now();
        let path = user_link(store, name, now).await?;
        let base = self.public_url.trim_end_matches('/');
        println!("For {name} (works once, within 7 days):\n  {base}{path}");
        Ok(())
    }
}

fn named(typed: &str) -> Result<String, String> {
    user_name(typed).ok_or_else(|| {
        format!("“{typed}” cannot be a name: one word of at most 80 characters, such as ana@example.org.")
    })
}

fn nobody(name: &str) -> Box<dyn std::error::Error> {
    format!("There is no user {name}. `plenary user list` prints all.").into()
}
