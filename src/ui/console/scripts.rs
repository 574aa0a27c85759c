//! Scripts, large enough to be read from a laptop while standing.

use crate::domain::views::{ScriptView, SlideView};
use crate::ui::drawing::{Shown, click, drawn, whenever};
use crate::ui::keys::Overlays;
use leptos::html;
use leptos::prelude::*;

/// Which script stands on the slide that is shown.
pub fn script_here(
    scripts: StoredValue<Vec<ScriptView>>,
    slide: Memo<Option<SlideView>>,
) -> Memo<Option<usize>> {
    Memo::new(move |_| {
        let position = slide.read().as_ref()?.position;
        let place = (Some(position.section), Some(position.slide));
        scripts.with_value(|scripts| {
            scripts
                .iter()
                .position(|script| (script.section, script.slide) == place)
        })
    })
}

/// A button that opens the script of the slide that is shown.
#[component]
pub fn ScriptButton(
    /// What lies over the page.
    overlays: Overlays,
) -> impl IntoView {
    view! {
        <Shown when=move || overlays.script_here.read().is_some()>
            <button type="button" class="script-here" on:click=click(move |_| overlays.toggle_script())>
                "Open the script "<kbd>"T"</kbd>
            </button>
        </Shown>
    }
}

/// All scripts, to be opened.
#[component]
pub fn ScriptList(
    /// All scripts.
    scripts: StoredValue<Vec<ScriptView>>,
    /// What lies over the page.
    overlays: Overlays,
) -> impl IntoView {
    let titles = scripts.with_value(|scripts| {
        let titles = scripts.iter().map(|script| script.title.clone());
        titles.enumerate().collect::<Vec<_>>()
    });
    if titles.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = titles
        .into_iter()
        .map(|(index, title)| {
            let open = move |_| overlays.script.set(Some(index));
            view! { <li><button type="button" class="script-open" on:click=click(open)>{title}</button></li> }
        })
        .collect();
    view! {
        <details class="outline-section scripts">
            <summary><span class="outline-title">"Scripts"</span></summary>
            <ol>{items}</ol>
        </details>
    }
    .into_any()
}

/// The script that is open. The moves stay in reach below it.
#[component]
pub fn Teleprompter(
    /// All scripts.
    scripts: StoredValue<Vec<ScriptView>>,
    /// What lies over the page.
    overlays: Overlays,
) -> impl IntoView {
    let open = move || {
        let index = overlays.script.get()?;
        let script = scripts.with_value(|scripts| scripts.get(index).cloned())?;
        Some(view! { <OpenScript script overlays/> })
    };
    drawn(move || open().into_any())
}

#[component]
fn OpenScript(
    /// The script.
    script: ScriptView,
    /// What lies over the page.
    overlays: Overlays,
) -> impl IntoView {
    let node = NodeRef::<html::Section>::new();
    // Whoever reads it with a screen reader or scrolls it by keys is in it at once.
    whenever(move || {
        if let Some(section) = node.get() {
            let _ = section.focus();
        }
    });
    let paragraphs: Vec<_> = script
        .text
        .split("\n\n")
        .map(|paragraph| view! { <p>{paragraph.to_owned()}</p> })
        .collect();
    let label = script.title.clone();
    view! {
        <section class="teleprompter" role="dialog" aria-label=label tabindex="-1" node_ref=node>
            <div class="teleprompter-head">
                <h2>{script.title}</h2>
                <p>{script.said_by}</p>
                <button type="button" class="teleprompter-close" on:click=click(move |_| overlays.script.set(None))>"Close"</button>
            </div>
            <div class="teleprompter-words">{paragraphs}</div>
        </section>
    }
}
