//! What there is at this moment, for whoever watches.

/// One more of something, for as long as this is there.
pub struct Counted(metrics::Gauge);

impl Counted {
    /// Counts from now on.
    pub fn new(gauge: metrics::Gauge) -> Self {
        gauge.increment(1);
        Self(gauge)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.decrement(1);
    }
}
