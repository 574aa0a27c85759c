//! The facilitators who have a session's console open, and who of them drives. It is kept in memory
//! only: who looks at a screen is nothing that has happened in the session.

use super::waiting::changed;
use crate::domain::views::FacilitatorView;
use std::collections::BTreeMap;
use tokio::sync::watch;

/// The facilitators at a session's consoles; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Crew(watch::Sender<State>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct State {
    /// How many consoles each facilitator has open.
    consoles: BTreeMap<String, usize>,
    /// Who gave the latest order.
    driver: Option<String>,
}

/// A console that is open; it is closed when this is dropped.
pub struct Seat {
    crew: Crew,
    name: String,
}

impl Crew {
    /// Somebody has opened a console.
    pub fn take_seat(&self, name: &str) -> Seat {
        self.0.send_modify(|state| {
            *state.consoles.entry(name.to_owned()).or_default() += 1;
        });
        Seat {
            crew: self.clone(),
            name: name.to_owned(),
        }
    }

    /// Somebody has given an order.
    pub fn drive(&self, name: &str) {
        self.0.send_if_modified(|state| {
            let is_news = state.driver.as_deref() != Some(name);
            if is_news {
                state.driver = Some(name.to_owned());
            }
            is_news
        });
    }

    /// Who is there, in the order of their names.
    pub fn views(&self) -> Vec<FacilitatorView> {
        let state = self.0.borrow();
        let names = state.consoles.keys();
        let views = names.map(|name| FacilitatorView {
            name: name.clone(),
            drives: state.driver.as_ref() == Some(name),
        });
        views.collect()
    }

    /// Done when somebody has come, gone, or taken over.
    pub(super) fn changes(&self) -> Changes {
        Changes(self.0.subscribe())
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.crew.0.send_modify(|state| {
            if let Some(count) = state.consoles.get_mut(&self.name) {
                *count -= 1;
                if *count == 0 {
                    state.consoles.remove(&self.name);
                }
            }
        });
    }
}

/// Tells of changes in a crew.
pub(super) struct Changes(watch::Receiver<State>);

impl Changes {
    /// Done at the next change; never when nobody can change anything any more.
    pub async fn next(&mut self) {
        changed(&mut self.0).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(crew: &Crew) -> Vec<(String, bool)> {
        let views = crew.views().into_iter();
        views.map(|view| (view.name, view.drives)).collect()
    }

    #[test]
    fn whoever_gave_the_latest_order_drives() {
        let crew = Crew::default();
        let _ana = crew.take_seat("Ana");
        let _raj = crew.take_seat("Raj");
        assert_eq!(named(&crew), [("Ana".into(), false), ("Raj".into(), false)]);
        crew.drive("Raj");
        assert_eq!(named(&crew), [("Ana".into(), false), ("Raj".into(), true)]);
        crew.drive("Ana");
        assert_eq!(named(&crew), [("Ana".into(), true), ("Raj".into(), false)]);
    }

    #[test]
    fn somebody_with_two_consoles_is_there_once_until_both_are_closed() {
        let crew = Crew::default();
        let laptop = crew.take_seat("Ana");
        let phone = crew.take_seat("Ana");
        drop(laptop);
        assert_eq!(named(&crew), [("Ana".into(), false)]);
        drop(phone);
        assert_eq!(named(&crew), []);
    }
}
