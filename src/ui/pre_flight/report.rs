//! One check on the page.

use leptos::prelude::*;

/// How a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It passes.
    Good,
    /// It fails.
    Bad,
    /// Nothing is known yet.
    Waiting,
    /// Only a person can tell.
    Look,
}

impl Verdict {
    fn state(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Waiting => "waiting",
            Self::Look => "look",
        }
    }

    /// Never by colour alone.
    fn word(self) -> &'static str {
        match self {
            Self::Good => "✓ works",
            Self::Bad => "✗ does not work",
            Self::Waiting => "… waiting",
            Self::Look => "try it",
        }
    }
}

/// A check with its verdict, what was found, and what to do.
#[component]
pub fn Check(
    /// What is checked.
    title: &'static str,
    /// How it stands.
    verdict: Signal<Verdict>,
    /// What was found.
    found: Signal<String>,
    /// What to do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="panel check" data-check=title.to_lowercase() data-state=move || verdict.get().state()>
            <h2>{title}</h2>
            <p class="check-verdict" role="status">{move || verdict.get().word()}</p>
            <div class="check-body">
                <p class="check-found">{move || found.get()}</p>
                {children.map(|children| children())}
            </div>
        </li>
    }
}
