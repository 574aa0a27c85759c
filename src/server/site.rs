//! The files that build.rs made and embedded: styles, script, wasm, pictures, fonts.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// A file of the site.
pub struct Asset {
    /// Its name in the sources.
    pub name: &'static str,
    /// Its name in an address, with the hash of its content.
    pub path: &'static str,
    /// The media type.
    pub content_type: &'static str,
    /// The file.
    pub bytes: &'static [u8],
    /// The file, compressed with brotli.
    pub brotli: Option<&'static [u8]>,
    /// The file, compressed with gzip.
    pub gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/site.rs"));

/// Serves the files. Their names change with their content, so a browser keeps them for ever.
pub fn router() -> Router {
    Router::new().route("/assets/{*path}", get(asset))
}

/// The names of what a page loads, in the sources.
pub struct Bundle {
    style: &'static str,
    script: &'static str,
    wasm: &'static str,
}

/// What a participant's page loads.
pub const PHONE: Bundle = Bundle {
    style: "phone.css",
    script: "phone.js",
    wasm: "phone_bg.wasm",
};

/// What the projector loads.
pub const PROJECTOR: Bundle = Bundle {
    style: "projector.css",
    script: "projector.js",
    wasm: "projector_bg.wasm",
};

/// What the console loads.
pub const CONSOLE: Bundle = Bundle {
    style: "console.css",
    script: "console.js",
    wasm: "console_bg.wasm",
};

/// What the facilitator's other pages load.
pub const DESK: Bundle = Bundle {
    style: "desk.css",
    script: "desk.js",
    wasm: "desk_bg.wasm",
};

impl Bundle {
    /// Where the style sheet is.
    pub fn style(&self) -> String {
        file(self.style)
    }

    /// Where the script is that starts the islands.
    pub fn script(&self) -> String {
        file(self.script)
    }

    /// Where the wasm half is.
    pub fn wasm(&self) -> String {
        file(self.wasm)
    }
}

/// Where a file of the site is, by its name in the sources.
pub fn file(name: &str) -> String {
    let path = ASSETS.iter().find(|asset| asset.name == name);
    format!("/assets/{}", path.map_or(name, |asset| asset.path))
}

async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.path == path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|accepted| accepted.to_str().ok())
        .unwrap_or_default();
    let accepts = |encoding| {
        accepted
            .split(',')
            .any(|one| one.trim().starts_with(encoding))
    };
    let (body, encoding) = match (asset.brotli, asset.gzip) {
        (Some(brotli), _) if accepts("br") => (brotli, Some("br")),
        (_, Some(gzip)) if accepts("gzip") => (gzip, Some("gzip")),
        _ => (asset.bytes, None),
    };
    let mut response = (
        [
            (header::CONTENT_TYPE, asset.content_type),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (header::VARY, "accept-encoding"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ],
        body,
    )
        .into_response();
    if let Some(encoding) = encoding {
        let value = HeaderValue::from_static(encoding);
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, value);
    }
    response
}
