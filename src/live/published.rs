//! What is shown at one moment, in parts. Each is derived and serialised when the first screen asks for
//! it, and then serves all others: of a view that nobody watches nothing is made.

use super::frame::Frame;
use super::renderer::Renderer;
use crate::domain::rehearsal::Reading;
use crate::domain::session::Session;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// So many different steps are kept for others at most. Where each phone has something of its own,
/// keeping them would help nobody.
const MOST_STEPS: usize = 64;

/// What there is to see at one moment.
pub struct Published {
    session: Arc<Session>,
    now: Reading,
    renderer: Arc<dyn Renderer>,
    projector: OnceLock<Parts>,
    console: OnceLock<Parts>,
    phone: OnceLock<Parts>,
    /// How often the clock has been moved.
    leaps: u64,
    /// How often all screens have been told that their connections are alive.
    beats: u64,
    beat: OnceLock<Frame>,
    steps: Mutex<Vec<(Key, Step)>>,
}

/// On what a step depends: who shares it, what has been sent, and what the screen has of its own.
type Key = (Audience, u64, u64, u64);

/// Who shares what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The room.
    Projector,
    /// Whoever drives.
    Console,
    /// Everybody with a phone.
    Phones,
}

/// Parts of a view by their names, ready to be sent; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Parts(Arc<Named>);

#[derive(Debug, Default)]
struct Named {
    parts: BTreeMap<Box<str>, Part>,
    names: Arc<Names>,
    digest: u64,
}

/// What some parts are called.
#[derive(Debug, Default)]
pub struct Names {
    names: Vec<Box<str>>,
    digest: u64,
}

/// A part of a view, ready to be sent.
#[derive(Clone, Debug)]
struct Part {
    json: Box<RawValue>,
    digest: u64,
}

/// What a screen has been sent: the digest of each part. Screens that have been sent the same share it.
#[derive(Debug, Default)]
pub struct Sent {
    parts: BTreeMap<Box<str>, u64>,
    digest: u64,
}

/// A screen that follows, as far as it matters for what it is sent next.
pub struct Following<'a> {
    /// With whom it shares what is shown.
    pub audience: Audience,
    /// What it has been sent.
    pub sent: &'a Sent,
    /// Which parts are only its own.
    pub own_names: &'a Names,
    /// Those of its own that have been rendered anew.
    pub own: Option<&'a Parts>,
}

/// What brings a screen from what it has been sent to what there is.
#[derive(Clone)]
pub struct Step {
    /// The parts that have changed, as one object.
    pub news: Arc<RawValue>,
    /// What is sent to whoever has been following; none where nothing has changed.
    pub frame: Option<Frame>,
    /// What the screen has been sent after that.
    pub sent: Arc<Sent>,
}

impl Published {
    /// What there is to see of a session, when its clock shows `now`, has been moved `leaps` times, and
    /// screens have been told `beats` times that they follow.
    pub fn new(
        session: Arc<Session>,
        now: Reading,
        (leaps, beats): (u64, u64),
        renderer: Arc<dyn Renderer>,
    ) -> Self {
        Self {
            session,
            now,
            leaps,
            beats,
            beat: OnceLock::new(),
            renderer,
            projector: OnceLock::new(),
            console: OnceLock::new(),
            phone: OnceLock::new(),
            steps: Mutex::default(),
        }
    }

    /// The state that all of it is derived from.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// How often the clock has been moved.
    pub fn leaps(&self) -> u64 {
        self.leaps
    }

    /// How often all screens have been told that their connections are alive.
    pub fn beats(&self) -> u64 {
        self.beats
    }

    /// A message without news, the same for all.
    pub fn beat(&self) -> Frame {
        let beat = || Frame::beat(self.session.sequence(), self.now);
        self.beat.get_or_init(beat).clone()
    }

    /// What a screen is sent: the shared parts but those of which it has its own, and what is new of its
    /// own.
    pub fn step(&self, screen: &Following<'_>) -> Step {
        let key = screen.key();
        let known = |steps: &[(Key, Step)]| {
            let known = steps.iter().find(|(of, _)| *of == key);
            known.map(|(_, step)| step.clone())
        };
        if let Some(step) = known(&self.lock()) {
            return step;
        }
        let step = self.make_step(screen);
        let mut steps = self.lock();
        if steps.len() < MOST_STEPS {
            steps.push((key, step.clone()));
        }
        step
    }

    fn make_step(&self, screen: &Following<'_>) -> Step {
        let shared = self.shared(screen.audience).0.parts.iter();
        let shared = shared.filter(|(name, _)| !screen.own_names.names.contains(name));
        let own = screen.own.into_iter().flat_map(|own| &own.0.parts);
        let news: BTreeMap<&str, &Part> = shared
            .chain(own)
            .filter(|(name, part)| screen.sent.parts.get(*name) != Some(&part.digest))
            .map(|(name, part)| (&**name, part))
            .collect();
        let json: BTreeMap<_, _> = news.iter().map(|(name, part)| (name, &part.json)).collect();
        let json: Arc<RawValue> = logged(serde_json::value::to_raw_value(&json)).into();
        Step {
            frame: (!news.is_empty()).then(|| Frame::of(self.session.sequence(), self.now, &json)),
            news: json,
            sent: Arc::new(screen.sent.and(news)),
        }
    }

    fn shared(&self, audience: Audience) -> &Parts {
        match audience {
            Audience::Projector => self
                .projector
                .get_or_init(|| logged(Parts::of(&self.session.projector_view()))),
            Audience::Console => self
                .console
                .get_or_init(|| logged(Parts::of(&self.session.console_view()))),
            Audience::Phones => self
                .phone
                .get_or_init(|| logged(self.renderer.shared(&self.session))),
        }
    }

    /// Nothing that is done under the lock can leave the steps half changed.
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<(Key, Step)>> {
        self.steps.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A view that cannot be serialised shows nothing rather than end the feeds of all screens.
fn logged<Made: Default>(made: serde_json::Result<Made>) -> Made {
    made.unwrap_or_else(|error| {
        tracing::error!(%error, "a view cannot be serialised");
        Made::default()
    })
}

impl Following<'_> {
    fn key(&self) -> Key {
        let own = self.own.map_or(0, |own| own.0.digest);
        (self.audience, self.sent.digest, self.own_names.digest, own)
    }
}

impl Parts {
    /// The fields of a view are its parts.
    ///
    /// # Errors
    /// When it cannot be serialised, or has no fields.
    pub fn of<View: Serialize>(view: &View) -> serde_json::Result<Self> {
        let text = serde_json::to_string(view)?;
        let parts: BTreeMap<Box<str>, Box<RawValue>> = serde_json::from_str(&text)?;
        let parts = parts.into_iter().map(|(name, json)| {
            let digest = digest(json.get());
            (name, Part { json, digest })
        });
        let parts: BTreeMap<_, _> = parts.collect();
        let digests: Vec<_> = parts
            .iter()
            .map(|(name, part)| (name, part.digest))
            .collect();
        let names: Vec<_> = parts.keys().cloned().collect();
        Ok(Self(Arc::new(Named {
            digest: digest(&digests),
            names: Arc::new(Names {
                digest: digest(&names),
                names,
            }),
            parts,
        })))
    }

    /// What the parts are called.
    pub fn names(&self) -> Arc<Names> {
        Arc::clone(&self.0.names)
    }
}

impl Sent {
    fn and(&self, news: BTreeMap<&str, &Part>) -> Self {
        let mut parts = self.parts.clone();
        parts.extend(
            news.into_iter()
                .map(|(name, part)| (name.into(), part.digest)),
        );
        Self {
            digest: digest(&parts),
            parts,
        }
    }
}

fn digest(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
