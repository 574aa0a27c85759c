//! Gives advice on what is written, when somebody leaves a field; nothing while they type, but what
//! has been mended goes away at once.

use crate::domain::training::Phrases;
use crate::ui::browser::{document, listen};
use crate::ui::phone::{Wishes, advice};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement};

/// Advice that comes while somebody presses a button would move the button from under the finger, and
/// the press would be lost. So it waits until the press is over.
#[derive(Default)]
struct Press {
    is_on: Cell<bool>,
    left: RefCell<Vec<(Element, Element)>>,
}

/// Listens to the fields below `root`.
pub fn advise(root: &Element, phrases: Vec<Phrases>) {
    let phrases: Rc<[Phrases]> = phrases.into();
    let press = Rc::new(Press::default());
    let (left, typed, pressed) = (Rc::clone(&press), Rc::clone(&phrases), Rc::clone(&press));
    listen(root, "change", {
        let phrases = Rc::clone(&phrases);
        move |event| match field_of(&event) {
            Some(field) if left.is_on.get() => left.left.borrow_mut().push(field),
            Some(field) => say(&field, &phrases),
            None => {}
        }
    });
    listen(root, "input", move |event| {
        if let Some(field) = field_of(&event)
            && field.1.text_content().is_some_and(|text| !text.is_empty())
        {
            say(&field, &typed);
        }
    });
    listen(&document(), "mousedown", move |_| pressed.is_on.set(true));
    listen(&document(), "mouseup", move |_| {
        press.is_on.set(false);
        let (press, phrases) = (Rc::clone(&press), Rc::clone(&phrases));
        // The browser sends the click before it comes to this.
        Timeout::new(0, move || {
            for field in press.left.take() {
                say(&field, &phrases);
            }
        })
        .forget();
    });
}

fn say((field, place): &(Element, Element), phrases: &Rc<[Phrases]>) {
    let said = advice(&entry(field), &wishes(field), phrases, lower);
    place.set_text_content(said.as_deref());
}

/// As the browser does it: its tables need not be loaded.
fn lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
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
