//! A part of a view, which changes by itself.

#[cfg(not(feature = "drawn"))]
use leptos::prelude::*;

/// A part of a view. Who reads it is told when it changes, and not when another part does.
#[cfg(not(feature = "drawn"))]
pub type Part<T> = RwSignal<T>;

#[cfg(feature = "drawn")]
pub use living::Part;

#[cfg(feature = "drawn")]
mod living {
    use leptos::prelude::*;
    use std::sync::{PoisonError, RwLock, RwLockReadGuard};

    /// A part of a view. Who reads it is told when it changes, and not when another part does.
    ///
    /// It is as good as a signal that holds it. But a signal is code of its own for each type; of this
    /// only what tells is one, and that is the same for all. What it holds lives as long as the page, and
    /// is never given back.
    pub struct Part<T: 'static> {
        changed: RwSignal<()>,
        value: &'static RwLock<T>,
    }

    impl<T> Clone for Part<T> {
        fn clone(&self) -> Self {
            *self
        }
    }

    impl<T> Copy for Part<T> {}

    impl<T> Part<T> {
        /// Begins with a value.
        pub fn new(value: T) -> Self {
            Self {
                changed: RwSignal::new(()),
                value: Box::leak(Box::new(RwLock::new(value))),
            }
        }

        /// Changes it, and tells.
        pub fn set(self, value: T) {
            *self.value.write().unwrap_or_else(PoisonError::into_inner) = value;
            self.changed.set(());
        }

        /// Looks at it, and wants to be told.
        pub fn read(self) -> RwLockReadGuard<'static, T> {
            self.changed.track();
            self.read_untracked()
        }

        /// Looks at it once.
        pub fn read_untracked(self) -> RwLockReadGuard<'static, T> {
            self.value.read().unwrap_or_else(PoisonError::into_inner)
        }
    }

    impl<T: Clone> Part<T> {
        /// Takes a copy, and wants to be told.
        pub fn get(self) -> T {
            self.read().clone()
        }

        /// Takes a copy once.
        pub fn get_untracked(self) -> T {
            self.read_untracked().clone()
        }
    }
}
