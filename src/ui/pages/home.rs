//! The front door.

use leptos::prelude::*;

/// Asks for a code.
#[component]
pub fn HomePage(
    /// Whether the facilitator is signed in here.
    is_facilitator: bool,
) -> impl IntoView {
    let way_in = if is_facilitator {
        view! { <a class="button" href="/facilitate">"My sessions"</a> }.into_any()
    } else {
        view! { <p class="aside">"Facilitator? "<a href="/sign-in">"Sign in"</a></p> }.into_any()
    };
    view! {
        <main class="sheet">
            <p class="brand">"Plenary"</p>
            <h1>"Join a session"</h1>
            <CodeForm/>
            {way_in}
        </main>
    }
}

/// The field for a code.
#[component]
pub fn CodeForm() -> impl IntoView {
    view! {
        <form class="code-form" method="get" action="/">
            <label class="field">
                <span class="field-label">"Code on the projector"</span>
                <input type="text" name="code" class="code-input" required maxlength="12" autocomplete="off"
                    autocapitalize="characters" spellcheck="false" placeholder="ABC234"/>
            </label>
            <button type="submit" class="primary">"Go on"</button>
        </form>
    }
}
