//! Pages without a live part.

mod facilitate;
mod home;
mod join;
mod problem;
mod report;

pub use facilitate::{DeletePage, FacilitatePage, SessionItem};
pub use home::{CodeForm, HomePage};
pub use join::JoinPage;
pub use problem::ProblemPage;
pub use report::ReportPage;
