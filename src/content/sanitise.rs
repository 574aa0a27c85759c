//! Takes out of HTML whatever could run, look like the app or load from elsewhere.

use std::borrow::Cow;
use std::sync::LazyLock;

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .add_generic_attributes(["class"])
        .add_tag_attributes("li", ["data-step"])
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") if !is_local(value) => None,
            _ => Some(Cow::Borrowed(value)),
        });
    builder
});

/// The HTML without scripts, styles, forms, comments and images from elsewhere.
pub(super) fn sanitised(html: &str) -> String {
    SANITISER.clean(html).to_string()
}

/// Whether an address leads to a file of the same server.
///
/// Browsers take `\` for `/` and skip white space, so neither may stand in it.
pub(super) fn is_local(address: &str) -> bool {
    !address.starts_with("//")
        && !address.contains([':', '\\'])
        && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Elements whose content is text, whatever it holds, until their own end tag.
const OF_TEXT: [&str; 7] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noframes",
];

/// What a piece of HTML needs behind it so that a comment, a tag or an element of text which it leaves
/// open does not take in what follows.
pub(super) fn missing_end(html: &str) -> String {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            match comment.find("-->") {
                Some(end) => rest = &comment[end..],
                None => return "-->".to_owned(),
            }
            continue;
        }
        let inside = &rest[1..];
        if !inside.starts_with(|first: char| first.is_ascii_alphabetic() || "/!?".contains(first)) {
            rest = inside;
            continue;
        }
        match end_of_tag(inside) {
            Ok(end) => rest = &inside[end..],
            Err(missing) => return missing.to_owned(),
        }
        let name = OF_TEXT.into_iter().find(|name| is_tag(inside, name));
        if let Some(name) = name {
            let lower = rest.to_ascii_lowercase();
            match lower.find(&format!("</{name}")) {
                Some(end) => rest = &rest[end..],
                None => return format!("</{name}>"),
            }
        }
    }
    String::new()
}

/// Where a tag ends, or what is missing to end it.
fn end_of_tag(inside: &str) -> Result<usize, &'static str> {
    let mut quote = None;
    for (at, letter) in inside.char_indices() {
        match (quote, letter) {
            (None, '>') => return Ok(at + 1),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    Err(match quote {
        Some('"') => "\">",
        Some(_) => "'>",
        None => ">",
    })
}

fn is_tag(inside: &str, name: &str) -> bool {
    let Some((start, after)) = inside.split_at_checked(name.len()) else {
        return false;
    };
    start.eq_ignore_ascii_case(name)
        && !after.starts_with(|after: char| after.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_open_is_closed_before_anything_follows() {
        for (html, end) in [
            ("<b>x</b> a < b", ""),
            ("<!-- x --> y", ""),
            ("<p>x <!-- y", "-->"),
            ("<div title=\"x", "\">"),
            ("<div title='x\"", "'>"),
            ("<div ", ">"),
            ("<script>x <!-- y", "</script>"),
            ("<STYLE>x</style><textarea> <b", "</textarea>"),
            ("<scripted>x", ""),
            ("<?x", ">"),
        ] {
            assert_eq!(missing_end(html), end, "{html}");
        }
    }

    #[test]
    fn what_runs_or_styles_or_asks_goes_and_text_stays() {
        assert_eq!(
            sanitised(
                "<p style=\"color:red\" class=\"a\" onclick=\"x()\">Hi<script>x()</script></p>\
                 <form><input>text</form><!-- note -->"
            ),
            "<p class=\"a\">Hi</p>text"
        );
    }

    #[test]
    fn only_images_of_the_same_server_keep_their_address() {
        assert_eq!(
            sanitised("<img src=\"chart.png\">"),
            "<img src=\"chart.png\">"
        );
        for elsewhere in [
            "https://a.b/c.png",
            "//a.b/c.png",
            "/\\a.b/c.png",
            "/\t/a.b/c.png",
            "data:image/png;base64,",
        ] {
            assert_eq!(
                sanitised(&format!("<img src=\"{elsewhere}\">")),
                "<img>",
                "{elsewhere}"
            );
        }
    }

    #[test]
    fn links_lead_out_but_never_into_a_script() {
        assert!(sanitised("<a href=\"https://a.b\">x</a>").contains("href=\"https://a.b\""));
        assert!(!sanitised("<a href=\"javascript:x()\">x</a>").contains("href"));
    }
}
