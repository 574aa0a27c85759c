//! What a browser loads before a page can be used, as it goes over the network. A phone in a hotel's
//! wifi waits for each of these bytes.

use super::support::Browser;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::collections::BTreeSet;

/// Of a phone's page: HTML, style, script and wasm, compressed with brotli.
const PHONE: usize = 70 * 1024;

/// Of the projector's page, and of the console's, which have a font too.
const SCREEN: usize = 200 * 1024;

async fn length(browser: &mut Browser, path: &str) -> usize {
    let request = Request::get(path).header(header::ACCEPT_ENCODING, "br");
    let page = browser.ask(request, Body::empty()).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    page.length
}

/// The addresses of all files that a page names.
fn files(html: &str) -> BTreeSet<String> {
    let parts = html.split('"').filter(|part| part.starts_with("/assets/"));
    parts.map(str::to_owned).collect()
}

/// What a page is made of, with the length of each.
async fn first_load(browser: &mut Browser, path: &str) -> Vec<(String, usize)> {
    let html = browser.get(path).await.body;
    let mut loaded = vec![(path.to_owned(), length(browser, path).await)];
    for file in files(&html) {
        // Icons are loaded when there is time.
        if [".css", ".js", ".wasm", ".woff2"]
            .iter()
            .any(|end| file.ends_with(end))
        {
            let length = length(browser, &file).await;
            loaded.push((file, length));
        }
    }
    let ends = |end: &str| loaded.iter().any(|(file, _)| file.ends_with(end));
    assert!(ends(".css") && ends(".js") && ends(".wasm"), "{loaded:?}");
    loaded
}

/// The font of the large screens, with the letters of an English page. A phone has its own.
async fn font(browser: &mut Browser, loaded: &[(String, usize)]) -> (String, usize) {
    let style = loaded.iter().find(|(file, _)| file.ends_with(".css"));
    let style = browser.get(&style.expect("it has a style").0).await.body;
    let mut urls = style.split('"');
    let font = urls.find(|url| url.starts_with("fonts/inter-basic"));
    let font = format!("/assets/{}", font.expect("it names a font"));
    let length = length(browser, &font).await;
    (font, length)
}

/// What a page loads must stay within its budget.
async fn assert_first_load(browser: &mut Browser, path: &str, budget: usize) {
    let mut loaded = first_load(browser, path).await;
    if budget == SCREEN {
        loaded.push(font(browser, &loaded).await);
    }
    let sum: usize = loaded.iter().map(|(_, length)| length).sum();
    println!("{sum} bytes: {loaded:?}");
    assert!(sum <= budget, "{sum} of {budget} bytes: {loaded:#?}");
}

#[tokio::test]
async fn the_first_load_of_every_screen_stays_within_its_budget() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let mut phone = facilitator.another();
    phone.join(&code, "Ana").await;
    // The lobby, the drill with its four fields, and the three promises: the longest page of all.
    for (number, slide) in [None, Some((1, 6)), Some((5, 1))].into_iter().enumerate() {
        if let Some((section, slide)) = slide {
            let order = format!(r#"{{"go-to":{{"section":{section},"slide":{slide}}}}}"#);
            facilitator.order(&code, &number.to_string(), &order).await;
        }
        assert_first_load(&mut phone, &format!("/s/{code}"), PHONE).await;
        for screen in ["projector", "console"] {
            let path = format!("/s/{code}/{screen}");
            assert_first_load(&mut facilitator, &path, SCREEN).await;
        }
    }
}
