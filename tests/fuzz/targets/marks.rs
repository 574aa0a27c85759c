//! Whether what people wrote stays text where it stands between marks: in Markdown and in pages.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use plenary::export::Table;
use std::cell::RefCell;

/// No line of a page begins anything but what the page is made of: each row of each table has all its
/// cells, and no tag is in it but `<br>`.
pub fn assert_is_markdown_of_tables(page: &[u8], tables: &[Table]) {
    let page = std::str::from_utf8(page).expect("it is UTF-8");
    let mut rows = Vec::new();
    for line in page.split(['\n', '\r']) {
        let bare = without_escaped(line);
        assert!(!bare.replace("<br>", "").contains('<'), "{line:?}");
        assert!(!bare.contains(['`', '&', '[', '~']), "{line:?}");
        match bare.strip_prefix('|') {
            Some(row) => rows.push(row.matches('|').count()),
            None => assert!(!bare.contains('|'), "{line:?}"),
        }
    }
    let filled = tables.iter().filter(|table| !table.rows.is_empty());
    // A heading and a rule come first.
    let expected =
        filled.flat_map(|table| std::iter::repeat_n(table.columns.len(), table.rows.len() + 2));
    assert_eq!(rows, expected.collect::<Vec<_>>());
}

/// The line without what a backslash takes its meaning from.
fn without_escaped(line: &str) -> String {
    let mut bare = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else {
            bare.push(letter);
        }
    }
    bare
}

/// Stands behind each character with which somebody could begin a tag or leave an attribute.
const MARK: &str = "q7z";

/// A text in which all such characters are marked, so that they are found again where they are markup.
pub fn marked(text: &str) -> String {
    let text = text.replace('<', &format!("<{MARK}"));
    text.replace('"', &format!("\" {MARK}=\""))
}

/// No element and no attribute of a page comes from a marked text.
pub fn assert_no_markup_of(page: &str, what: &str) {
    if !page.contains(MARK) {
        return;
    }
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page));
    let tokenizer = Tokenizer::new(Names::default(), TokenizerOpts::default());
    // Nobody asks for a script to be run or an encoding to be changed.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let marked = tokenizer.sink.marked.into_inner();
    assert!(marked.is_empty(), "{what}: {marked:?} in {page}");
}

/// The names of elements and attributes that hold the mark.
#[derive(Default)]
struct Names {
    marked: RefCell<Vec<String>>,
}

impl TokenSink for Names {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            let attributes = tag.attrs.iter().map(|one| one.name.local.to_string());
            let names = attributes.chain([tag.name.to_string()]);
            let marked = names.filter(|name| name.contains(MARK));
            self.marked.borrow_mut().extend(marked);
        }
        TokenSinkResult::Continue
    }
}
