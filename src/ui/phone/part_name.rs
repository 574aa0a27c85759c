//! The names of the parts of a phone's page.

/// Says the order of the page once, with what each part is called.
macro_rules! parts_in_order {
    ($($(#[$doc:meta])* $part:ident $text:literal,)+) => {
        /// The parts of a phone's page, in their order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum PartName {
            $($(#[$doc])* $part,)+
        }

        impl PartName {
            /// All parts, in the order of the page.
            pub const ALL: &[Self] = &[$(Self::$part),+];

            /// By which a part is found in the page and in the feed.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$part => $text,)+
                }
            }
        }
    };
}

parts_in_order! {
    /// What is going on.
    Now "now",
    /// With whom a participant works.
    Group "group",
    /// The form of the activity.
    Activity "activity",
    /// What has come of the activity.
    Outcome "outcome",
    /// A participant's promises.
    Commitments "commitments",
    /// Those who wrote with them.
    Buddies "buddies",
    /// What they keep of the training.
    Keep "keep",
}

impl PartName {
    /// By which the part is drawn.
    pub fn class(self) -> &'static str {
        match self {
            Self::Now => "part card card-now",
            Self::Activity => "part card card-activity",
            _ => "part",
        }
    }
}
