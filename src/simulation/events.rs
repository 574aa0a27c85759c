//! Server-sent events, as far as the feeds use them.
//! Source: WHATWG HTML, section 9.2, "Server-sent events".

use axum::body::{Body, BodyDataStream};
use futures::StreamExt;

/// The messages of a feed.
pub struct Events {
    stream: BodyDataStream,
    /// What has come of a message that is not complete.
    begun: Vec<u8>,
}

/// A message of a feed.
#[derive(Debug, PartialEq, Eq)]
pub enum Message {
    /// The text of an ordinary message.
    Data(String),
    /// Word that there is nothing to follow any more.
    Gone,
}

impl Events {
    /// The messages of an answer's body.
    pub fn of(body: Body) -> Self {
        Self {
            stream: body.into_data_stream(),
            begun: Vec::new(),
        }
    }

    /// The next message; none when the connection has ended. What has come of a message is not lost
    /// when the caller stops waiting.
    pub async fn next(&mut self) -> Option<Message> {
        loop {
            if let Some(message) = self.complete() {
                return Some(message);
            }
            let chunk = self.stream.next().await?.ok()?;
            self.begun.extend_from_slice(&chunk);
        }
    }

    /// A message ends with an empty line.
    fn complete(&mut self) -> Option<Message> {
        loop {
            let end = self.begun.windows(2).position(|two| two == b"\n\n")?;
            let block: Vec<u8> = self.begun.drain(..end + 2).collect();
            let message = message(&String::from_utf8_lossy(&block));
            if message.is_some() {
                return message;
            }
        }
    }
}

fn message(block: &str) -> Option<Message> {
    let mut data = Vec::new();
    for line in block.lines() {
        match line.split_once(':') {
            Some(("event", name)) if name.trim() == "gone" => return Some(Message::Gone),
            Some(("data", text)) => data.push(text.strip_prefix(' ').unwrap_or(text)),
            _ => {}
        }
    }
    (!data.is_empty()).then(|| Message::Data(data.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Bytes;
    use futures::stream;
    use std::convert::Infallible;

    fn events(chunks: &[&'static str]) -> Events {
        let chunks: Vec<_> = chunks
            .iter()
            .map(|chunk| Ok::<_, Infallible>(Bytes::from_static(chunk.as_bytes())))
            .collect();
        Events::of(Body::from_stream(stream::iter(chunks)))
    }

    #[tokio::test]
    async fn a_message_is_whole_however_it_arrives() {
        let mut events = events(&["id: 1\ndata: {\"a\"", ":1}\n", "\ndata: b\n\n: beat\n\n"]);
        let next = events.next().await;
        assert_eq!(next, Some(Message::Data("{\"a\":1}".into())));
        assert_eq!(events.next().await, Some(Message::Data("b".into())));
        assert_eq!(events.next().await, None);
    }

    #[tokio::test]
    async fn a_feed_can_say_that_there_is_nothing_to_follow() {
        let mut events = events(&["event: gone\ndata: gone\n\n"]);
        assert_eq!(events.next().await, Some(Message::Gone));
    }
}
