//! When something went wrong: one clear sentence, and what to do next.

use super::home::CodeForm;
use leptos::prelude::*;

/// One clear sentence, and what to do next.
#[component]
pub fn ProblemPage(
    /// What is wrong.
    sentence: String,
    /// What to do next.
    advice: String,
    /// Whether a code helps.
    asks_for_code: bool,
    /// Whether it helps to sign in.
    asks_to_sign_in: bool,
) -> impl IntoView {
    view! {
        <main class="sheet">
            <p class="brand"><a href="/">"Plenary"</a></p>
            <h1>{sentence}</h1>
            <p>{advice}</p>
            {asks_to_sign_in.then(|| view! { <a class="button" href="/sign-in">"Sign in"</a> })}
            {asks_for_code.then(|| view! { <CodeForm/> })}
        </main>
    }
}
