//! A reader of calendar files that takes nothing that RFC 5545 forbids.

/// The longest line, in octets.
const LONGEST: usize = 75;

/// A calendar file.
pub struct CalendarFile {
    /// What stands in no part of it.
    pub calendar: Component,
    /// Its parts, and theirs, each after what holds it.
    pub components: Vec<Component>,
}

/// A part of a calendar.
#[derive(Debug)]
pub struct Component {
    /// `VEVENT`, for example.
    pub name: String,
    properties: Vec<Property>,
}

/// `NAME;PARAMETER=x:VALUE`.
#[derive(Debug)]
struct Property {
    name: String,
    parameters: Vec<(String, String)>,
    value: String,
}

impl CalendarFile {
    /// Reads a file, or panics where it is none.
    pub fn read(text: &str) -> Self {
        let mut open: Vec<Component> = Vec::new();
        let mut closed = Vec::new();
        for line in lines(text) {
            let property = Property::read(&line);
            match property.name.as_str() {
                "BEGIN" => {
                    let is_outermost = property.value == "VCALENDAR";
                    assert_eq!(open.is_empty() && closed.is_empty(), is_outermost);
                    open.push(Component {
                        name: property.value,
                        properties: Vec::new(),
                    });
                }
                "END" => {
                    let component = open.pop().expect("what ends has begun");
                    assert_eq!(component.name, property.value);
                    component.assert_complete();
                    closed.push(component);
                }
                _ => {
                    let component = open.last_mut().expect("it stands in something");
                    component.properties.push(property);
                }
            }
        }
        assert!(open.is_empty(), "{open:?} has no end");
        let calendar = closed.pop().expect("there is a calendar");
        assert!(!closed.is_empty(), "a calendar has a component");
        let events = closed.iter().filter(|one| one.name == "VEVENT");
        let mut uids: Vec<_> = events.map(|event| event.value("UID")).collect();
        uids.sort_unstable();
        assert!(uids.is_sorted_by(|one, other| one < other), "{uids:?}");
        Self {
            calendar,
            components: closed,
        }
    }
}

/// The lines of a file, as they were before they were folded.
fn lines(text: &str) -> Vec<String> {
    let whole = text.strip_suffix("\r\n").expect("the last line ends");
    let mut lines: Vec<String> = Vec::new();
    // A line that was cut within a character would be no text, so octets are looked at.
    for line in whole.as_bytes().split(|octet| *octet == b'\n') {
        let line = std::str::from_utf8(line).expect("no character is cut in two");
        let line = line.strip_suffix('\r').unwrap_or_else(|| {
            let is_last = whole.ends_with(line);
            assert!(is_last, "{line:?} ends without CR");
            line
        });
        assert!(line.len() <= LONGEST, "{line:?} is too long");
        assert!(!line.is_empty(), "a line is empty");
        let is_kept = |letter: char| letter == '\t' || !letter.is_control();
        assert!(line.chars().all(is_kept), "{line:?}");
        match line.strip_prefix(' ') {
            Some(more) => lines.last_mut().expect("it goes on").push_str(more),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

impl Property {
    fn read(line: &str) -> Self {
        let (before, value) = line.split_once(':').expect("it has a value");
        let mut parts = before.split(';');
        let name = parts.next().unwrap_or_default();
        assert!(is_name(name), "{line:?}");
        let parameters = parts.map(|parameter| {
            let (name, value) = parameter.split_once('=').expect("it has a value");
            assert!(is_name(name), "{line:?}");
            let is_safe = !value.is_empty() && !value.contains(['"', ',', ';', ':']);
            assert!(is_safe, "{line:?}");
            (name.to_owned(), value.to_owned())
        });
        Self {
            name: name.to_owned(),
            parameters: parameters.collect(),
            value: value.to_owned(),
        }
    }
}

fn is_name(text: &str) -> bool {
    let is_of_it = |octet: u8| octet.is_ascii_uppercase() || octet == b'-';
    !text.is_empty() && text.bytes().all(is_of_it)
}

impl Component {
    /// The value of a property, which is there once.
    pub fn value(&self, name: &str) -> &str {
        &self.property(name).value
    }

    /// The same as the text that it stands for.
    pub fn text(&self, name: &str) -> String {
        unescaped(self.value(name))
    }

    fn property(&self, name: &str) -> &Property {
        let found = self.properties.iter().filter(|one| one.name == name);
        match found.collect::<Vec<_>>().as_slice() {
            [only] => only,
            others => panic!("{} has {} times {name}", self.name, others.len()),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.properties.iter().any(|one| one.name == name)
    }

    fn assert_complete(&self) {
        for property in &self.properties {
            if ["SUMMARY", "DESCRIPTION", "NAME", "TZNAME"].contains(&property.name.as_str()) {
                unescaped(&property.value);
            }
        }
        match self.name.as_str() {
            "VCALENDAR" => {
                assert_eq!(self.value("VERSION"), "2.0");
                assert!(self.has("PRODID") && self.has("METHOD"));
            }
            "VEVENT" => self.assert_event(),
            "STANDARD" | "DAYLIGHT" => {
                assert_time(self.value("DTSTART"));
                for name in ["TZOFFSETFROM", "TZOFFSETTO"] {
                    let offset = self.value(name);
                    let digits = offset.trim_start_matches(['+', '-']);
                    assert_eq!((offset.len(), digits.len()), (5, 4), "{offset}");
                }
            }
            "VTIMEZONE" => assert!(!self.value("TZID").is_empty()),
            "VALARM" => assert!(self.has("ACTION") && self.has("TRIGGER")),
            name => panic!("{name} is no component that is written"),
        }
    }

    fn assert_event(&self) {
        assert_time(self.value("DTSTAMP"));
        let sequence: Result<u64, _> = self.value("SEQUENCE").parse();
        assert!(sequence.is_ok());
        let start = self.property("DTSTART");
        match start.parameters.as_slice() {
            [(name, _)] if name == "TZID" => {
                assert_time(&start.value);
                let length = self.value("DURATION");
                let minutes = length
                    .strip_prefix("PT")
                    .and_then(|it| it.strip_suffix('M'));
                let minutes: Result<u32, _> = minutes.unwrap_or_default().parse();
                assert!(minutes.is_ok_and(|minutes| minutes > 0), "{length}");
            }
            [(name, value)] if name == "VALUE" && value == "DATE" => {
                assert_day(&start.value);
                let end = self.value("DTEND");
                assert_day(end);
                assert!(start.value.as_str() < end, "it ends as it begins");
            }
            other => panic!("{other:?}"),
        }
    }
}

fn assert_day(value: &str) {
    let is_day = value.len() == 8 && value.bytes().all(|digit| digit.is_ascii_digit());
    assert!(is_day, "{value:?} is no day");
}

fn assert_time(value: &str) {
    let (day, time) = value.split_once('T').expect("a day and a time");
    assert_day(day);
    let time = time.trim_end_matches('Z');
    let is_time = time.len() == 6 && time.bytes().all(|digit| digit.is_ascii_digit());
    assert!(is_time, "{value:?} is no time");
}

fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other @ ('\\' | ';' | ',')) => text.push(other),
                other => panic!("{value:?} escapes {other:?}"),
            },
            ';' | ',' => panic!("{value:?} does not escape {letter:?}"),
            _ => text.push(letter),
        }
    }
    text
}
