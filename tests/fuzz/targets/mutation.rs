//! Changes of an input, each made from a seed.

use fastrand::Rng;

/// What has broken programs that take what people write.
const NASTY: [&str; 26] = [
    "\0",
    "\r\n",
    "\r",
    "\u{202e}",
    "\u{200d}",
    "\u{feff}",
    "\u{301}\u{301}\u{301}",
    "👩\u{200d}👧",
    "<script>",
    "<img src=x onerror=x>",
    "</textarea>",
    "\"><b>",
    "=1+1",
    "\t",
    "`",
    "|",
    "\\",
    ";,:",
    "%00",
    "%0D%0A",
    "{{",
    "---",
    "-->",
    "```",
    "9999-12-31",
    "-009999-01-01",
];

/// Numbers at the edges of what they are kept in.
const NUMBERS: [&str; 12] = [
    "0",
    "1",
    "-1",
    "255",
    "65535",
    "65536",
    "4294967295",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "1795500000000",
    "1e309",
];

/// An input like the first of two, changed in a few places.
pub fn any(base: &[u8], other: &[u8], seed: u64) -> Vec<u8> {
    let mut rng = Rng::with_seed(seed);
    let mut data = base.to_vec();
    for _ in 0..rng.usize(1..=6) {
        change(&mut data, other, &mut rng);
    }
    data
}

/// A log like another: its numbers, words and lines are changed, and most of its lines can be read.
pub fn log(base: &[u8], seed: u64) -> Vec<u8> {
    let mut rng = Rng::with_seed(seed);
    let mut data = base.to_vec();
    for _ in 0..rng.usize(1..=4) {
        match rng.u8(..4) {
            0 | 1 => replace_number(&mut data, &mut rng),
            2 => swap_words(&mut data, &mut rng),
            _ => move_line(&mut data, &mut rng),
        }
    }
    data
}

fn change(data: &mut Vec<u8>, other: &[u8], rng: &mut Rng) {
    let at = rng.usize(..=data.len());
    let until = at + rng.usize(..=(data.len() - at).min(64));
    match rng.u8(..9) {
        0 => {
            if let Some(byte) = data.get_mut(at) {
                *byte ^= 1 << rng.u8(..8);
            }
        }
        1 => drop(data.drain(at..until)),
        2 => {
            let copy = data[at..until].to_vec();
            insert(data, until, &copy);
        }
        3 => {
            let from = rng.usize(..=other.len());
            data.truncate(at);
            data.extend_from_slice(&other[from..]);
        }
        4 => {
            let long = NASTY[rng.usize(..NASTY.len())].repeat(rng.usize(1..=3_000));
            insert(data, at, long.as_bytes());
        }
        5 => replace_number(data, rng),
        6 => move_line(data, rng),
        _ => insert(data, at, NASTY[rng.usize(..NASTY.len())].as_bytes()),
    }
}

fn insert(data: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    data.splice(at..at, bytes.iter().copied());
}

/// Where runs of bytes of a kind stand.
fn runs(data: &[u8], is_of_it: impl Fn(u8) -> bool) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, byte) in data.iter().copied().chain([0]).enumerate() {
        match start {
            None if is_of_it(byte) => start = Some(at),
            Some(from) if !is_of_it(byte) => {
                runs.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

fn replace_number(data: &mut Vec<u8>, rng: &mut Rng) {
    let numbers = runs(data, |byte| byte.is_ascii_digit());
    if let Some((from, to)) = rng.choice(numbers) {
        let number = NUMBERS[rng.usize(..NUMBERS.len())];
        data.splice(from..to, number.bytes());
    }
}

/// A name stands where another stood.
fn swap_words(data: &mut Vec<u8>, rng: &mut Rng) {
    let words = runs(data, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if words.len() > 1 {
        let (from, to) = words[rng.usize(..words.len())];
        let (of, until) = words[rng.usize(..words.len())];
        let word = data[of..until].to_vec();
        data.splice(from..to, word);
    }
}

/// A line is left out, comes twice, or comes elsewhere.
fn move_line(data: &mut Vec<u8>, rng: &mut Rng) {
    let mut lines: Vec<_> = data.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.len() < 2 {
        return;
    }
    let from = rng.usize(..lines.len());
    let line = lines[from];
    if rng.bool() {
        lines.remove(from);
    }
    if rng.u8(..3) > 0 {
        lines.insert(rng.usize(..=lines.len()), line);
    }
    *data = lines.concat();
}
