//! Pages and phones that are older than what the facilitator knows of their people.

use crate::support::{Browser, CLOSEOUT};
use axum::http::StatusCode;

fn promise(document: &str) -> String {
    format!("kind=pre-read-template&field-document={document}&field-rep=Kim&due=2026-11-27")
}

/// A session in which Ana has come in twice.
struct Scene {
    lead: Browser,
    first: Browser,
    second: Browser,
    code: String,
    /// As the lists have it: the first, then the second.
    ids: [String; 2],
}

impl Scene {
    async fn new() -> Self {
        let mut lead = Browser::new().await;
        let code = lead.start().await;
        lead.order(&code, "closeout", CLOSEOUT).await;
        let [mut first, mut second] = [lead.another(), lead.another()];
        for browser in [&mut first, &mut second] {
            browser.join(&code, "Ana").await;
        }
        let entry = lead.get(&format!("/s/{code}/entry")).await.body;
        let people = entry.split("id=\"person-").skip(1);
        let ids = people.map(|rest| rest.split('"').next().unwrap_or_default().to_owned());
        let ids: Vec<_> = ids.collect();
        Self {
            lead,
            first,
            second,
            code,
            ids: ids.try_into().expect("there are two"),
        }
    }

    async fn merge(&mut self) {
        let [first, second] = &self.ids;
        let merge = format!(r#"{{"merge":{{"participant":"{second}","into":"{first}"}}}}"#);
        let page = self.lead.order(&self.code, "merge", &merge).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    }

    async fn promises(&mut self) -> String {
        let path = format!("/s/{}/export/commitments.csv", self.code);
        self.lead.get(&path).await.body
    }
}

#[tokio::test]
async fn what_a_phone_sends_again_after_a_merge_undoes_nothing() {
    let mut scene = Scene::new().await;
    let path = format!("/s/{}/commit", scene.code);
    let before = format!("{}&command=1", promise("Before"));
    let sent = scene.second.send(&path, before.clone()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    scene.merge().await;
    let after = format!("{}&command=2", promise("After"));
    let sent = scene.first.send(&path, after).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);

    let again = scene.second.send(&path, before).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    let promises = scene.promises().await;
    assert!(
        promises.contains("After") && !promises.contains("Before"),
        "{promises}"
    );
    let page = scene.second.get(&format!("/s/{}", scene.code)).await.body;
    assert!(
        page.contains("After") && !page.contains("Ana (2)"),
        "{page}"
    );
}

#[tokio::test]
async fn a_card_that_is_typed_in_while_its_person_is_merged_is_not_lost() {
    let mut scene = Scene::new().await;
    scene.merge().await;
    let [first, second] = scene.ids.clone();
    let path = format!("/s/{}/entry/commit", scene.code);
    let empty = format!(
        "{}&participant={second}",
        promise("").replace("Kim", "Kimberley")
    );
    let page = scene.lead.send(&path, empty).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Kimberley"), "{}", page.body);
    let whole = format!("{}&participant={second}", promise("Paper"));
    let page = scene.lead.send(&path, whole).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    assert!(page.location.ends_with(&format!("#person-{first}")));
    assert!(scene.promises().await.contains("Paper"));
}
