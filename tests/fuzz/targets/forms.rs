//! Whatever is sent to a form: the server answers it or refuses it, and does not break. What was sent
//! is never markup in a page, and the log always gives the session that runs.

use super::marks::{assert_no_markup_of, marked};
use super::world::{Answer, Sender, World};
use plenary::domain::check_in::Outcome;
use plenary::domain::session::{Answer as Answered, Participant, Session};
use serde_json::Value;
use std::sync::{Mutex, OnceLock};

/// To open a database and a session takes longer than to send a hundred forms.
static WORLD: OnceLock<Mutex<World>> = OnceLock::new();

/// After so many forms the log is read again.
const CHECK: usize = 50;

/// The first byte says which form is sent, and by whom; a space is the first form, by nobody in
/// particular. The rest is what is sent, in which `{code}`, `{key}` and `{participant}` stand for those
/// of the session.
pub fn forms(data: &[u8]) {
    let Some((first, body)) = data.split_first() else {
        return;
    };
    let world = WORLD.get_or_init(|| Mutex::new(World::new()));
    let mut world = world.lock().expect("no run has failed");
    let index = usize::from(first.wrapping_sub(b' '));
    let path = world.forms[index % world.forms.len()].clone();
    let senders = [Sender::Nobody, Sender::Participant, Sender::Facilitator];
    let sender = senders[index / world.forms.len() % senders.len()];
    let is_json = path.starts_with("/api/");
    let body = world.filled_bytes(body);
    let body = if is_json {
        marked_json(body)
    } else {
        marked_form(body)
    };
    let answer = world.post(sender, &path, body);
    assert_fine(&answer, &path);
    if answer.is_taken() {
        let page = world.page_after(sender, &path, data.len());
        let answer = world.get(page.0, &page.1);
        assert_fine(&answer, &page.1);
    }
    world.clear_up(&answer, &path);
    if world.count_run(CHECK) {
        check_log(&world);
        world.renew_if_worn();
    }
}

fn assert_fine(answer: &Answer, path: &str) {
    let is_broken = (500..600).contains(&answer.status);
    assert!(!is_broken, "{path}: {} {}", answer.status, answer.body);
    if answer.is_html {
        assert_no_markup_of(&answer.body, path);
    }
}

/// The form with all that could be markup marked; as it is where it is no form or there is nothing.
fn marked_form(body: Vec<u8>) -> Vec<u8> {
    let Ok(pairs) = serde_urlencoded::from_bytes::<Vec<(String, String)>>(&body) else {
        return body;
    };
    let could_be = |text: &String| text.contains(['<', '"']);
    if !pairs
        .iter()
        .any(|(name, value)| could_be(name) || could_be(value))
    {
        return body;
    }
    let pairs = pairs
        .iter()
        .map(|(name, value)| (marked(name), marked(value)));
    let pairs: Vec<_> = pairs.collect();
    serde_urlencoded::to_string(pairs).map_or(body, String::into_bytes)
}

fn marked_json(body: Vec<u8>) -> Vec<u8> {
    match serde_json::from_slice(&body) {
        Ok(mut value) => {
            mark(&mut value);
            value.to_string().into_bytes()
        }
        Err(_) => body,
    }
}

fn mark(value: &mut Value) {
    match value {
        Value::String(text) => *text = marked(text),
        Value::Array(values) => values.iter_mut().for_each(mark),
        Value::Object(values) => values.values_mut().for_each(mark),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What is on disk is what runs, and holds nothing that cannot be seen.
fn check_log(world: &World) {
    let running = world.running();
    let replayed = Session::replay(&world.log());
    let mut replayed = replayed.expect("the log begins a session");
    assert_eq!(replayed.snapshot(), *running);
    let everybody = [running.present(), running.removed()].concat();
    for participant in everybody {
        for words in words_of(participant) {
            assert_visible(words);
        }
    }
    assert_visible(running.notes());
}

fn words_of(participant: &Participant) -> Vec<&str> {
    let drills = participant
        .answers
        .values()
        .filter_map(|answered| match &answered.answer {
            Answered::Drill(fields) => Some(fields),
            Answered::Poll(_) | Answered::Vote(_) => None,
        });
    let promises = participant.commitments.values().map(|made| &*made.fields);
    let entries = drills.chain(promises).flat_map(|fields| fields.values());
    let reasons = participant
        .check_ins
        .values()
        .filter_map(|said| match &said.outcome {
            Outcome::Dropped { why } => Some(why),
            Outcome::Done | Outcome::Moved { .. } => None,
        });
    let names = std::iter::once(&participant.name);
    let words = names.chain(entries).chain(reasons);
    words.map(String::as_str).collect()
}

fn assert_visible(words: &str) {
    let is_hidden = |letter: char| {
        let is_control = letter.is_control() && !matches!(letter, '\n' | '\t');
        is_control
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}')
            || ('\u{202a}'..='\u{202e}').contains(&letter)
            || ('\u{2066}'..='\u{2069}').contains(&letter)
    };
    assert!(!words.contains(is_hidden), "{words:?}");
}
