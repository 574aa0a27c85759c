//! A training's colour as a style sheet: the policy of the pages allows no style in them.

use super::error::{PageError, PageResult};
use super::routes::Routes;
use crate::domain::accent::Accent;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

pub fn router() -> Routes {
    Routes::new().get("/accent/{file}", style)
}

/// Where the style sheet of a colour is.
pub fn path(accent: Accent) -> String {
    format!("/accent/{}.css", accent.digits())
}

async fn style(Path(file): Path<String>) -> PageResult<Response> {
    let digits = file.strip_suffix(".css").unwrap_or_default();
    let accent: Accent = format!("#{digits}")
        .parse()
        .map_err(|_| PageError::NoSuchPage)?;
    let headers = [
        (header::CONTENT_TYPE, "text/css"),
        // Its address says all that is in it.
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, format!(":root{{--accent:{accent}}}")).into_response())
}
