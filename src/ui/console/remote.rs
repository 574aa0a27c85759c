//! Links that sign other devices in at this session's console: the facilitator's own phone, and
//! co-facilitators.

use crate::domain::ids::JoinCode;
use crate::domain::text::LONGEST_NAME;
use crate::domain::views::FacilitatorView;
use crate::ui::drawing::{Shown, attribute, click, drawn, on, typed_into};
use crate::ui::driver::SignInLink;
use crate::ui::part::Part;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Makes a link when it is asked for: each works once, for a few minutes.
#[component]
pub fn Remote(
    /// The session.
    code: JoinCode,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let link = RwSignal::new(None::<(Option<String>, Result<SignInLink, String>)>);
    let code = StoredValue::new(code);
    let ask = move |name: String| {
        #[cfg(feature = "hydrate")]
        wasm_bindgen_futures::spawn_local(async move {
            let code = code.get_value();
            let answer = crate::ui::driver::ask_for_link(&code, &name).await;
            let whose = (!name.trim().is_empty()).then_some(name);
            link.set(Some((whose, answer.map_err(|error| error.sentence))));
        });
        #[cfg(not(feature = "hydrate"))]
        let _ = (name, code);
    };
    let invite = move |event: SubmitEvent| {
        event.prevent_default();
        ask(name.get_untracked());
    };
    let open = move |_| {
        link.set(None);
        is_open.update(|is_open| *is_open = !*is_open);
    };
    let shown = move || {
        let answer = link.get().map(|(whose, link)| match link {
            Ok(link) => {
                let sentence = match whose {
                    Some(name) => format!("{name} scans this, or opens the link. It works once, within ten minutes, and lets them drive with you: do not show it to the room."),
                    None => "Scan this with your own phone. It works once, within ten minutes, and signs that phone in as facilitator: do not show it to the room.".to_owned(),
                };
                view! {
                    <p>{sentence}</p>
                    <figure class="remote-qr" role="img" aria-label="QR code of the sign-in link" inner_html=link.qr_svg></figure>
                    <p class="remote-url">{link.url}</p>
                }
                .into_any()
            }
            Err(problem) => view! { <p role="alert">{problem}</p> }.into_any(),
        });
        answer.into_any()
    };
    view! {
        <button type="button" class="remote-open" aria-expanded=attribute(move || is_open.get().to_string()) on:click=click(open)>"Add a device"</button>
        <Shown when=move || is_open.get()>
            <aside class="remote" aria-label="Add a device">
                <button type="button" class="remote-own" on:click=click(move |_| ask(String::new()))>"My phone as remote"</button>
                <form class="remote-invite" on:submit=on(invite)>
                    <label class="field">
                        <span class="field-label">"Or a co-facilitator, by name"</span>
                        <input type="text" required maxlength=LONGEST_NAME.to_string() autocomplete="off"
                            prop:value=name on:input=typed_into(name)/>
                    </label>
                    <button type="submit">"Make a link"</button>
                </form>
                {drawn(shown)}
                <button type="button" on:click=click(open)>"Close"</button>
            </aside>
        </Shown>
    }
}

/// Who drives, where there is more than one at a console.
#[component]
pub fn Facilitators(
    /// Who is at a console.
    facilitators: Part<Vec<FacilitatorView>>,
) -> impl IntoView {
    let names = move || {
        let facilitators = facilitators.get().into_iter();
        facilitators
            .map(|one| {
                let does = if one.drives { "drives" } else { "is here" };
                view! { <li data-drives=one.drives.to_string()><strong>{one.name}</strong>" "{does}</li> }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <Shown when=move || { facilitators.read().len() > 1 }>
            <ul class="facilitators" aria-label="Facilitators">{drawn(names)}</ul>
        </Shown>
    }
}
