//! Cards to be filled in by hand: A6, two on a sheet of A5.

use leptos::prelude::*;

/// How many cards a sheet of paper holds.
const ON_A_SHEET: usize = 2;

/// A promise as a card asks for it.
#[derive(Clone, Debug)]
pub struct CardPromise {
    /// What exactly is promised.
    pub promise: String,
    /// What else is written down.
    pub fields: Vec<String>,
    /// What the date is called.
    pub due_label: String,
    /// The date that is proposed, as people read it.
    pub proposed: Option<String>,
}

/// As many cards as are wished; on the screen with a form for their number.
#[component]
pub fn CardsPage(
    /// The code.
    code: String,
    /// The name of the training.
    training: String,
    /// What a card asks for.
    promises: Vec<CardPromise>,
    /// How many cards.
    count: usize,
    /// How many cards at most.
    most: usize,
) -> impl IntoView {
    let card = move || view! { <Card training=training.clone() promises=promises.clone()/> };
    let sheets: Vec<_> = (0..count)
        .step_by(ON_A_SHEET)
        .map(|first| {
            let cards = first..count.min(first + ON_A_SHEET);
            let cards: Vec<_> = cards.map(|_| card()).collect();
            view! { <section class="card-sheet">{cards}</section> }
        })
        .collect();
    view! {
        <main class="desk cards">
            <header class="desk-header">
                <p class="brand"><a href="/facilitate">"Plenary"</a></p>
                <nav>
                    <a href=format!("/s/{code}/entry")>"Enter for people without a phone"</a>
                    <a href=format!("/s/{code}/console")>"Console"</a>
                </nav>
            </header>
            <h1>"Cards"</h1>
            <section class="panel cards-form">
                <p>"For people without a phone: they fill a card in by hand, and you enter what it says. Print this page on A5, or on A4 and scaled to the paper; then cut each sheet in the middle."</p>
                <form method="get" action=format!("/s/{code}/cards")>
                    <label class="field">
                        <span class="field-label">"How many cards"</span>
                        <input type="number" name="count" min="1" max=most.to_string() value=count.to_string() required/>
                    </label>
                    <button type="submit">"Make the cards"</button>
                </form>
            </section>
            {sheets}
        </main>
    }
}

/// One card.
#[component]
fn Card(
    /// The name of the training.
    training: String,
    /// What it asks for.
    promises: Vec<CardPromise>,
) -> impl IntoView {
    let promises: Vec<_> = promises
        .into_iter()
        .map(|promise| {
            let fields = promise.fields.into_iter();
            let fields: Vec<_> = fields.map(|label| line(label, None)).collect();
            view! {
                <li class="card-promise">
                    <p>{promise.promise}</p>
                    <div class="card-lines">{fields}{line(promise.due_label, promise.proposed)}</div>
                </li>
            }
        })
        .collect();
    view! {
        <article class="paper-card">
            <header>
                <h2>{training}</h2>
                {line("Name".to_owned(), None)}
            </header>
            <ol>{promises}</ol>
        </article>
    }
}

/// A line to write on.
fn line(label: String, proposed: Option<String>) -> impl IntoView {
    let proposed = proposed.map(|day| view! { <small>{format!("proposed: {day}")}</small> });
    view! { <p class="card-line"><span>{label}</span>{proposed}</p> }
}
