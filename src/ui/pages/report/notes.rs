//! What the facilitator would change next time.

use super::super::refusal::Refusal;
use crate::domain::text::LONGEST_NOTES;
use crate::ui::text;
use leptos::prelude::*;

/// The form for notes.
#[derive(Clone, Debug)]
pub struct NotesForm {
    /// What stands in it.
    pub text: String,
    /// Why what was sent is refused.
    pub problem: Option<String>,
}

/// A form on a screen; on paper, what has been kept. A text field would show its first lines only.
#[component]
pub fn NotesPanel(
    /// What has been kept.
    kept: String,
    /// What the form holds.
    form: NotesForm,
    /// The code.
    code: String,
) -> impl IntoView {
    let is_empty = kept.is_empty();
    let is_kept = !is_empty && form.problem.is_none();
    let status = is_kept
        .then(|| view! { <p class="form-status" data-tone="kept">"Kept with the session."</p> });
    view! {
        <section class="panel notes" id="notes" class:nothing-kept=is_empty>
            <h2>"What to change next time"</h2>
            <form method="post" action=format!("/s/{code}/report/notes")>
                <label class="field">
                    <span class="field-label">"Your notes"</span>
                    <span class="field-help">"For whoever runs this training next. They are printed with the report and deleted with the session."</span>
                    <textarea name="notes" rows="5" maxlength=LONGEST_NOTES.to_string()>{text::in_textarea(&form.text)}</textarea>
                </label>
                {status}
                <Refusal problem=form.problem/>
                <button type="submit" class="primary">"Keep the notes"</button>
            </form>
            <p class="notes-on-paper">{kept}</p>
        </section>
    }
}
