//! How a session that runs late gets back to its plan: what a training can do without, and which of
//! it to offer.

use super::time::Span;
use serde::{Deserialize, Serialize};

/// What a section can do without when time is short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// What goes, as an order: "Trim the discussion".
    pub what: String,
    /// How much time that saves.
    pub saves: Span,
    /// The slides of the section that are skipped then; none where something only gets shorter.
    pub slides: Vec<usize>,
}

/// Names a cut of a training; both count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CutName {
    /// Which section.
    pub section: usize,
    /// Which cut of the section.
    pub cut: usize,
}

/// A cut that can still be made, or has been made.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CutView {
    /// Which one.
    pub name: CutName,
    /// What goes.
    pub what: String,
    /// How much time that saves.
    pub saves: Span,
    /// Whether it has been made.
    pub is_made: bool,
}

/// Cuts that bring a session back to its plan, or as near as can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Which ones, in the order of the training.
    pub cuts: Vec<CutName>,
    /// What goes, each as an order.
    pub what: Vec<String>,
    /// How much time they save together.
    pub saves: Span,
}

/// A delay below this is no reason to cut anything.
const TOLERANCE: Span = Span::from_seconds(60);

/// So many cuts are combined at most: the best combination is found by trying all.
const MOST_COMBINED: usize = 12;

/// So many offers are as many as somebody can weigh while talking.
const MOST_OFFERS: usize = 3;

/// What to offer to a session that ends so much later than planned, the best first: what saves enough
/// and least beyond it, with as few cuts as can be. Where nothing saves enough, all that there is.
pub fn offers(cuts: &[CutView], delay: Span) -> Vec<Offer> {
    let open: Vec<_> = cuts
        .iter()
        .filter(|cut| !cut.is_made)
        .take(MOST_COMBINED)
        .collect();
    if delay < TOLERANCE || open.is_empty() {
        return Vec::new();
    }
    let combinations = (1u32..1 << open.len()).map(|chosen| {
        let indexed = open.iter().enumerate();
        let chosen = indexed.filter(|(index, _)| chosen & (1 << index) != 0);
        offer(chosen.map(|(_, cut)| *cut))
    });
    let needed = delay - TOLERANCE / 2;
    let enough: Vec<_> = combinations.filter(|offer| offer.saves >= needed).collect();
    // Of each number of cuts, the one that saves least beyond what is needed.
    let least = |count| {
        let so_many = enough.iter().filter(|offer| offer.cuts.len() == count);
        so_many.min_by_key(|offer| offer.saves)
    };
    let mut left: Vec<_> = (1..=open.len()).filter_map(least).collect();
    let mut best = Vec::new();
    while best.len() < MOST_OFFERS
        && let Some(next) = next_best(&left)
    {
        best.push(left.remove(next).clone());
    }
    if best.is_empty() {
        best.push(offer(open.into_iter()));
    }
    best
}

/// Which of some offers saves least. There are a few only, so nothing needs to be sorted: a browser would
/// load what sorts for this alone.
fn next_best(offers: &[&Offer]) -> Option<usize> {
    (0..offers.len()).min_by_key(|&index| (offers[index].saves, offers[index].cuts.len()))
}

fn offer<'a>(cuts: impl Iterator<Item = &'a CutView>) -> Offer {
    let mut offer = Offer {
        cuts: Vec::new(),
        what: Vec::new(),
        saves: Span::ZERO,
    };
    for cut in cuts {
        offer.cuts.push(cut.name);
        offer.what.push(cut.what.clone());
        offer.saves += cut.saves;
    }
    offer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(section: usize, what: &str, seconds: i64) -> CutView {
        CutView {
            name: CutName { section, cut: 0 },
            what: what.to_owned(),
            saves: Span::from_seconds(seconds),
            is_made: false,
        }
    }

    fn found(cuts: &[CutView], seconds: i64) -> Vec<String> {
        offers(cuts, Span::from_seconds(seconds))
            .into_iter()
            .map(|offer| offer.what.join(", "))
            .collect()
    }

    #[test]
    fn the_first_offer_saves_enough_and_least_beyond_it() {
        let cuts = [cut(3, "trim", 180), cut(4, "skip", 60), cut(4, "drop", 120)];
        assert_eq!(found(&cuts, 240)[0], "trim, skip");
        assert_eq!(found(&cuts, 180)[0], "trim");
        assert_eq!(found(&cuts, 90)[0], "skip");
        assert_eq!(found(&cuts, 120)[0], "drop");
        assert_eq!(found(&cuts, 360), ["trim, skip, drop"]);
    }

    #[test]
    fn who_is_on_time_is_offered_nothing() {
        let cuts = [cut(3, "trim", 180)];
        assert!(found(&cuts, 59).is_empty());
        assert!(found(&cuts, -300).is_empty());
        assert!(found(&[], 300).is_empty());
    }

    #[test]
    fn where_nothing_saves_enough_everything_is_offered() {
        let cuts = [cut(3, "trim", 180), cut(4, "skip", 60)];
        assert_eq!(found(&cuts, 600), ["trim, skip"]);
    }

    #[test]
    fn what_has_been_cut_is_not_offered_again() {
        let mut cuts = [cut(3, "trim", 180), cut(4, "skip", 60)];
        cuts[0].is_made = true;
        assert_eq!(found(&cuts, 120), ["skip"]);
    }
}
