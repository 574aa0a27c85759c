//! The state of a session.

use super::event::{Event, Record};
use super::participant::{CommitmentName, HandCount, Participant};
use super::projector_mode::ProjectorMode;
use crate::domain::agenda::{Agenda, Position};
use crate::domain::ids::{ActivityId, CommandId, JoinCode, KeyDigest, ParticipantId, TimerId};
use crate::domain::rehearsal::Rehearsal;
use crate::domain::seating::Seating;
use crate::domain::time::{Instant, Span};
use crate::domain::timer::Timer;
use crate::domain::training::{Slide, Training};
use imbl::OrdMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Everything that is known of one run of a training.
///
/// What is large is shared, so that a snapshot for the views costs little.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub(in crate::domain) training: Arc<Training>,
    pub(in crate::domain) title: String,
    pub(in crate::domain) code: JoinCode,
    pub(in crate::domain) date: Date,
    pub(in crate::domain) time_zone: String,
    pub(in crate::domain) utc_offset: Span,
    pub(in crate::domain) expires: Option<Date>,
    pub(in crate::domain) rehearsal: Option<Rehearsal>,
    pub(in crate::domain) phase: Phase,
    pub(in crate::domain) position: Position,
    pub(in crate::domain) shown: BTreeSet<ActivityId>,
    /// The slides that have been shown, by section and slide.
    pub(in crate::domain) shown_slides: BTreeSet<(usize, usize)>,
    pub(in crate::domain) agenda: Agenda,
    /// Since when the session pauses, if it does.
    pub(in crate::domain) paused_at: Option<Instant>,
    /// How long it has paused in all, without the pause that is on.
    pub(in crate::domain) paused: Span,
    /// The timers that go on when the pause is over.
    pub(in crate::domain) held_timers: BTreeSet<TimerId>,
    pub(in crate::domain) timers: BTreeMap<TimerId, Timer>,
    /// The timers that have ever been started, also those that were reset since.
    pub(in crate::domain) started: BTreeSet<TimerId>,
    pub(in crate::domain) revealed: BTreeSet<ActivityId>,
    pub(in crate::domain) closed: BTreeSet<ActivityId>,
    pub(in crate::domain) hands: BTreeMap<ActivityId, HandCount>,
    pub(in crate::domain) groups: BTreeMap<ActivityId, Arc<Seating>>,
    /// The activities that have groups, the one whose groups were formed last at the end.
    pub(in crate::domain) formed: Vec<ActivityId>,
    /// Which question of the training's list shows.
    pub(in crate::domain) question: Option<usize>,
    pub(in crate::domain) reading: Option<CommitmentName>,
    pub(in crate::domain) read: BTreeSet<CommitmentName>,
    pub(in crate::domain) black: bool,
    pub(in crate::domain) join_shown: bool,
    pub(in crate::domain) projector_mode: ProjectorMode,
    pub(in crate::domain) locked: bool,
    // These grow with the room, and a copy of them costs nothing.
    pub(in crate::domain) participants: OrdMap<ParticipantId, Arc<Participant>>,
    pub(in crate::domain) by_key: OrdMap<KeyDigest, ParticipantId>,
    pub(in crate::domain) by_return_key: OrdMap<KeyDigest, ParticipantId>,
    /// Who had come in twice, by the id that is no longer on the list.
    pub(in crate::domain) merged: OrdMap<ParticipantId, ParticipantId>,
    pub(in crate::domain) notes: String,
    /// The latest sequence number that may have changed what is only a participant's, for all.
    pub(in crate::domain) everybody_changed: u64,
    /// The same for anybody.
    pub(in crate::domain) anybody_changed: u64,
    pub(super) commands: HashSet<CommandId>,
    /// How many people on the list have each name: one, unless names were erased.
    pub(super) names: HashMap<String, usize>,
    pub(super) sequence: u64,
    pub(super) latest: Instant,
}

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "snake_case")]
pub enum Phase {
    /// People come in; nothing runs.
    Lobby,
    /// The training runs.
    Running {
        /// Since when.
        began_at: Instant,
    },
    /// It is over.
    Ended {
        /// Since when; the same as `at` when it was never begun.
        began_at: Instant,
        /// When it ended.
        at: Instant,
    },
}

impl Session {
    /// The session that a log begins; none where its first event is not [`Event::Created`].
    pub fn begin(first: &Record) -> Option<Self> {
        let Event::Created {
            training,
            title,
            code,
            date,
            time_zone,
            utc_offset,
            expires,
            rehearsal,
        } = &first.event
        else {
            return None;
        };
        Some(Self {
            training: Arc::clone(training),
            title: title.clone(),
            code: code.clone(),
            date: *date,
            time_zone: time_zone.clone(),
            utc_offset: *utc_offset,
            expires: *expires,
            rehearsal: *rehearsal,
            phase: Phase::Lobby,
            position: Position::default(),
            shown: BTreeSet::new(),
            shown_slides: BTreeSet::new(),
            agenda: Agenda::default(),
            paused_at: None,
            paused: Span::ZERO,
            held_timers: BTreeSet::new(),
            timers: training
                .timers()
                .map(|plan| (plan.id.clone(), Timer::idle(plan.planned)))
                .collect(),
            started: BTreeSet::new(),
            revealed: BTreeSet::new(),
            closed: BTreeSet::new(),
            hands: BTreeMap::new(),
            groups: BTreeMap::new(),
            formed: Vec::new(),
            question: None,
            reading: None,
            read: BTreeSet::new(),
            black: false,
            join_shown: true,
            projector_mode: ProjectorMode::default(),
            locked: false,
            participants: OrdMap::new(),
            by_key: OrdMap::new(),
            by_return_key: OrdMap::new(),
            merged: OrdMap::new(),
            notes: String::new(),
            everybody_changed: first.sequence,
            anybody_changed: first.sequence,
            commands: HashSet::new(),
            names: HashMap::new(),
            sequence: first.sequence,
            latest: first.at,
        })
    }

    /// The session that a whole log gives; none for a log that does not begin with its creation.
    pub fn replay<'a>(log: impl IntoIterator<Item = &'a Record>) -> Option<Self> {
        let mut log = log.into_iter();
        let mut session = Self::begin(log.next()?)?;
        for record in log {
            session.apply(record);
        }
        Some(session)
    }

    /// A copy to derive views from. It is cheap: what is large is shared, and what only
    /// [`Session::decide`] needs stays behind.
    pub fn snapshot(&mut self) -> Self {
        let commands = std::mem::take(&mut self.commands);
        let names = std::mem::take(&mut self.names);
        let snapshot = self.clone();
        self.commands = commands;
        self.names = names;
        snapshot
    }

    /// Takes back what has been applied since a snapshot was made of it.
    pub fn go_back(&mut self, to: &Self, since: &[Record]) {
        let mut commands = std::mem::take(&mut self.commands);
        for command in since.iter().filter_map(|record| record.command.as_ref()) {
            commands.remove(command);
        }
        *self = to.clone();
        self.commands = commands;
        self.name_everybody();
    }

    /// The material that is run through.
    pub fn training(&self) -> &Training {
        &self.training
    }

    /// The name of this run.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Names the session to people.
    pub fn code(&self) -> &JoinCode {
        &self.code
    }

    /// The day of the session in its time zone.
    pub fn date(&self) -> Date {
        self.date
    }

    /// An IANA name.
    pub fn time_zone(&self) -> &str {
        &self.time_zone
    }

    /// What the time zone adds to UTC on the day of the session.
    pub fn utc_offset(&self) -> Span {
        self.utc_offset
    }

    /// The day, in its time zone, on which everything about the session is deleted.
    pub fn expires(&self) -> Option<Date> {
        self.expires
    }

    /// The slides that have been shown, each by its section and its place there, from 0.
    pub fn shown_slides(&self) -> &BTreeSet<(usize, usize)> {
        &self.shown_slides
    }

    /// The hands that were counted by eye in a poll, if they were.
    pub fn hands_of(&self, poll: &ActivityId) -> Option<&HandCount> {
        self.hands.get(poll)
    }

    /// What the facilitator would change next time.
    pub fn notes(&self) -> &str {
        &self.notes
    }

    /// How far the session has come.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The number of the latest record; also the revision of everything that is derived.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The time of the latest record. Time never runs backwards in a session: whoever calls
    /// [`Session::decide`] gives the larger of this and the clock.
    pub fn latest(&self) -> Instant {
        self.latest
    }

    /// Whether a command has had its effect already.
    pub fn has_seen(&self, command: &CommandId) -> bool {
        self.commands.contains(command)
    }

    /// Who holds the key with this digest, sent out or not.
    pub fn holder(&self, key: &KeyDigest) -> Option<&Participant> {
        self.participant(self.by_key.get(key)?)
    }

    /// Who can come back by the return key with this digest, sent out or not.
    pub fn returning(&self, key: &KeyDigest) -> Option<&Participant> {
        self.participant(self.by_return_key.get(key)?)
    }

    /// Whether somebody has a link to come back by.
    pub fn has_return_link(&self, id: &ParticipantId) -> bool {
        self.by_return_key.values().any(|holder| holder == id)
    }

    /// Somebody who has joined, sent out or not.
    pub fn participant(&self, id: &ParticipantId) -> Option<&Participant> {
        self.participants.get(id).map(Arc::as_ref)
    }

    /// Everybody who has come in and not been sent out, in the order of joining.
    pub fn present(&self) -> Vec<&Participant> {
        self.in_order(|participant| !participant.removed)
    }

    /// Everybody who has been sent out, in the order of joining.
    pub fn removed(&self) -> Vec<&Participant> {
        self.in_order(|participant| participant.removed)
    }

    fn in_order(&self, is_meant: impl Fn(&Participant) -> bool) -> Vec<&Participant> {
        let everybody = self.participants.values().map(Arc::as_ref);
        let mut meant: Vec<_> = everybody
            .filter(|participant| is_meant(participant))
            .collect();
        meant.sort_by(|one, other| (one.joined_at, &one.id).cmp(&(other.joined_at, &other.id)));
        meant
    }

    /// The groups of an activity; none before they are formed.
    pub(in crate::domain) fn groups_of(&self, activity: &ActivityId) -> &[Vec<ParticipantId>] {
        let seating = self.groups.get(activity);
        seating.map_or(&[], |seating| seating.groups())
    }

    /// The group in which somebody works, with its index.
    pub(in crate::domain) fn group_of(
        &self,
        activity: &ActivityId,
        id: &ParticipantId,
    ) -> Option<(usize, &[ParticipantId])> {
        self.groups.get(activity)?.group_of(id)
    }

    /// The number of the group in which somebody works, from 1; none before groups are formed.
    pub fn group_number(&self, activity: &ActivityId, id: &ParticipantId) -> Option<usize> {
        self.group_of(activity, id).map(|(index, _)| index + 1)
    }

    /// The slide that is shown.
    pub fn slide(&self) -> Option<&Slide> {
        let section = self.training.sections.get(self.position.section)?;
        section.slides.get(self.position.slide)
    }
}
