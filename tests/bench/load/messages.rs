//! What comes over a connection, as far as it has to be counted.

use std::str::FromStr;

/// How messages come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Server-sent events. Those with an id are messages; the others keep a connection awake.
    Events,
    /// WebSocket. Source: RFC 6455, section 5.2.
    Socket,
}

impl Protocol {
    /// As the load client is told.
    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Socket => "socket",
        }
    }
}

impl FromStr for Protocol {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        [Self::Events, Self::Socket]
            .into_iter()
            .find(|protocol| protocol.name() == name)
            .ok_or_else(|| format!("{name} is no protocol"))
    }
}

/// Counts the messages of a connection. It keeps none of them.
#[derive(Debug)]
pub enum Counter {
    /// The head of the answer: how much of its end has come.
    Head(Protocol, usize),
    /// Events: what is known of the current line, and whether the event has an id.
    Events {
        line: usize,
        is_id: bool,
        has_id: bool,
    },
    /// Frames.
    Socket(Frame),
}

/// A frame that is being read.
#[derive(Debug, Default)]
pub struct Frame {
    head: [u8; 10],
    read: usize,
    left: u64,
}

impl Counter {
    /// Of a connection that has asked.
    pub fn new(protocol: Protocol) -> Self {
        Self::Head(protocol, 0)
    }

    /// Whether the server has agreed.
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::Head(..))
    }

    /// How many messages end in these bytes.
    pub fn count(&mut self, mut bytes: &[u8]) -> usize {
        if let Self::Head(protocol, matched) = self {
            let protocol = *protocol;
            let Some(length) = end_of_head(bytes, matched) else {
                return 0;
            };
            bytes = &bytes[length..];
            *self = match protocol {
                Protocol::Events => Self::Events {
                    line: 0,
                    is_id: false,
                    has_id: false,
                },
                Protocol::Socket => Self::Socket(Frame::default()),
            };
        }
        match self {
            Self::Head(..) => 0,
            Self::Events {
                line,
                is_id,
                has_id,
            } => events(bytes, line, is_id, has_id),
            Self::Socket(frame) => frame.count(bytes),
        }
    }
}

/// How long the rest of a head is; none while it goes on.
fn end_of_head(bytes: &[u8], matched: &mut usize) -> Option<usize> {
    const END: &[u8] = b"\r\n\r\n";
    for (index, byte) in bytes.iter().enumerate() {
        *matched = match (*byte == END[*matched], *byte) {
            (true, _) => *matched + 1,
            (false, b'\r') => 1,
            (false, _) => 0,
        };
        if *matched == END.len() {
            return Some(index + 1);
        }
    }
    None
}

/// An event ends with an empty line. The lines of chunked encoding end with a carriage return, so none
/// of them is empty.
fn events(bytes: &[u8], line: &mut usize, is_id: &mut bool, has_id: &mut bool) -> usize {
    let mut count = 0;
    for part in bytes.split_inclusive(|byte| *byte == b'\n') {
        let (text, ends) = match part.split_last() {
            Some((b'\n', text)) => (text, true),
            _ => (part, false),
        };
        for (index, byte) in text.iter().enumerate().take(3_usize.saturating_sub(*line)) {
            let position = *line + index;
            *is_id = (position == 0 || *is_id) && b"id:"[position] == *byte;
        }
        *line += text.len();
        if ends {
            if *line == 0 && *has_id {
                count += 1;
                *has_id = false;
            }
            *has_id |= *line >= 3 && *is_id;
            *line = 0;
            *is_id = false;
        }
    }
    count
}

impl Frame {
    fn count(&mut self, mut bytes: &[u8]) -> usize {
        let mut count = 0;
        while !bytes.is_empty() {
            if self.left > 0 {
                let skipped = bytes
                    .len()
                    .min(usize::try_from(self.left).unwrap_or(usize::MAX));
                bytes = &bytes[skipped..];
                self.left -= skipped as u64;
                count += usize::from(self.left == 0 && self.is_message());
                continue;
            }
            self.head[self.read] = bytes[0];
            self.read += 1;
            bytes = &bytes[1..];
            if self.read >= 2 && self.read == self.head_length() {
                self.left = self.payload();
                self.read = 0;
                count += usize::from(self.left == 0 && self.is_message());
            }
        }
        count
    }

    /// Text or bytes, rather than a ping.
    fn is_message(&self) -> bool {
        matches!(self.head[0] & 0x0f, 1 | 2)
    }

    /// A server masks nothing.
    fn head_length(&self) -> usize {
        match (self.read, self.head[1]) {
            (0 | 1, _) => 2,
            (_, 126) => 4,
            (_, 127) => 10,
            _ => 2,
        }
    }

    fn payload(&self) -> u64 {
        match self.head[1] {
            126 => u64::from(u16::from_be_bytes([self.head[2], self.head[3]])),
            127 => {
                let mut length = [0; 8];
                length.copy_from_slice(&self.head[2..]);
                u64::from_be_bytes(length)
            }
            short => u64::from(short),
        }
    }
}
