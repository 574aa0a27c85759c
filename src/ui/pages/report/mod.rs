//! What a session came to: a page to read on a screen, to print, and to hand on.

mod chart;
mod commitments;
mod earlier;
mod left_out;
mod notes;
mod participation;
mod responses;
mod time;

use crate::export::Handout;
use crate::ui::pages::export_links::ExportLinks;
use crate::ui::text;
use commitments::CommitmentsPanel;
use earlier::EarlierPanel;
use left_out::LeftOutPanel;
use leptos::prelude::*;
pub use notes::NotesForm;
use notes::NotesPanel;
use participation::ParticipationPanel;
use responses::ResponsesPanel;
use time::TimePanel;

/// The report: planned against actual, who took part, what was answered and promised, what was left
/// out, what to change next time, and how all of that was in earlier sessions.
#[component]
pub fn ReportPage(
    /// What happened.
    handout: Handout,
    /// What the form for notes holds.
    notes: NotesForm,
) -> impl IntoView {
    let report = handout.report;
    let code = report.code.to_string();
    let standing = (!handout.is_over).then(|| {
        view! { <p class="report-standing">"The session has not ended: this is how it stands now."</p> }
    });
    let is_real = report.rehearsal.is_none();
    let links = is_real.then(|| {
        view! {
            <a href=format!("/s/{code}/check-ins")>"Check-ins"</a>
            <ExportLinks code=code.clone()/>
        }
    });
    let rehearsal = report.rehearsal.map(|rehearsal| {
        let speed = match rehearsal.speed.times() {
            1 => "at the real speed".to_owned(),
            times => format!("at {times} times the real speed"),
        };
        let sentence = format!(
            "This was a rehearsal {speed}, with {}. The timing is yours; nothing of it is exported.",
            text::count(usize::from(rehearsal.participants), "simulated participant", "simulated participants")
        );
        view! { <p class="report-standing"><strong>{sentence}</strong></p> }
    });
    let participants = text::count(report.participants, "participant", "participants");
    view! {
        <main class="desk report">
            <header class="desk-header">
                <p class="brand"><a href="/facilitate">"Plenary"</a></p>
                <nav>
                    <a href=format!("/s/{code}/console")>"Console"</a>
                    {links}
                </nav>
            </header>
            <h1>{report.session}</h1>
            <p>{format!("{} · {} · {participants}", report.training, report.day)}</p>
            {rehearsal}
            {standing}
            <TimePanel sections=handout.sections paused=handout.paused/>
            <ParticipationPanel participation=handout.participation activities=report.activities.clone()/>
            <ResponsesPanel activities=report.activities hands=handout.hands/>
            <CommitmentsPanel tables=handout.tables code=code.clone()/>
            <LeftOutPanel left_out=handout.left_out is_over=handout.is_over/>
            <NotesPanel kept=handout.notes form=notes code/>
            <EarlierPanel comparison=handout.comparison/>
        </main>
    }
}
