//! What the server answers, without a browser.

mod access;
mod entry;
mod sessions;
mod support;
