//! Pages without a live part.

mod account;
mod cards;
mod cohort;
mod entry;
mod export_links;
mod facilitate;
mod home;
mod join;
mod pre_flight;
mod problem;
mod refusal;
mod report;
mod returning;
mod sign_in;
mod wide;

pub use account::{AccountPage, PasswordPage, WaysIn};
pub use cards::{CardPromise, CardsPage};
pub use cohort::CohortPage;
pub use entry::{EntryForm, EntryPage, EntryPerson, NewPerson};
pub use facilitate::{DeletePage, FacilitatePage, SessionItem};
pub use home::{CodeForm, HomePage};
pub use join::JoinPage;
pub use pre_flight::{PreFlightPage, ReachedPage, TestPicturePage};
pub use problem::ProblemPage;
pub use report::{NotesForm, ReportPage};
pub use returning::{ErasePage, ErasedPage, ReturnPage, ReturnProblem};
pub use sign_in::SignInPage;
