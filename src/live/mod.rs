//! The running sessions: one task each, which decides, persists, applies, publishes and only then
//! answers.

mod clock;
mod company;
mod counted;
mod crew;
mod directory;
mod error;
mod feed;
mod frame;
mod handle;
mod open_sessions;
mod published;
mod renderer;
mod surroundings;
mod task;
mod waiting;

#[cfg(test)]
mod tests;

pub use clock::Clock;
pub use counted::Counted;
pub use crew::Crew;
pub use directory::{Directory, NewSession};
pub use error::LiveError;
pub use feed::{Feed, Screen};
pub use frame::Frame;
pub use handle::Handle;
pub use published::Parts;
pub use renderer::Renderer;
