//! `plenary new`

use super::Done;
use clap::Args;
use include_dir::{Dir, include_dir};
use plenary::content::is_slug;
use plenary::server::Trainings;
use std::path::PathBuf;

/// What every new training begins as. `{{title}}` stands for its title.
static TEMPLATE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/command_line/template");

/// Make a new training to write on: three short sections, with one of each kind of activity.
#[derive(Args)]
pub struct New {
    /// The name of its folder, for example feedback-that-lands.
    name: String,
    /// Its title; made of the name unless said otherwise.
    #[arg(long)]
    title: Option<String>,
    /// The folder of trainings in which it is made.
    #[arg(long, env = "PLENARY_CONTENT", default_value = "content")]
    content: PathBuf,
}

impl New {
    /// Writes the files, and says what to do next.
    pub fn run(self) -> Done {
        if !is_slug(&self.name) {
            return Err(format!(
                "“{}” is no name for a training. Use lower-case letters, digits and hyphens, for example feedback-that-lands.",
                self.name
            )
            .into());
        }
        let folder = self.content.join(&self.name);
        let cannot =
            |error: std::io::Error| format!("{} cannot be written: {error}.", folder.display());
        std::fs::create_dir_all(&self.content).map_err(cannot)?;
        // Fails where there is one already: nothing that somebody wrote is overwritten.
        std::fs::create_dir(&folder).map_err(cannot)?;
        let title = self.title.unwrap_or_else(|| title_of(&self.name));
        for file in TEMPLATE.files() {
            let text = file.contents_utf8().unwrap_or_default();
            let text = text.replace("{{title}}", &in_toml(&title));
            std::fs::write(folder.join(file.path()), text).map_err(cannot)?;
        }
        Trainings::read(&folder)?;
        println!(
            "{0} is ready. Write on it while you look at it:\n  plenary serve --content {0} --watch",
            folder.display()
        );
        Ok(())
    }
}

/// `feedback-that-lands` becomes `Feedback that lands`.
fn title_of(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.trim().chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// A text as it stands between the quotation marks of a TOML string.
fn in_toml(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(content: &std::path::Path, name: &str, title: Option<&str>) -> New {
        New {
            name: name.to_owned(),
            title: title.map(str::to_owned),
            content: content.to_owned(),
        }
    }

    #[test]
    fn a_new_training_has_no_problems_and_is_not_overwritten() {
        let content = tempfile::tempdir().expect("a scratch directory");
        let made = new(content.path(), "my-workshop-2", None);
        made.run().expect("it is made");
        let trainings = Trainings::read(content.path()).expect("it has no problems");
        let training = trainings.get("my-workshop-2").expect("it is there");
        assert_eq!(training.title, "My workshop 2");
        assert!(new(content.path(), "my-workshop-2", None).run().is_err());
    }

    #[test]
    fn a_title_may_hold_what_toml_quotes() {
        let content = tempfile::tempdir().expect("a scratch directory");
        let title = r#"The "why" \ the how"#;
        let made = new(content.path(), "why", Some(title));
        made.run().expect("it is made");
        let trainings = Trainings::read(content.path()).expect("it has no problems");
        assert_eq!(trainings.get("why").expect("it is there").title, title);
    }

    #[test]
    fn a_name_that_is_no_folder_name_is_refused() {
        let content = tempfile::tempdir().expect("a scratch directory");
        for name in ["", "My Workshop", "../elsewhere", "a/b"] {
            assert!(new(content.path(), name, None).run().is_err(), "{name}");
        }
    }
}
