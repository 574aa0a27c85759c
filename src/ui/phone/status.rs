//! What a form says of its content.

/// Where the content of a form is.
#[derive(Clone, Debug, PartialEq)]
pub enum FormState {
    /// As the server has it, or untouched.
    Settled,
    /// Typed, and not sent.
    Changed,
    /// On its way.
    Sending,
    /// Not sent: it will be tried again. With what the server says, where it can be reached.
    Waiting(Option<String>),
    /// The server refuses it.
    Refused(String),
}

impl FormState {
    /// What the form says. `kept`: the server has an earlier content of it. `open`: it can be sent.
    pub fn sentence(&self, kept: bool, open: bool) -> String {
        let fixed = match self {
            Self::Waiting(Some(sentence)) => {
                return format!("{sentence} It is kept on this phone and sent by itself.");
            }
            Self::Refused(sentence) => return sentence.clone(),
            Self::Waiting(None) => {
                "Not sent yet: no connection. It is kept on this phone and sent by itself."
            }
            Self::Sending => "Sending…",
            Self::Changed if kept => "Changed, and not sent yet.",
            Self::Changed => "Not sent yet.",
            Self::Settled if !kept => "",
            Self::Settled if open => "Kept. You can still change it.",
            Self::Settled => "Kept.",
        };
        fixed.to_owned()
    }

    /// By which the sentence is drawn.
    pub fn tone(&self, kept: bool) -> &'static str {
        match self {
            Self::Settled if kept => "kept",
            Self::Waiting(_) => "waiting",
            Self::Refused(_) => "refused",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_where_its_content_is() {
        assert_eq!(FormState::Settled.sentence(false, true), "");
        assert_eq!(FormState::Settled.sentence(true, false), "Kept.");
        assert_eq!(FormState::Changed.sentence(false, true), "Not sent yet.");
        let full = FormState::Waiting(Some("The disk is full.".into()));
        assert_eq!(
            full.sentence(true, true),
            "The disk is full. It is kept on this phone and sent by itself."
        );
    }
}
