//! How many codes and keys may be tried that lead nowhere.
//!
//! Only misses count, so that a room of three hundred phones behind one address comes in at once. An
//! address has an allowance of its own, and all addresses together have one; each grows back with
//! time. An address from which somebody has found a session keeps only to its own, so that a flood
//! from elsewhere keeps nobody in the room out.

use super::time::{Instant, Span};
use std::collections::HashMap;

/// What one address may miss at once, and how long until it may miss once more.
const OWN: Limit = Limit {
    misses: 20,
    each: Span::from_millis(3_000),
};

/// What all addresses together may miss at once, and how long until they may once more.
const SHARED: Limit = Limit {
    misses: 200,
    each: Span::from_millis(200),
};

/// More addresses are not remembered, so that a flood fills no memory. Those that are not have only
/// the shared allowance.
const MOST_ADDRESSES: usize = 10_000;

/// Whoever tries many at the same moment, before the first is known to miss, waits as long as if they had
/// come one after the other; but no longer than this.
const LONGEST_WAIT: Span = Span::from_minutes(60);

/// For so long an address counts as one from which people come.
const KNOWN: Span = Span::from_minutes(12 * 60);

/// The misses so far.
#[derive(Debug, Default)]
pub struct Misses {
    addresses: HashMap<Network, Address>,
    shared: Allowance,
}

/// What counts as one address: an IPv4 address, or the first half of an IPv6 address, since whoever has
/// one of those has at least 2^64 of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(pub u64);

#[derive(Clone, Copy, Debug)]
struct Limit {
    misses: i64,
    each: Span,
}

/// What has been used, as the time by which it has grown back.
#[derive(Clone, Copy, Debug, Default)]
struct Allowance {
    whole_again: Option<Instant>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Address {
    own: Allowance,
    known_until: Option<Instant>,
}

impl Misses {
    /// How long an address has to wait until it may try again; none where it may now.
    pub fn wait(&self, network: Network, now: Instant) -> Option<Span> {
        let address = self.addresses.get(&network);
        let own = address.and_then(|address| address.own.wait(OWN, now));
        let is_known = address.is_some_and(|address| address.is_known(now));
        let shared = self.shared.wait(SHARED, now).filter(|_| !is_known);
        own.max(shared)
    }

    /// Something was tried that leads nowhere.
    pub fn miss(&mut self, network: Network, now: Instant) {
        if let Some(address) = self.address(network, now) {
            address.own.take(OWN, now);
        }
        self.shared.take(SHARED, now);
    }

    /// What was counted as a miss before it was known to be one was none.
    pub fn take_back(&mut self, network: Network, now: Instant) {
        if let Some(address) = self.address(network, now) {
            address.own.give_back(OWN);
        }
        self.shared.give_back(SHARED);
    }

    /// Somebody has found a session.
    pub fn hit(&mut self, network: Network, now: Instant) {
        if let Some(address) = self.address(network, now) {
            address.known_until = Some(now + KNOWN);
        }
    }

    fn address(&mut self, network: Network, now: Instant) -> Option<&mut Address> {
        if self.addresses.len() >= MOST_ADDRESSES && !self.addresses.contains_key(&network) {
            self.addresses
                .retain(|_, address| address.own.is_used(now) || address.is_known(now));
            if self.addresses.len() >= MOST_ADDRESSES {
                return None;
            }
        }
        Some(self.addresses.entry(network).or_default())
    }
}

impl Address {
    fn is_known(&self, now: Instant) -> bool {
        self.known_until.is_some_and(|until| now < until)
    }
}

impl Allowance {
    fn is_used(&self, now: Instant) -> bool {
        self.whole_again.is_some_and(|whole| now < whole)
    }

    fn take(&mut self, limit: Limit, now: Instant) {
        let whole_again = self.whole_again.unwrap_or(now).max(now) + limit.each;
        self.whole_again = Some(whole_again.min(now + LONGEST_WAIT));
    }

    fn give_back(&mut self, limit: Limit) {
        self.whole_again = self.whole_again.map(|whole| whole - limit.each);
    }

    fn wait(&self, limit: Limit, now: Instant) -> Option<Span> {
        let used = self.whole_again? - now;
        let most = Span::from_millis(limit.each.as_millis() * (limit.misses - 1));
        Some(used - most).filter(|wait| *wait > Span::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Instant = Instant::from_millis(1_000_000);

    /// How many tries get through in some time, one each millisecond.
    fn tries(misses: &mut Misses, time: Span, network: impl Fn(i64) -> Network) -> usize {
        let times = (0..time.as_millis()).map(|millis| (millis, START + Span::from_millis(millis)));
        times
            .filter(|(millis, now)| {
                let is_free = misses.wait(network(*millis), *now).is_none();
                if is_free {
                    misses.miss(network(*millis), *now);
                }
                is_free
            })
            .count()
    }

    #[test]
    fn what_is_taken_back_has_not_been_a_miss() {
        let mut misses = Misses::default();
        for _ in 0..1_000 {
            assert_eq!(misses.wait(Network(1), START), None);
            misses.miss(Network(1), START);
            misses.take_back(Network(1), START);
        }
    }

    #[test]
    fn one_address_tries_as_often_as_it_may_and_no_more() {
        let mut misses = Misses::default();
        let count = tries(&mut misses, Span::from_minutes(10), |_| Network(1));
        assert_eq!(count, 20 + 10 * 20 - 1);
    }

    #[test]
    fn all_addresses_together_try_as_often_as_they_may_and_no_more() {
        let mut misses = Misses::default();
        let count = tries(&mut misses, Span::from_minutes(10), |millis| {
            Network(millis as u64)
        });
        assert_eq!(count, 200 + 10 * 60 * 5 - 1);
        assert!(misses.addresses.len() <= MOST_ADDRESSES);
    }

    #[test]
    fn a_flood_from_elsewhere_keeps_nobody_out_where_people_come_from() {
        let mut misses = Misses::default();
        misses.hit(Network(7), START);
        tries(&mut misses, Span::from_minutes(1), |millis| {
            Network(100 + millis as u64)
        });
        let now = START + Span::from_minutes(1) - Span::from_millis(1);
        assert!(misses.wait(Network(8), now).is_some());
        assert_eq!(misses.wait(Network(7), now), None);
        let much_later = START + KNOWN;
        tries(&mut misses, Span::from_millis(1), |_| Network(7));
        assert!(!misses.addresses[&Network(7)].is_known(much_later));
    }

    #[test]
    fn whoever_waits_as_long_as_is_said_may_try_again() {
        let mut misses = Misses::default();
        for _ in 0..50 {
            misses.miss(Network(1), START);
        }
        let wait = misses.wait(Network(1), START).expect("it has used all");
        assert_eq!(wait, Span::from_millis(31 * 3_000));
        assert_eq!(misses.wait(Network(1), START + wait), None);
        assert_eq!(misses.wait(Network(2), START), None, "it is not its fault");
    }
}
