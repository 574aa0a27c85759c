//! A slide's body.

use crate::domain::training::Layout;
use crate::domain::views::SlideView;
use leptos::prelude::*;

/// The class of a layout.
fn class(layout: Layout) -> &'static str {
    match layout {
        Layout::Plain => "slide layout-plain",
        Layout::Title => "slide layout-title",
        Layout::Statement => "slide layout-statement",
        Layout::Quote => "slide layout-quote",
        Layout::Script => "slide layout-script",
        Layout::Phrases => "slide layout-phrases",
        Layout::Split => "slide layout-split",
        Layout::Activity => "slide layout-activity",
        Layout::Sources => "slide layout-sources",
    }
}

/// A slide's body, as sanitised HTML from the server.
#[component]
pub fn Slide(
    /// The slide.
    slide: SlideView,
) -> impl IntoView {
    view! { <article class=class(slide.layout) inner_html=slide.html></article> }.into_any()
}
