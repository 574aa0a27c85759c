//! From a Leptos view to a page.

use super::site;
use axum::response::Html;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use std::sync::Arc;

/// A whole page. Its views are complete before they are rendered, so nothing is streamed and no
/// inline script is needed: the one script is a file, which a strict content security policy likes.
pub fn page<View: IntoView>(
    title: &str,
    class: &'static str,
    body: impl FnOnce() -> View,
) -> Html<String> {
    document(title, class, false, body)
}

/// A page with islands.
pub fn live_page<View: IntoView>(
    title: &str,
    class: &'static str,
    body: impl FnOnce() -> View,
) -> Html<String> {
    document(title, class, true, body)
}

fn document<View: IntoView>(
    title: &str,
    class: &'static str,
    is_live: bool,
    body: impl FnOnce() -> View,
) -> Html<String> {
    let title = title.to_owned();
    // Islands number what they render in a context that a page's views share.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        let scripts = is_live.then(|| {
            view! {
                <link rel="preload" href=site::wasm() r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
                <script type="module" src=site::script()></script>
            }
        });
        view! {
            <html lang="en" class=class>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                    <meta name="color-scheme" content="light dark"/>
                    <title>{title}</title>
                    <link rel="icon" type="image/svg+xml" href=site::file("icon.svg")/>
                    <link rel="stylesheet" href=site::style()/>
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
