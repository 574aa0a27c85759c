//! What the server answers, without a browser.

mod access;
mod entry;
mod exports;
mod follow_up;
mod report;
mod sessions;
mod support;
