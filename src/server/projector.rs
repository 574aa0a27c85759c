//! The projector's page.

use super::app::App;
use super::error::PageResult;
use super::facilitator::Facilitator;
use super::render::{Bundle, live_page};
use super::routes::Routes;
use crate::domain::session::Session;
use crate::domain::views::ProjectorView;
use crate::ui::entrance::Entrance;
use crate::ui::island::island;
use crate::ui::projector::Projector;
use axum::extract::{Path, State};
use axum::response::Html;

pub fn router() -> Routes {
    Routes::new().get("/s/{code}/projector", projector)
}

impl App {
    /// What people are told who come in to a session.
    pub(super) fn entrance(&self, session: &Session) -> Entrance {
        Entrance {
            session: session.title().to_owned(),
            training: session.training().title.clone(),
            language: session.training().language.clone(),
            code: session.code().clone(),
            rehearsal: session.rehearsal(),
        }
    }
}

async fn projector(
    State(app): State<App>,
    Path(code): Path<String>,
    _: Facilitator,
) -> PageResult<Html<String>> {
    let session = app.session(&code).await?.session();
    let entrance = app.entrance(&session);
    let view = ProjectorView {
        address: app.links.address(session.code()),
        ..session.projector_view()
    };
    let sections = session.training().sections.iter();
    let slide_counts: Vec<_> = sections.map(|section| section.slides.len()).collect();
    let now = app.reading_for(&session);
    let title = format!("{} · Plenary", session.training().title);
    let projector = Projector {
        entrance,
        view: view.into(),
        slide_counts,
        now,
    };
    Ok(live_page(
        &title,
        "projector-page",
        Bundle::Projector.accented(session.training()),
        move || island(projector),
    ))
}
