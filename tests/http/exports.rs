//! What the facilitator takes home, and nobody else.

use super::support::{Browser, NEW_SESSION};
use axum::http::{StatusCode, header};

/// The files of a session with their types.
const FILES: [(&str, &str); 8] = [
    ("commitments.csv", "text/csv; charset=utf-8"),
    ("participants.csv", "text/csv; charset=utf-8"),
    ("responses.csv", "text/csv; charset=utf-8"),
    ("timing.csv", "text/csv; charset=utf-8"),
    ("check-ins.csv", "text/csv; charset=utf-8"),
    (
        "commitments.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("commitments.json", "application/json"),
    ("commitments.md", "text/markdown; charset=utf-8"),
];

#[tokio::test]
async fn each_file_comes_with_its_type_under_a_name_of_its_own_and_is_linked() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    facilitator.another().join(&code, "Łukasz").await;
    let report = facilitator.get(&format!("/s/{code}/report")).await;
    for (file, media_type) in FILES {
        let path = format!("/s/{code}/export/{file}");
        assert!(report.body.contains(&format!("href=\"{path}\"")), "{file}");
        let page = facilitator.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{file}");
        assert_eq!(page.headers[header::CONTENT_TYPE], media_type, "{file}");
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store", "{file}");
        let (stem, extension) = file.split_once('.').expect("it has an ending");
        let subject = if extension == "csv" { stem } else { "report" };
        let name = format!("Lisbon-{code}-{subject}.{extension}");
        assert_eq!(
            page.headers[header::CONTENT_DISPOSITION],
            format!("attachment; filename=\"{name}\"; filename*=UTF-8''{name}")
        );
        let begins = match extension {
            "csv" => page.body.starts_with('\u{feff}'),
            "xlsx" => page.body.starts_with("PK"),
            "json" => page.body.starts_with('{'),
            _ => page.body.starts_with("# Lisbon\n"),
        };
        assert!(begins, "{file}: {:.40}", page.body);
        let names_him = page.body.contains("Łukasz");
        let must = ["participants.csv", "commitments.json", "commitments.md"].contains(&file);
        assert!(names_him || !must, "{file}: {}", page.body);
    }
}

#[tokio::test]
async fn a_stranger_and_a_participant_are_refused() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    let mut ana = facilitator.another();
    ana.join(&code, "Ana").await;
    let mut stranger = facilitator.another();
    for (file, _) in FILES.into_iter().chain([("nothing.csv", "")]) {
        for browser in [&mut ana, &mut stranger] {
            let page = browser.get(&format!("/s/{code}/export/{file}")).await;
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{file}");
            assert!(!page.body.contains("Ana"), "{file}");
            assert!(!page.headers.contains_key(header::CONTENT_DISPOSITION));
        }
    }
}

#[tokio::test]
async fn what_is_no_file_of_a_session_is_not_found() {
    let mut facilitator = Browser::new().await;
    let code = facilitator.start().await;
    for file in [
        "nothing.csv",
        "commitments",
        "commitments.pdf",
        "timing.json",
        "check_ins.csv",
        "..%2Fcommitments.csv",
    ] {
        let page = facilitator.get(&format!("/s/{code}/export/{file}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{file}");
    }
    let page = facilitator.get("/s/ZZZZZZ/export/commitments.csv").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_title_cannot_break_the_header() {
    let mut facilitator = Browser::new().await;
    facilitator.sign_in().await;
    let mut form = NEW_SESSION.to_vec();
    form[1] = ("title", "Łódź\r\nX: \"y\"; filename=z.exe");
    let page = facilitator.post("/facilitate/sessions", &form).await;
    let code = page.location[3..9].to_owned();
    let page = facilitator
        .get(&format!("/s/{code}/export/commitments.md"))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        page.headers[header::CONTENT_DISPOSITION],
        format!(
            "attachment; filename=\"d-X-y-filename-z-exe-{code}-report.md\"; \
             filename*=UTF-8''%C5%81%C3%B3d%C5%BA-X-y-filename-z-exe-{code}-report.md"
        )
    );
}
