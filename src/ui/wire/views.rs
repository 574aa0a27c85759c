//! How each view is read: its fields by their names, as the server writes them.

use super::{Fields, FromWire, Json, variant};
use crate::domain::agenda::{Forecast, Position, SectionClock};
use crate::domain::recovery::{CutName, CutView};
use crate::domain::rehearsal::{Reading, Rehearsal, Speed, Tempo};
use crate::domain::session::{HandCount, Phase, TimerDisplay};
use crate::domain::timer::{Timer, TimerPhase};
use crate::domain::training::{
    Activity, ActivityKind, Choice, CommitmentKind, Commitments, Drill, DueRule, Field, FieldInput,
    Layout, Poll, Repeat, TimerPlan, Vote, Weekday,
};
use crate::domain::views::{
    ActivityView, AddressView, AnswerRow, CommitmentRow, ConsoleView, Cue, FacilitatorView,
    FrozenOn, GroupResult, HistogramBar, OutlineSection, ProjectorModeView, ProjectorView,
    QuestionView, ReadingView, Responses, Results, RosterRow, ScriptView, SectionView, SlideText,
    SlideView, Stage, Tally, TimerView,
};
#[cfg(feature = "console")]
use crate::ui::console::Console;
use crate::ui::driver::{OrderError, SignInLink, Why};
use crate::ui::entrance::Entrance;
#[cfg(feature = "desk")]
use crate::ui::pre_flight::{Findings, PreFlight, ReachedBy};
#[cfg(feature = "projector")]
use crate::ui::projector::Projector;
#[cfg(feature = "desk")]
use crate::ui::time_zone::DayAndTimeZone;

/// Types with their fields.
macro_rules! objects {
    ($($type:ident { $($field:ident),+ $(,)? })+) => {$(
        impl FromWire for $type {
            fn from_wire(json: Json) -> Option<Self> {
                let mut fields = Fields::of(json)?;
                Some(Self {
                    $($field: fields.take(stringify!($field))?,)+
                })
            }
        }
    )+};
}

/// Kinds that have nothing but their name.
macro_rules! names {
    ($($type:ident { $($name:literal $variant:ident),+ $(,)? })+) => {$(
        impl FromWire for $type {
            fn from_wire(json: Json) -> Option<Self> {
                match String::from_wire(json)?.as_str() {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    )+};
}

objects! {
    Activity { id, title, kind, timers, group_size }
    ActivityView { activity, revealed, closed, current }
    AddressView { typed, qr_svg }
    AnswerRow { name, entries, elapsed }
    Choice { id, label }
    CommitmentKind { id, title, promise, due_label, due, fields, repeat, meeting }
    CommitmentRow {
        participant, kind_id, name, kind, entries, due_label, due, group, read, reading, hidden,
    }
    Commitments { instructions, kinds }
    ConsoleView {
        stage, mode, forecast, cuts, question, cue, next, outline, activity, responses, answers, hands,
        seating, roster, removed, commitments, utc_offset, problems, facilitators,
        address,
    }
    Cue { slide, notes_html }
    CutName { section, cut }
    CutView { name, what, saves, is_made }
    Drill { instructions, fields, writing_timer }
    Entrance { session, training, language, code, rehearsal }
    FacilitatorView { name, drives }
    Field { id, label, help, input, initial, asks_link, options, directives }
    Forecast { planned_end, current, later }
    GroupResult { number, choice }
    HandCount { of, counts }
    HistogramBar { label, count }
    OrderError { why, sentence }
    OutlineSection { title, clock, slides }
    Poll { question, choices, line_percent, line_label }
    Position { section, slide, step }
    ProjectorModeView { timer_display, frozen_on, join_large, chime }
    ProjectorView {
        stage, mode, slide, activity, responses, seating, question, reading, headcount, address,
    }
    QuestionView { question, answer_html }
    Reading { clock, tempo }
    ReadingView { name, kind, promise, entries, due_label, due_text }
    Rehearsal { speed, participants }
    Responses { answered, of, by_group, results }
    RosterRow { id, name, answered, commitments, has_phone, hidden }
    ScriptView { section, slide, title, said_by, text }
    SectionClock { planned, spent_before, entered_at, cut }
    SectionView { number, count, title, slides, clock }
    SignInLink { url, qr_svg }
    SlideText { section, slide, number, title, section_title, words }
    SlideView { position, number, count, layout, title, html, steps, activity }
    Stage { phase, section, timers, black, join_shown, locked, paused_at }
    Tally { label, count }
    Timer { length, phase }
    TimerPlan { id, label, planned }
    TimerView { id, label, planned, timer, current }
    Vote { statement, question, choices, answer, reasons }
}

#[cfg(feature = "console")]
objects! {
    Console { entrance, view, scripts, questions, slides, now }
}

#[cfg(feature = "projector")]
objects! {
    Projector { entrance, view, slide_counts, now }
}

#[cfg(feature = "desk")]
objects! {
    DayAndTimeZone { date, time_zone }
    Findings { clock, utc_offset, time_zone, phones, free_bytes, link, qr_svg, is_only_local }
    PreFlight { code, findings }
    ReachedBy { at, device }
}

names! {
    FieldInput { "line" Line, "paragraph" Paragraph, "time" Time, "question" Question }
    Layout {
        "plain" Plain, "title" Title, "statement" Statement, "quote" Quote, "script" Script,
        "phrases" Phrases, "split" Split, "activity" Activity, "sources" Sources,
    }
    Repeat { "weekly" Weekly, "monthly" Monthly }
    TimerDisplay { "full" Full, "bar" Bar, "hidden" Hidden }
    Weekday {
        "monday" Monday, "tuesday" Tuesday, "wednesday" Wednesday, "thursday" Thursday,
        "friday" Friday, "saturday" Saturday, "sunday" Sunday,
    }
    Why {
        "Refused" Refused, "NotSignedIn" NotSignedIn, "OtherSession" OtherSession,
        "NotKept" NotKept, "Unreachable" Unreachable,
    }
}

impl FromWire for ActivityKind {
    fn from_wire(json: Json) -> Option<Self> {
        let (kind, json) = variant(json)?;
        Some(match kind.as_str() {
            "poll" => Self::Poll(FromWire::from_wire(json)?),
            "drill" => Self::Drill(FromWire::from_wire(json)?),
            "vote" => Self::Vote(FromWire::from_wire(json)?),
            "commitments" => Self::Commitments(FromWire::from_wire(json)?),
            _ => return None,
        })
    }
}

impl FromWire for DueRule {
    fn from_wire(json: Json) -> Option<Self> {
        let (kind, json) = variant(json)?;
        Some(match kind.as_str() {
            "next" => Self::Next(FromWire::from_wire(json)?),
            "last-of-month" => Self::LastOfMonth(FromWire::from_wire(json)?),
            _ => return None,
        })
    }
}

impl FromWire for FrozenOn {
    fn from_wire(json: Json) -> Option<Self> {
        let (kind, json) = variant(json)?;
        if kind == "lobby" {
            return Some(Self::Lobby);
        }
        let mut slide = Fields::of(json)?;
        Some(Self::Slide {
            number: slide.take("number")?,
            title: slide.take("title")?,
        })
    }
}

impl FromWire for Phase {
    fn from_wire(json: Json) -> Option<Self> {
        let (kind, json) = variant(json)?;
        if kind == "lobby" {
            return Some(Self::Lobby);
        }
        let mut times = Fields::of(json)?;
        let began_at = times.take("began_at")?;
        Some(match times.take("at")? {
            Some(at) => Self::Ended { began_at, at },
            None => Self::Running { began_at },
        })
    }
}

impl FromWire for Results {
    fn from_wire(json: Json) -> Option<Self> {
        let (kind, json) = variant(json)?;
        Some(match kind.as_str() {
            "poll" => Self::Poll(FromWire::from_wire(json)?),
            "drill" => {
                let mut drill = Fields::of(json)?;
                Self::Drill {
                    inside: drill.take("inside")?,
                    limit: drill.take("limit")?,
                    median: drill.take("median")?,
                    histogram: drill.take("histogram")?,
                }
            }
            "vote" => {
                let mut vote = Fields::of(json)?;
                Self::Vote {
                    tallies: vote.take("tallies")?,
                    groups: vote.take("groups")?,
                }
            }
            "commitments" => Self::Commitments(FromWire::from_wire(json)?),
            _ => return None,
        })
    }
}

impl FromWire for Speed {
    fn from_wire(json: Json) -> Option<Self> {
        u8::from_wire(json).map(Self::from)
    }
}

impl FromWire for Tempo {
    fn from_wire(json: Json) -> Option<Self> {
        let mut tempo = Fields::of(json)?;
        Some(Self::new(
            tempo.take("clock")?,
            tempo.take("session")?,
            tempo.take("speed")?,
        ))
    }
}

impl FromWire for TimerPhase {
    fn from_wire(json: Json) -> Option<Self> {
        let (kind, json) = variant(json)?;
        if kind == "idle" {
            return Some(Self::Idle);
        }
        let mut times = Fields::of(json)?;
        Some(match kind.as_str() {
            "running" => Self::Running {
                ends_at: times.take("ends_at")?,
            },
            "paused" => Self::Paused {
                remaining: times.take("remaining")?,
            },
            "overtime" => Self::Overtime {
                since: times.take("since")?,
            },
            _ => return None,
        })
    }
}
