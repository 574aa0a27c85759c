//! The material of a training, as the `content` module reads it from a folder.
//!
//! Every text that ends in `_html` is sanitised HTML; every other text is plain.

use super::accent::Accent;
use super::check_in::CheckInPlan;
use super::ids::{ActivityId, ChoiceId, FieldId, KindId, TimerId};
use super::recovery::Cut;
use super::time::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A training: what a session runs through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// The name of its folder, which is also its name in addresses.
    pub slug: String,
    /// The name that people see.
    pub title: String,
    /// One or two sentences: whom it is for and what it promises.
    pub summary: String,
    /// A BCP 47 language tag, for example `en`.
    pub language: String,
    /// The colour of its screens; Plenary's own where it has none.
    #[serde(default)]
    pub accent: Option<Accent>,
    /// The timed parts, in order; never empty in a valid training.
    pub sections: Vec<Section>,
    /// All activities, in the order of their slides.
    pub activities: Vec<Activity>,
    /// All scripts, in the order of their slides. These and what follows is shown to everybody, so
    /// it is shared rather than copied.
    pub scripts: Arc<[Script]>,
    /// All phrase lists, in the order of their slides.
    pub phrases: Arc<[Phrases]>,
    /// What people take home, in the order of the slides.
    #[serde(default)]
    pub takeaways: Arc<[Takeaway]>,
    /// When participants are asked what became of their promises, in the order of the days.
    #[serde(default)]
    pub check_ins: Vec<CheckInPlan>,
    /// Questions that the facilitator can answer on demand.
    pub faq: Vec<Question>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
}

/// A timed part of a training.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The name that people see.
    pub title: String,
    /// How long it should take.
    pub planned: Span,
    /// Never empty in a valid training.
    pub slides: Vec<Slide>,
    /// What it can do without when time is short; a section without any is never cut.
    #[serde(default)]
    pub cuts: Vec<Cut>,
}

/// One screen of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slide {
    /// How the projector lays it out.
    pub layout: Layout,
    /// The heading without markup, for lists of slides.
    pub title: String,
    /// The body. What belongs to step `n` carries the attribute `data-step="n"`, from 1.
    pub html: String,
    /// How many parts are revealed one after the other, beyond what shows at once.
    pub steps: u16,
    /// Presenter notes; paragraphs that are cues have the class `cue`.
    pub notes_html: String,
    /// The activity that this slide runs.
    pub activity: Option<ActivityId>,
}

/// How the projector lays a slide out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A heading and what follows it.
    #[default]
    Plain,
    /// The opening of a training or a section.
    Title,
    /// One sentence, large.
    Statement,
    /// A quotation with its source.
    Quote,
    /// Words to say as they stand.
    Script,
    /// Two columns: what not to say against what to say.
    Phrases,
    /// A bar that shows how time is divided.
    Split,
    /// A slide that runs an activity.
    Activity,
    /// The list of sources.
    Sources,
}

/// Something that the room does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Unique in the training.
    pub id: ActivityId,
    /// What the participants are asked to do, in a few words.
    pub title: String,
    /// What kind of activity, with what only that kind has.
    pub kind: ActivityKind,
    /// Its countdowns, the outermost first; may be empty.
    pub timers: Vec<TimerPlan>,
    /// How many people work together: 2 for pairs, 3 for tables of three.
    pub group_size: Option<u8>,
}

/// What only one kind of activity has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActivityKind {
    /// A show of hands: each choice may be raised, several at once.
    Poll(Poll),
    /// Timed writing.
    Drill(Drill),
    /// Groups decide; the answer is revealed afterwards.
    Vote(Vote),
    /// The promises that participants make.
    Commitments(Commitments),
}

/// A show of hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// Asked of the room.
    pub question: String,
    /// Each may be raised by each participant.
    pub choices: Vec<Choice>,
    /// The line, in percent of hands, that the result is compared with.
    pub line_percent: Option<u8>,
    /// Says what the line means.
    pub line_label: Option<String>,
}

/// A choice of a poll or a vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Unique in the activity.
    pub id: ChoiceId,
    /// What people see.
    pub label: String,
}

/// Timed writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// What to do, in one or two sentences.
    pub instructions: String,
    /// What to write.
    pub fields: Vec<Field>,
    /// The timer that the writing is measured against.
    pub writing_timer: Option<TimerId>,
}

/// Groups decide; the answer is revealed afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// What is read aloud.
    pub statement: String,
    /// Asked about the statement.
    pub question: String,
    /// One is chosen.
    pub choices: Vec<Choice>,
    /// The answer, in a few words.
    pub answer: String,
    /// Why, one sentence each.
    pub reasons: Vec<String>,
}

/// The promises that participants make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitments {
    /// What to do with them, in one or two sentences.
    pub instructions: String,
    /// One commitment of each kind is asked of each participant.
    pub kinds: Vec<CommitmentKind>,
}

/// One of the promises that a training asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CommitmentKind {
    /// Unique in the training.
    pub id: KindId,
    /// A few words, for example "The pre-read template".
    pub title: String,
    /// What exactly is promised, one sentence.
    pub promise: String,
    /// What the date of the promise is called, for example "Deadline".
    pub due_label: String,
    /// Where the date starts from; the participant can change it.
    pub due: DueRule,
    /// What else is asked.
    pub fields: Vec<Field>,
    /// How often what is promised repeats.
    pub repeat: Option<Repeat>,
    /// How long the meeting that is promised takes.
    pub meeting: Option<Span>,
}

/// Turns the day of a session into the date of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DueRule {
    /// The first such day after the session's day.
    Next(Weekday),
    /// The last such day of the session's month that is still to come, or else of the month after
    /// it. Without a day: the day of the week on which the session is held.
    LastOfMonth(Option<Weekday>),
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// How often a meeting repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Repeat {
    Weekly,
    Monthly,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Field {
    /// Unique in its form.
    pub id: FieldId,
    /// What people see.
    pub label: String,
    /// Says what a good entry looks like; may be empty.
    pub help: String,
    /// What is entered.
    pub input: FieldInput,
    /// What stands there before anything is entered; may be empty.
    pub initial: String,
    /// Whether a good entry holds a link: advice to whoever writes, no rule.
    #[serde(default)]
    pub asks_link: bool,
    /// Kinds of entry to pick from; the one that was picked begins the entry, before a colon.
    #[serde(default)]
    pub options: Vec<String>,
    /// Openings that make a question read as an instruction: advice too.
    #[serde(default)]
    pub directives: Vec<String>,
}

/// What is entered into a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldInput {
    /// One line.
    #[default]
    Line,
    /// Several lines.
    Paragraph,
    /// A time of day.
    Time,
    /// Several lines that end with a question mark.
    Question,
}

/// A countdown of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimerPlan {
    /// Unique in the training.
    pub id: TimerId,
    /// What people see.
    pub label: String,
    /// How long it runs.
    pub planned: Span,
}

/// Words to say as they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    /// For example "Opening script".
    pub title: String,
    /// Who says it, and when.
    pub said_by: String,
    /// The words.
    pub text: String,
}

/// What not to say, and what to say instead, in the same order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrases {
    /// What not to say.
    pub banned: Vec<String>,
    /// What to say instead.
    pub replacements: Vec<String>,
}

/// Something to take home: it is in the participants' hands, and on no slide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Takeaway {
    /// The name that people see.
    pub title: String,
    /// What it is good for; may be empty.
    pub intro: String,
    /// Its entries, in order.
    pub items: Vec<String>,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer_html: String,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Author, work, publisher, year, place.
    pub text_html: String,
}

impl Training {
    /// The activity with this id.
    pub fn activity(&self, id: &ActivityId) -> Option<&Activity> {
        self.activities.iter().find(|activity| activity.id == *id)
    }

    /// All countdowns of all activities.
    pub fn timers(&self) -> impl Iterator<Item = &TimerPlan> {
        self.activities.iter().flat_map(|activity| &activity.timers)
    }

    /// The sum of the sections' planned time.
    pub fn planned(&self) -> Span {
        self.sections.iter().map(|section| section.planned).sum()
    }
}
