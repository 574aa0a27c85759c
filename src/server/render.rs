//! From a Leptos view to a page, or to a part of one.

use super::{accent, site};
use crate::domain::accent::Accent;
use crate::domain::training::Training;
use crate::ui::text;
use axum::response::Html;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;

/// The code and the style that a page loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// For participants: as small as can be.
    Phone,
    /// For the room.
    Projector,
    /// For who drives.
    Console,
    /// For the facilitator's other pages.
    Desk,
}

/// How a page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    bundle: Bundle,
    accent: Option<Accent>,
}

impl Bundle {
    /// In the colour of a training.
    pub fn accented(self, training: &Training) -> Look {
        Look {
            bundle: self,
            accent: training.accent,
        }
    }
}

impl From<Bundle> for Look {
    fn from(bundle: Bundle) -> Self {
        Self {
            bundle,
            accent: None,
        }
    }
}

/// A whole page without islands. Its views are complete before they are rendered, so nothing is
/// streamed and no inline script is needed: the one script is a file, which a strict content security
/// policy likes.
pub fn page<View: IntoView>(
    title: &str,
    class: &'static str,
    look: impl Into<Look>,
    body: impl FnOnce() -> View,
) -> Html<String> {
    document(title, class, look.into(), false, body)
}

/// A page with islands.
pub fn live_page<View: IntoView>(
    title: &str,
    class: &'static str,
    look: impl Into<Look>,
    body: impl FnOnce() -> View,
) -> Html<String> {
    document(title, class, look.into(), true, body)
}

/// Views without islands, each as HTML, that come into a page which is there already.
pub fn fragments<Name>(views: impl FnOnce() -> Vec<(Name, AnyView)>) -> Vec<(Name, String)> {
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        let views = views().into_iter();
        views.map(|(name, view)| (name, view.to_html())).collect()
    });
    owner.unset_with_forced_cleanup();
    html
}

fn document<View: IntoView>(
    title: &str,
    class: &'static str,
    look: Look,
    is_live: bool,
    body: impl FnOnce() -> View,
) -> Html<String> {
    let title = title.to_owned();
    let bundle = match look.bundle {
        Bundle::Phone => &site::PHONE,
        Bundle::Projector => &site::PROJECTOR,
        Bundle::Console => &site::CONSOLE,
        Bundle::Desk => &site::DESK,
    };
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        let scripts = is_live.then(|| {
            view! {
                <link rel="preload" href=bundle.wasm() r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
                <script type="module" src=bundle.script()></script>
            }
        });
        let accent = look
            .accent
            .map(|accent| view! { <link rel="stylesheet" href=accent::path(accent)/> });
        view! {
            <html lang=text::PAGE_LANGUAGE class=class>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                    <meta name="color-scheme" content="light dark"/>
                    <title>{title}</title>
                    <link rel="icon" type="image/svg+xml" href=site::file("icon.svg")/>
                    <link rel="stylesheet" href=bundle.style()/>
                    {accent}
                    {scripts}
                </head>
                <body>{body().into_view()}</body>
            </html>
        }
        .to_html()
    });
    owner.unset_with_forced_cleanup();
    Html(format!("<!DOCTYPE html>{html}"))
}
