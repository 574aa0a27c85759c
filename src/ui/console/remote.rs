//! A QR code that signs the facilitator's own phone in, as a remote.

use crate::ui::driver::{SignInLink, remote_link};
use crate::ui::projector::Entrance;
use leptos::prelude::*;

/// Makes the link when it is asked for: each works once, for a few minutes.
#[component]
pub fn Remote(
    /// The session.
    entrance: Entrance,
) -> impl IntoView {
    let link = RwSignal::new(None::<Result<SignInLink, String>>);
    let code = entrance.code;
    let ask = move |_| {
        let code = code.clone();
        leptos::task::spawn_local(async move {
            let answer = remote_link(code).await;
            link.set(Some(answer.map_err(|error| error.to_string())));
        });
    };
    let shown = move || {
        link.get().map(|link| match link {
            Ok(link) => view! {
                <p>"Scan this with your own phone. It works once, within ten minutes, and signs that phone in as facilitator: do not show it to the room."</p>
                <figure class="remote-qr" role="img" aria-label="QR code of the sign-in link" inner_html=link.qr_svg></figure>
                <p class="remote-url">{link.url}</p>
            }
            .into_any(),
            Err(problem) => view! { <p role="alert">{problem}</p> }.into_any(),
        })
    };
    view! {
        <button type="button" class="remote-open" on:click=ask>"Phone as remote"</button>
        <Show when=move || link.read().is_some()>
            <aside class="remote" aria-label="Phone as remote">
                {shown}
                <button type="button" on:click=move |_| link.set(None)>"Close"</button>
            </aside>
        </Show>
    }
}
