//! What a participant keeps: the words of the training, and their own.

use super::live::CopyAndPrint;
use crate::domain::training::{Script, Takeaway};
use crate::domain::views::OwnWords;
use leptos::prelude::*;
use std::sync::Arc;

/// The cards and scripts of a training, to be opened one by one.
pub fn keep(takeaways: &[Takeaway], scripts: &[Script], page: String) -> AnyView {
    if takeaways.is_empty() && scripts.is_empty() {
        return ().into_any();
    }
    let cards = takeaways.iter().enumerate().map(|(index, takeaway)| {
        let body = card(takeaway);
        folded(format!("keep-card-{index}"), takeaway.title.clone(), body)
    });
    let scripts = scripts.iter().enumerate().map(|(index, script)| {
        let body = words(script);
        folded(format!("keep-script-{index}"), script.title.clone(), body)
    });
    let all: Vec<_> = cards.chain(scripts).collect();
    view! {
        <section class="card card-keep" aria-label="Yours to keep">
            <h2>"Yours to keep"</h2>
            {all}
            <a class="button" href=page>"All on one page, to copy or print"</a>
        </section>
    }
    .into_any()
}

fn folded(id: String, title: String, body: AnyView) -> AnyView {
    view! {
        <details class="keep" id=id>
            <summary>{title}</summary>
            {body}
        </details>
    }
    .into_any()
}

fn card(takeaway: &Takeaway) -> AnyView {
    let items: Vec<_> = takeaway
        .items
        .iter()
        .map(|item| view! { <li>{item.clone()}</li> })
        .collect();
    let intro = (!takeaway.intro.is_empty()).then(|| view! { <p>{takeaway.intro.clone()}</p> });
    view! { {intro} <ol class="keep-items">{items}</ol> }.into_any()
}

fn words(script: &Script) -> AnyView {
    let paragraphs: Vec<_> = script
        .text
        .split("\n\n")
        .map(|paragraph| view! { <p>{paragraph.trim().to_owned()}</p> })
        .collect();
    view! {
        <p class="field-help">{script.said_by.clone()}</p>
        <blockquote class="keep-words">{paragraphs}</blockquote>
    }
    .into_any()
}

/// Everything on one page.
#[component]
pub fn KeepPage(
    /// The name of the training.
    training: String,
    /// Whose page it is.
    name: String,
    /// What they wrote and promised.
    own: Vec<OwnWords>,
    /// The cards of the training.
    takeaways: Arc<[Takeaway]>,
    /// The scripts of the training.
    scripts: Arc<[Script]>,
    /// The phone's page.
    back: String,
) -> impl IntoView {
    let own: Vec<_> = own
        .into_iter()
        .map(|words| {
            let entries: Vec<_> = words
                .entries
                .into_iter()
                .map(|(label, text)| view! { <dt>{label}</dt> <dd>{text}</dd> })
                .collect();
            view! { <section><h2>{words.title}</h2><dl class="keep-own">{entries}</dl></section> }
        })
        .collect();
    let cards: Vec<_> = takeaways
        .iter()
        .map(|takeaway| view! { <section><h2>{takeaway.title.clone()}</h2>{card(takeaway)}</section> })
        .collect();
    let scripts: Vec<_> = scripts
        .iter()
        .map(|script| view! { <section><h2>{script.title.clone()}</h2>{words(script)}</section> })
        .collect();
    view! {
        <main class="keep-page">
            <p class="keep-tools"><a class="button" href=back>"Back"</a> <CopyAndPrint what="keep"/></p>
            <article id="keep">
                <h1>{training}</h1>
                <p>{name}</p>
                {own}
                {cards}
                {scripts}
            </article>
        </main>
    }
}
