//! What the server answers, without a browser.

mod access;
mod before;
mod budget;
mod entry;
mod exports;
mod follow_up;
mod guessing;
mod https;
mod matrix;
mod merging;
mod oidc;
mod rehearsals;
mod report;
mod sessions;
mod support;
mod users;
