//! A training that is small, so that thousands of sessions of it can be run.

use jiff::civil::date;
use plenary::content::{SourceFile, parse};
use plenary::domain::time::Span;
use plenary::domain::training::Training;
use plenary::live::NewSession;
use std::sync::Arc;

const MANIFEST: &str = r#"
title = "Small"
summary = "For tests."

[[section]]
file = "01-first.md"
title = "First"
minutes = 1

[[section]]
file = "02-second.md"
title = "Second"
minutes = 2
"#;

const FIRST: &str = r#"
# Poll

```poll
id = "poll"
title = "Poll"
question = "Which?"

[[choice]]
id = "one"
label = "One"

[[choice]]
id = "two"
label = "Two"
```

---

# Drill

```drill
id = "drill"
title = "Drill"
instructions = "Write."
group_size = 2
writing_timer = "writing"

[[timer]]
id = "pairs"
label = "In pairs"
minutes = 1

[[timer]]
id = "writing"
label = "Writing"
minutes = 1

[[field]]
id = "observation"
label = "Observation"
help = "What you saw."
```
"#;

const SECOND: &str = r#"
# Promise

```commitments
id = "promises"
title = "Promises"
instructions = "Promise."

[[kind]]
id = "template"
title = "Template"
promise = "I ship it."
due = "next friday"
due_label = "By"

[[kind.field]]
id = "document"
label = "Which document"
help = "Its name."
```
"#;

/// Two sections with a poll, a drill in pairs and a promise.
pub fn training() -> Arc<Training> {
    let files = [
        ("training.toml", MANIFEST),
        ("01-first.md", FIRST),
        ("02-second.md", SECOND),
    ];
    let files = files.map(|(name, text)| SourceFile {
        name: name.to_owned(),
        text: text.trim_start().to_owned(),
    });
    let (training, problems) = parse("small", &files);
    assert!(problems.is_empty(), "{problems:#?}");
    Arc::new(training)
}

/// A session of it that is to be made.
pub fn new_session() -> NewSession {
    NewSession {
        training: training(),
        title: "Lisbon".into(),
        date: date(2027, 1, 15),
        time_zone: "Europe/Lisbon".into(),
        utc_offset: Span::ZERO,
        expires: date(2027, 7, 14),
        rehearsal: None,
        owner: None,
    }
}
