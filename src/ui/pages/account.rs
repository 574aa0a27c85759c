//! Users: signing in by a name and a password, and choosing one.

use leptos::prelude::*;

/// How facilitators can come in, other than by a link.
#[derive(Clone, Copy, Debug)]
pub struct WaysIn {
    /// By a name and a password: there is somebody who could have one.
    pub password: bool,
    /// By a provider that the company has already.
    pub provider: bool,
}

/// Asks for a name and a password, or leads on to the provider.
#[component]
pub fn PasswordPage(
    /// How one can come in.
    ways: WaysIn,
    /// What was typed as a name.
    name: String,
    /// Whether what was typed was wrong.
    is_wrong: bool,
) -> impl IntoView {
    if !(ways.password || ways.provider) {
        return view! {
            <main class="sheet">
                <p class="brand">"Plenary"</p>
                <h1>"Sign in"</h1>
                <p>"Open the sign-in link that the server prints in its terminal. On a server that several facilitators share, whoever runs it gives each a sign-in of their own with "<code>"plenary user add"</code>"."</p>
                <a class="button" href="/">"Join a session"</a>
            </main>
        }
        .into_any();
    }
    let problem = is_wrong.then(|| {
        view! { <p class="form-status" data-tone="refused" role="alert">"This name and this password do not belong together. Check both, or ask whoever runs the server for a new link."</p> }
    });
    let provider = ways.provider.then(|| {
        view! { <a class="button primary" href="/sign-in/oidc">"Sign in with your company’s account"</a> }
    });
    let primary = (!ways.provider).then_some("primary");
    let form = ways.password.then(|| {
        view! {
            <form method="post" action="/sign-in">
                <label class="field">
                    <span class="field-label">"Name"</span>
                    <input type="text" name="name" value=name required maxlength="80" autocomplete="username"
                        autocapitalize="none" spellcheck="false"/>
                </label>
                <label class="field">
                    <span class="field-label">"Password"</span>
                    <input type="password" name="password" required maxlength="256" autocomplete="current-password"/>
                </label>
                <button type="submit" class=primary>"Sign in"</button>
            </form>
        }
    });
    view! {
        <main class="sheet">
            <p class="brand">"Plenary"</p>
            <h1>"Sign in"</h1>
            {problem}
            {provider}
            {form}
        </main>
    }
    .into_any()
}

/// Asks for a new password.
#[component]
pub fn AccountPage(
    /// The user.
    name: String,
    /// Whether they have one.
    has_one: bool,
    /// Why what was typed cannot be taken.
    problem: Option<String>,
    /// How many characters a password has at least.
    shortest: usize,
) -> impl IntoView {
    let present = has_one.then(|| {
        view! {
            <label class="field">
                <span class="field-label">"Present password"</span>
                <input type="password" name="present" required maxlength="256" autocomplete="current-password"/>
            </label>
        }
    });
    let problem = problem.map(|problem| {
        view! { <p class="form-status" data-tone="refused" role="alert">{problem}</p> }
    });
    view! {
        <main class="sheet">
            <p class="brand">"Plenary"</p>
            <h1>"Choose a password"</h1>
            <p>"With it you sign in as "<strong>{name.clone()}</strong>" from any browser. All others that are signed in as you are signed out."</p>
            {problem}
            <form method="post" action="/account/password">
                <span class="visually-hidden" aria-hidden="true">
                    <input type="text" name="name" value=name autocomplete="username" tabindex="-1" readonly/>
                </span>
                {present}
                <label class="field">
                    <span class="field-label">"New password"</span>
                    <input type="password" name="password" required minlength=shortest.to_string() maxlength="256"
                        autocomplete="new-password"/>
                    <span class="field-help">{format!("At least {shortest} characters.")}</span>
                </label>
                <button type="submit" class="primary">"Keep it"</button>
            </form>
            <a class="quiet" href="/facilitate">"My sessions"</a>
        </main>
    }
}
