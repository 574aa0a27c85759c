//! The messages of a feed on their way to a connection.

use axum::body::{Body, Bytes};
use futures::stream::{self, BoxStream};
use futures::{Stream, StreamExt};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

/// Messages that are taken once: as a body, which goes through all that surrounds the routes, or past that
/// by the connection itself, which has thousands of them to write.
#[derive(Clone)]
pub struct Messages(Arc<Mutex<Option<BoxStream<'static, Bytes>>>>);

impl Messages {
    /// The messages of a stream.
    pub fn new(messages: impl Stream<Item = Bytes> + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Some(messages.boxed()))))
    }

    /// The messages; none where they have been taken.
    pub fn take(&self) -> BoxStream<'static, Bytes> {
        // Nothing that is done under the lock can leave it half changed.
        let mut messages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = messages.take();
        taken.unwrap_or_else(|| stream::empty().boxed())
    }

    /// A body of the messages, which takes them when it is read.
    pub fn into_body(self) -> Body {
        let messages = stream::iter([self]).flat_map(|messages| messages.take());
        Body::from_stream(messages.map(Ok::<_, Infallible>))
    }
}
