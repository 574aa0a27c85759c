//! `plenary serve`

use super::Done;
use axum::serve::ListenerExt;
use clap::{Args, ValueEnum};
use plenary::domain::time::Span;
use plenary::live::{Clock, Directory};
use plenary::server::{
    self, App, Guesses, Links, Options, Provider, ProviderError, ProviderSettings, Reached,
    Rehearsals, ScreenRenderer, Shared, Trainings, qr_text,
};
use plenary::store::Location;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// What is logged unless `PLENARY_LOG` says otherwise. Whoever speaks no TLS is no trouble of ours.
const LOG: &str = "warn,tls_listener=off";

/// By which provider (OpenID Connect) facilitators sign in, where a company has one.
#[derive(Args)]
struct ProviderOptions {
    /// The provider's address, for example https://accounts.example.org.
    #[arg(long, env = "PLENARY_OIDC_ISSUER", requires = "oidc_client_id")]
    oidc_issuer: Option<String>,
    /// By which the provider knows this application.
    #[arg(long, env = "PLENARY_OIDC_CLIENT_ID", requires = "oidc_issuer")]
    oidc_client_id: Option<String>,
    /// What the provider has given this application to prove itself.
    #[arg(long, env = "PLENARY_OIDC_CLIENT_SECRET", hide_env_values = true)]
    oidc_client_secret: Option<String>,
    /// Everybody with a verified address of this domain may come in; others must have been added with
    /// `plenary user add`.
    #[arg(long, env = "PLENARY_OIDC_DOMAIN")]
    oidc_domain: Option<String>,
}

impl ProviderOptions {
    fn provider(self, public: &str) -> Result<Option<Provider>, ProviderError> {
        let Some((issuer, client_id)) = self.oidc_issuer.zip(self.oidc_client_id) else {
            return Ok(None);
        };
        let settings = ProviderSettings {
            issuer,
            client_id,
            client_secret: self.oidc_client_secret,
            domain: self.oidc_domain,
        };
        Provider::new(settings, public, server::PROVIDER_CALLBACK).map(Some)
    }
}

/// How the log is written.
#[derive(Clone, Copy, ValueEnum)]
enum LogFormat {
    /// For people.
    Text,
    /// For programs: each line is a JSON object.
    Json,
}

/// Serve sessions, and print the facilitator's sign-in link.
#[derive(Args)]
pub struct Serve {
    /// The address to listen at.
    #[arg(long, env = "PLENARY_LISTEN", default_value = "0.0.0.0:3000")]
    listen: SocketAddr,
    /// The address under which phones reach this server, if it is not this machine's own.
    #[arg(long, env = "PLENARY_PUBLIC_URL")]
    public_url: Option<String>,
    /// A certificate with its chain, as PEM: serves by HTTPS.
    #[arg(long, env = "PLENARY_TLS_CERT", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The certificate's key, as PEM.
    #[arg(long, env = "PLENARY_TLS_KEY", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// How many reverse proxies stand in front of this server: so many addresses at the end of
    /// X-Forwarded-For are believed.
    #[arg(long, env = "PLENARY_TRUSTED_PROXIES", default_value_t = 0)]
    trusted_proxies: usize,
    /// Serves figures for Prometheus at this address, under /metrics.
    #[arg(long, env = "PLENARY_METRICS")]
    metrics: Option<SocketAddr>,
    /// How the log is written.
    #[arg(long, env = "PLENARY_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    log_format: LogFormat,
    #[command(flatten)]
    provider: ProviderOptions,
    /// Where sessions are kept: a directory, or the address of a Postgres database (postgres://…), which
    /// any number of servers can share.
    #[arg(
        long,
        env = "PLENARY_DATA",
        default_value = "data",
        hide_env_values = true
    )]
    data: Location,
    /// A folder of trainings; those that this program carries unless said otherwise.
    #[arg(long, env = "PLENARY_CONTENT")]
    content: Option<PathBuf>,
    /// Reads the folder of trainings again whenever something in it is saved, for authors.
    #[arg(long, requires = "content")]
    watch: bool,
    /// For how many days after its day everything about a session is kept.
    #[arg(long, env = "PLENARY_KEEP_DAYS", default_value_t = 180, value_parser = clap::value_parser!(u16).range(1..=3_650))]
    keep_days: u16,
    /// For tests: lets the clock be moved, and starts it ahead by so many milliseconds.
    #[arg(long, hide = true)]
    test_clock: Option<i64>,
}

impl Serve {
    /// Serves until the process is told to stop.
    #[tokio::main]
    pub async fn run(self) -> Done {
        self.log();
        // Each phone keeps a connection open; some systems allow a program only 256 files at first.
        if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
            tracing::warn!(%error, "more files cannot be opened at once");
        }
        let trainings = match &self.content {
            Some(folder) => Trainings::read(folder)?,
            None => Trainings::embedded()?,
        };
        if let Some(address) = self.metrics {
            let listener = TcpListener::bind(address).await.map_err(|error| {
                format!(
                    "{address} cannot be listened at: {error}. Choose another one with --metrics."
                )
            })?;
            tokio::spawn(server::serve_metrics(listener, server::count()?));
        }
        let store = self.data.open().await?;
        let listener = TcpListener::bind(self.listen).await.map_err(|error| {
            format!(
                "{} cannot be listened at: {error}. Choose another address with --listen.",
                self.listen
            )
        })?;
        let links = Links::new(
            listener.local_addr()?,
            self.public_url.as_deref(),
            self.tls_cert.is_some(),
        );
        let provider = self.provider.provider(&links.public())?;
        let clock = Clock::ahead_by(Span::from_millis(self.test_clock.unwrap_or(0)));
        let renderer = ScreenRenderer::new(links.clone());
        let app = App::from(Shared {
            directory: Directory::new(Arc::clone(&store), clock, renderer),
            store,
            trainings,
            links,
            options: Options {
                keep_days: self.keep_days,
                test_clock: self.test_clock.is_some(),
                trusted_proxies: self.trusted_proxies,
            },
            rehearsals: Rehearsals::default(),
            reached: Reached::default(),
            guesses: Guesses::default(),
            provider,
        });
        greet(&app).await?;
        tokio::spawn(say_moves(app.links.clone()));
        tokio::spawn(app.links.clone().keep_up());
        if let Some(folder) = self.content.filter(|_| self.watch) {
            tokio::spawn(server::keep_reading(app.clone(), folder));
        }
        match self.tls_cert.zip(self.tls_key) {
            Some((certificate, key)) => {
                let listener = server::tls_listener(listener, &certificate, &key)?;
                let listener = listener.tap_io(|stream| at_once(stream.get_ref().0));
                server::serve(listener, app, stopped()).await;
            }
            None => {
                let listener = listener.tap_io(|stream| at_once(stream));
                server::serve(listener, app, stopped()).await;
            }
        }
        Ok(())
    }
}

impl Serve {
    fn log(&self) {
        let said = std::env::var("PLENARY_LOG").ok();
        let said = said.and_then(|said| said.parse::<Targets>().ok());
        // The other one is a constant.
        let filter = said.or_else(|| LOG.parse().ok()).unwrap_or_default();
        let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
        let lines = match self.log_format {
            LogFormat::Text => lines.boxed(),
            LogFormat::Json => lines.json().boxed(),
        };
        tracing_subscriber::registry()
            .with(lines.with_filter(filter))
            .init();
    }
}

/// What is written is sent at once: a message is not to wait until the one before has arrived.
fn at_once(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "small messages may be late");
    }
}

/// Says how people come in. Where nobody reads it, the server runs all the same.
async fn greet(app: &App) -> Done {
    let link = server::sign_in_link(app).await?;
    say(&format!(
        "Facilitator, on this computer (works once):\n  {link}\n\n\
         Participants, on the same network:\n{}",
        way_in(&app.links)
    ));
    if app.options.test_clock {
        eprintln!("The clock can be moved by anybody: this server is for tests only.");
    }
    Ok(())
}

/// Says each time how people come in from then on.
async fn say_moves(links: Links) {
    let mut moves = links.moves();
    while moves.changed().await.is_ok() {
        say(&format!(
            "This computer has another address now. Participants, on the same network:\n{}",
            way_in(&links)
        ));
    }
}

/// The address, and as a code to be scanned.
fn way_in(links: &Links) -> String {
    let public = links.public();
    let mut way = format!("  {public}\n\n{}\n", qr_text(&public));
    if links.is_only_local() {
        way += "Phones cannot reach this address: the computer is on no network, or --listen keeps others\n\
                out. Join a network and the address follows, or start with another --listen or --public-url.\n";
    }
    way
}

fn say(what: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(what.as_bytes()).and_then(|()| out.flush());
}

/// Ctrl-C, or whoever runs services, wants the server to stop.
async fn stopped() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
