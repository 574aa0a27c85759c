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

#[cfg(test)]
mod tests {
    use super::*;

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
