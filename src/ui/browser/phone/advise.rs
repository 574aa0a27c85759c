//! Gives advice on what is written, when somebody leaves a field; nothing while they type, but what
//! has been mended goes away at once.

use crate::domain::training::Phrases;
use crate::ui::browser::listen;
use crate::ui::phone::{Wishes, advice};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement};

/// Listens to the fields below `root`.
pub fn advise(root: &Element, phrases: Vec<Phrases>) {
    let phrases: Rc<[Phrases]> = phrases.into();
    for (event, only_if_given) in [("change", false), ("input", true)] {
        let phrases = Rc::clone(&phrases);
        listen(root, event, move |event| {
            if let Some((field, place)) = field_of(&event) {
                let is_given = place.text_content().is_some_and(|text| !text.is_empty());
                if is_given || !only_if_given {
                    let said = advice(&entry(&field), &wishes(&field), &phrases);
                    place.set_text_content(said.as_deref());
                }
            }
        });
    }
}

/// A field of text, and the place for its advice.
fn field_of(event: &Event) -> Option<(Element, Element)> {
    let field = event.target()?.dyn_into::<Element>().ok()?;
    let place = field.closest(".field").ok()??;
    let place = place.query_selector(".field-advice").ok()??;
    field
        .matches("textarea, input[type=text]")
        .ok()?
        .then_some((field, place))
}

fn entry(field: &Element) -> String {
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        return area.value();
    }
    let input = field.dyn_ref::<HtmlInputElement>();
    input.map(HtmlInputElement::value).unwrap_or_default()
}

fn wishes(field: &Element) -> Wishes {
    let directives = field.get_attribute("data-directives").unwrap_or_default();
    Wishes {
        link: field.has_attribute("data-link"),
        question: field.has_attribute("data-question"),
        directives: directives.lines().map(str::to_owned).collect(),
    }
}
