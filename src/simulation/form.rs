//! What a page asks for: its forms, read from HTML.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// A form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Its id on the page; empty where it has none.
    pub id: String,
    /// Where it is sent.
    pub action: String,
    /// Whether the server takes it now.
    pub open: bool,
    /// Whether the server has an earlier content of it.
    pub kept: bool,
    /// What can be entered.
    pub controls: Vec<Control>,
}

/// Something of a form that is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// By which the server knows it.
    pub name: String,
    /// What is in it, or stands for it.
    pub value: String,
    /// What it takes.
    pub kind: ControlKind,
}

/// What a control takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlKind {
    /// Nothing: it is sent as it is.
    Hidden,
    /// Words.
    Words {
        /// Whether they have to ask something.
        question: bool,
        /// Whether a link is wished for.
        link: bool,
    },
    /// A time of day.
    Time,
    /// A day.
    Date,
    /// Yes or no.
    Checkbox,
    /// One of those with the same name.
    Radio,
}

/// The forms of a piece of HTML.
pub fn forms(html: &str) -> Vec<Form> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    // Nobody asks for a script to be run or an encoding to be changed.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.read.into_inner().done
}

#[derive(Default)]
struct Reader {
    read: RefCell<Read>,
}

#[derive(Default)]
struct Read {
    done: Vec<Form>,
    form: Option<Form>,
    /// Whether what comes now is the content of the form's last control.
    in_textarea: bool,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut read = self.read.borrow_mut();
        match token {
            Token::TagToken(tag) => read.tag(&tag),
            Token::CharacterTokens(text) if read.in_textarea => {
                let form = read.form.as_mut();
                if let Some(control) = form.and_then(|form| form.controls.last_mut()) {
                    control.value.push_str(&text);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Read {
    fn tag(&mut self, tag: &Tag) {
        match (tag.kind, &*tag.name) {
            (TagKind::StartTag, "form") => {
                self.form = Some(Form {
                    id: attribute(tag, "id").unwrap_or_default(),
                    action: attribute(tag, "action").unwrap_or_default(),
                    open: attribute(tag, "data-open").as_deref() != Some("false"),
                    kept: attribute(tag, "data-kept").as_deref() == Some("true"),
                    controls: Vec::new(),
                });
            }
            (TagKind::EndTag, "form") => self.done.extend(self.form.take()),
            (TagKind::StartTag, "input" | "textarea") => {
                self.in_textarea = &*tag.name == "textarea";
                if let Some(form) = &mut self.form {
                    form.controls.extend(control(tag));
                }
            }
            (TagKind::EndTag, "textarea") => self.in_textarea = false,
            _ => {}
        }
    }
}

/// A control; none where it has no name, so that it is not sent.
fn control(tag: &Tag) -> Option<Control> {
    let is_true = |name| attribute(tag, name).is_some_and(|value| value != "false");
    let words = ControlKind::Words {
        question: is_true("data-question"),
        link: is_true("data-link"),
    };
    let kind = match attribute(tag, "type").as_deref() {
        Some("hidden") => ControlKind::Hidden,
        Some("time") => ControlKind::Time,
        Some("date") => ControlKind::Date,
        Some("checkbox") => ControlKind::Checkbox,
        Some("radio") => ControlKind::Radio,
        _ => words,
    };
    Some(Control {
        name: attribute(tag, "name")?,
        value: attribute(tag, "value").unwrap_or_default(),
        kind,
    })
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let found = tag.attrs.iter().find(|one| &*one.name.local == name);
    found.map(|one| one.value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_page_are_read_with_what_they_ask() {
        let html = r#"<p>Hello</p>
            <form class="phone-form" id="drill" method="post" action="/s/ABC234/answer" data-kept="false" data-open="true">
                <input type="hidden" name="command" value=""/>
                <textarea name="field-question" data-question="true" data-link="false">a &lt; b</textarea>
                <input type="text" name="field-document" data-link="true"/>
                <input type="radio" name="choice" value="x"/>
                <button type="submit">Send</button>
            </form>
            <form id="done" action="/x" data-kept="true" data-open="false"></form>"#;
        let read = forms(html);
        assert_eq!(read.len(), 2);
        let drill = &read[0];
        assert_eq!(
            (
                drill.id.as_str(),
                drill.action.as_str(),
                drill.open,
                drill.kept
            ),
            ("drill", "/s/ABC234/answer", true, false)
        );
        let kinds: Vec<_> = drill.controls.iter().map(|control| control.kind).collect();
        let words = |question, link| ControlKind::Words { question, link };
        assert_eq!(
            kinds,
            [
                ControlKind::Hidden,
                words(true, false),
                words(false, true),
                ControlKind::Radio
            ]
        );
        assert_eq!(drill.controls[1].value, "a < b");
        assert_eq!(drill.controls[3].value, "x");
        assert!(!read[1].open && read[1].kept);
    }
}
