//! Where a sign-in link leads: opening it changes nothing yet.

use leptos::prelude::*;

/// Asks whether this browser is to be signed in. Programs that open links ahead, to show what is
/// behind them, press no button, and so they do not use the link up.
#[component]
pub fn SignInPage(
    /// Where the form is sent.
    action: String,
    /// The name of the co-facilitator whom the link is for; empty for whoever runs the server.
    name: String,
) -> impl IntoView {
    let title = match name.as_str() {
        "" => "Lead from this browser".to_owned(),
        name => format!("Lead as {name} from this browser"),
    };
    view! {
        <main class="sheet">
            <p class="brand">"Plenary"</p>
            <h1>{title}</h1>
            <p>"This link works once, in the browser in which you press the button. It stays signed in for 30 days."</p>
            <form method="post" action=action>
                <button type="submit" class="primary" autofocus>"Sign in"</button>
            </form>
        </main>
    }
}
