//! What the server answers, without a browser.

mod access;
mod entry;
mod follow_up;
mod report;
mod sessions;
mod support;
