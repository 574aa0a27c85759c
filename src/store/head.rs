//! How far a log has come, for whoever follows it.

/// What others have done to a session's log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The sequence number to which it has come at least.
    pub sequence: u64,
    /// Whether the session has been deleted.
    pub is_gone: bool,
    /// How often somebody has been too late with an append.
    pub late: u64,
}

impl Head {
    /// It has come so far.
    pub fn at(sequence: u64) -> Self {
        Self {
            sequence,
            ..Self::default()
        }
    }

    /// It is gone.
    pub fn gone() -> Self {
        Self {
            is_gone: true,
            ..Self::default()
        }
    }

    /// Somebody has been too late once.
    pub fn late() -> Self {
        Self {
            late: 1,
            ..Self::default()
        }
    }

    /// Takes news in, in whatever order they come. False where they are none.
    pub fn take_in(&mut self, news: Self) -> bool {
        let before = *self;
        self.sequence = self.sequence.max(news.sequence);
        self.is_gone |= news.is_gone;
        self.late += news.late;
        *self != before
    }
}
