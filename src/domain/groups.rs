//! Who works with whom: deterministic from a seed, so that a log gives the same seating again.

/// Divides members into groups of about `size`: never a person alone (unless there is only one),
/// and no group larger than `size + 1`. An odd count of pairs gives one trio; threes become threes
/// and fours, and five people a three and a two.
pub fn form<T: Clone>(members: &[T], size: usize, seed: u64) -> Vec<Vec<T>> {
    let mut shuffled = members.to_vec();
    shuffle(&mut shuffled, seed);
    let count = group_count(members.len(), size.max(2));
    let mut groups = vec![Vec::new(); count];
    for (index, member) in shuffled.into_iter().enumerate() {
        groups[index % count].push(member);
    }
    groups
}

/// The group that a late joiner goes to: the smallest, and of several the first.
pub fn smallest<T>(groups: &[Vec<T>]) -> Option<usize> {
    (0..groups.len()).min_by_key(|&index| groups[index].len())
}

fn group_count(members: usize, size: usize) -> usize {
    if members == 0 {
        return 0;
    }
    let full = (members / size).max(1);
    if members.div_ceil(full) > size + 1 {
        full + 1
    } else {
        full
    }
}

/// Fisher-Yates over SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014): written out here because a seating that is in a log has to come out the same
/// in every later version, which no library promises of its generators.
fn shuffle<T>(members: &mut [T], seed: u64) {
    let mut state = seed;
    for index in (1..members.len()).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        members.swap(index, (mixed % (index as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(count: usize, size: usize, seed: u64) -> Vec<usize> {
        let members: Vec<usize> = (0..count).collect();
        let groups = form(&members, size, seed);
        let mut seated: Vec<usize> = groups.concat();
        seated.sort_unstable();
        assert_eq!(seated, members, "everyone sits exactly once");
        groups.iter().map(Vec::len).collect()
    }

    #[test]
    fn every_count_from_1_to_500_is_seated_without_a_person_alone() {
        for count in 1..=500 {
            for seed in 0..4 {
                let pairs = sizes(count, 2, seed);
                let trios = pairs.iter().filter(|&&members| members == 3).count();
                assert!(
                    pairs
                        .iter()
                        .all(|&members| count == 1 || members == 2 || members == 3)
                );
                assert_eq!(trios, if count == 1 { 0 } else { count % 2 });

                let tables = sizes(count, 3, seed);
                let expected = if [1, 2, 5].contains(&count) {
                    1..=3
                } else {
                    3..=4
                };
                assert!(tables.iter().all(|members| expected.contains(members)));
                assert!(count == 1 || tables.iter().all(|&members| members > 1));
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_seating_and_another_seed_another() {
        let members: Vec<usize> = (0..24).collect();
        assert_eq!(form(&members, 3, 7), form(&members, 3, 7));
        assert_ne!(form(&members, 3, 7), form(&members, 3, 8));
    }

    #[test]
    fn a_late_joiner_goes_to_the_smallest_group() {
        assert_eq!(smallest(&[vec![1, 2, 3], vec![4, 5], vec![6, 7]]), Some(1));
        assert_eq!(smallest::<u8>(&[]), None);
    }
}
