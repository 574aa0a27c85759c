//! Somebody who is not there: a name, how long they take, and what they write.

use super::form::{Control, ControlKind, Form};
use crate::domain::time::Span;
use fastrand::Rng;

const FIRST_NAMES: [&str; 24] = [
    "Ana",
    "Raj",
    "Chloé",
    "Kwame",
    "Ingrid",
    "Tomás",
    "Yuki",
    "Leila",
    "Piotr",
    "Amara",
    "Sven",
    "Mei",
    "Diego",
    "Fatima",
    "Niamh",
    "Oleksandr",
    "Priya",
    "Björn",
    "Zoë",
    "Hassan",
    "Marta",
    "Jun",
    "Élodie",
    "Thandiwe",
];

const LAST_NAMES: [&str; 23] = [
    "Lima",
    "Patel",
    "Roux",
    "Mensah",
    "Lind",
    "Sousa",
    "Tanaka",
    "Haddad",
    "Nowak",
    "Okoye",
    "Berg",
    "Chen",
    "Ortega",
    "Rahman",
    "Byrne",
    "Kovalenko",
    "Iyer",
    "Dahl",
    "van der Meer",
    "Yılmaz",
    "Conti",
    "Park",
    "Dlamini",
];

const SENTENCES: [&str; 8] = [
    "What I noticed on Tuesday, in the first ten minutes",
    "The third paragraph, where it becomes vague",
    "It changes for everybody next month",
    "I would keep it as it is and say so",
    "We spoke about it, and nobody wrote it down",
    "The part that took longest, by far",
    "As agreed last week, without the last step",
    "Short, and in my own words",
];

const QUESTIONS: [&str; 5] = [
    "What would you do differently next time?",
    "What did you notice just before that?",
    "Which part is still open for you?",
    "What makes you sure of it?",
    "Who else should hear this?",
];

/// Of so many people, one leaves a form alone.
const ABSENT: u32 = 40;

/// Somebody who is not there.
pub struct Person {
    /// By which the room knows them.
    pub name: String,
    chance: Rng,
}

impl Person {
    /// The person with a number in a crowd; the same seed makes the same person again.
    pub fn new(number: u16, seed: u64) -> Self {
        let index = usize::from(number);
        // The lists have no common divisor in their lengths, so no pair comes twice before all did.
        let (first, last) = (
            FIRST_NAMES[index % FIRST_NAMES.len()],
            LAST_NAMES[index % LAST_NAMES.len()],
        );
        Self {
            name: format!("{first} {last}"),
            chance: Rng::with_seed(seed),
        }
    }

    /// Some time up to `most`, in milliseconds.
    pub fn within(&mut self, most: Span) -> Span {
        Span::from_millis(self.chance.i64(0..=most.as_millis()))
    }

    /// How long they take for a form: to read it, to choose, and to write. None where they leave it
    /// alone.
    pub fn time_for(&mut self, form: &Form) -> Option<Span> {
        if self.chance.u32(0..ABSENT) == 0 {
            return None;
        }
        let mut seconds = self.chance.i64(4..15);
        for control in &form.controls {
            seconds += match control.kind {
                ControlKind::Hidden => 0,
                ControlKind::Checkbox | ControlKind::Radio => self.chance.i64(1..4),
                ControlKind::Time | ControlKind::Date => self.chance.i64(1..6),
                ControlKind::Words { .. } if control.value.is_empty() => self.chance.i64(25..85),
                ControlKind::Words { .. } => self.chance.i64(1..10),
            };
        }
        Some(Span::from_seconds(seconds))
    }

    /// What they send of a form.
    pub fn fill(&mut self, form: &Form) -> Vec<(String, String)> {
        let mut sent = Vec::new();
        for control in &form.controls {
            let value = match control.kind {
                ControlKind::Radio => continue,
                ControlKind::Checkbox if self.chance.u8(0..3) == 0 => continue,
                ControlKind::Hidden | ControlKind::Checkbox => control.value.clone(),
                _ if !control.value.is_empty() => control.value.clone(),
                ControlKind::Words { question: true, .. } => self.one_of(&QUESTIONS),
                ControlKind::Words { link: true, .. } => {
                    let sentence = self.one_of(&SENTENCES);
                    format!("{sentence}: https://example.org/{}", self.chance.u16(..))
                }
                ControlKind::Words { .. } => self.one_of(&SENTENCES),
                ControlKind::Time => format!("{:02}:30", self.chance.u8(8..17)),
                ControlKind::Date => continue,
            };
            sent.push((control.name.clone(), value));
        }
        sent.extend(self.choose(&form.controls));
        sent
    }

    /// One of the radio buttons with each name.
    fn choose(&mut self, controls: &[Control]) -> Vec<(String, String)> {
        let radios = controls
            .iter()
            .filter(|control| control.kind == ControlKind::Radio);
        let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
        for control in radios {
            match groups.iter_mut().find(|(name, _)| *name == control.name) {
                Some((_, values)) => values.push(&control.value),
                None => groups.push((&control.name, vec![&control.value])),
            }
        }
        let chosen = groups.into_iter().map(|(name, values)| {
            let value = values[self.chance.usize(0..values.len())];
            (name.to_owned(), value.to_owned())
        });
        chosen.collect()
    }

    fn one_of(&mut self, texts: &[&str]) -> String {
        texts[self.chance.usize(0..texts.len())].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn five_hundred_people_have_five_hundred_names() {
        let names: BTreeSet<_> = (0..500).map(|one| Person::new(one, 1).name).collect();
        assert_eq!(names.len(), 500);
    }

    #[test]
    fn the_same_seed_makes_the_same_people() {
        let times = |seed| {
            let mut person = Person::new(3, seed);
            let hour = Span::from_minutes(60);
            (person.within(hour), person.within(hour))
        };
        assert_eq!(times(1), times(1));
        assert_ne!(times(1), times(2));
    }

    #[test]
    fn a_form_is_filled_with_what_it_asks_for() {
        let control = |name: &str, value: &str, kind| Control {
            name: name.into(),
            value: value.into(),
            kind,
        };
        let words = |question, link| ControlKind::Words { question, link };
        let form = Form {
            controls: vec![
                control("form", "drill", ControlKind::Hidden),
                control("field-question", "", words(true, false)),
                control("field-artifact", "", words(false, true)),
                control("field-day", "Monday", words(false, false)),
                control("due", "2026-11-27", ControlKind::Date),
                control("choice", "yes", ControlKind::Radio),
                control("choice", "no", ControlKind::Radio),
            ],
            ..Form::default()
        };
        let mut person = Person::new(0, 1);
        let sent = person.fill(&form);
        let value = |name: &str| {
            let found: Vec<_> = sent.iter().filter(|(one, _)| one == name).collect();
            assert_eq!(found.len(), 1, "{name} is sent once");
            found[0].1.clone()
        };
        assert_eq!(value("form"), "drill");
        assert!(value("field-question").ends_with('?'));
        assert!(value("field-artifact").contains("https://"));
        assert_eq!(value("field-day"), "Monday");
        assert_eq!(value("due"), "2026-11-27");
        assert!(["yes", "no"].contains(&value("choice").as_str()));
    }

    #[test]
    fn writing_takes_longer_than_choosing() {
        let form = |kind| Form {
            controls: vec![Control {
                name: "a".into(),
                value: String::new(),
                kind,
            }],
            ..Form::default()
        };
        let words = ControlKind::Words {
            question: false,
            link: false,
        };
        let mut person = Person::new(1, 1);
        let choosing = person.time_for(&form(ControlKind::Radio));
        let writing = person.time_for(&form(words));
        assert!(choosing < writing, "{choosing:?} {writing:?}");
    }
}
