//! What is going on.

use crate::domain::session::Phase;
use crate::domain::views::PhoneView;
use crate::ui::text;
use leptos::prelude::*;

/// What is going on, and the slide for whoever cannot read the projector.
pub fn now(view: &PhoneView) -> AnyView {
    match (view.stage.phase, &view.slide) {
        (Phase::Ended { .. }, _) => view! {
            <h1>"Thank you"</h1>
            <p>"The session is over. What you wrote has been kept."</p>
        }
        .into_any(),
        (Phase::Running { .. }, Some(slide)) => {
            let section = &view.stage.section;
            let place = format!(
                "Section {} of {} · {}",
                section.number, section.count, section.title
            );
            let language = text::other_language(&view.language);
            view! {
                <p class="now-section">{place}</p>
                <h1 class="now-slide" lang=language.clone()>{slide.title.clone()}</h1>
                <details class="on-screen" id="on-screen">
                    <summary>"Read the screen here"</summary>
                    <div class="on-screen-slide" lang=language inner_html=slide.html.clone()></div>
                </details>
            }
            .into_any()
        }
        _ => view! {
            <h1>"You are in"</h1>
            <p>"The session begins in a moment. Keep this page open: it changes by itself."</p>
        }
        .into_any(),
    }
}

/// For somebody whom the facilitator has taken off the list.
pub fn removed() -> AnyView {
    view! {
        <h1>"You are off the list"</h1>
        <p>"The facilitator has taken you off the list of this session. Ask them if you would like to come back."</p>
    }
    .into_any()
}
