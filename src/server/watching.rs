//! An author's folder of trainings, read again whenever something in it is saved.

use super::app::App;
use super::trainings::Trainings;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::spawn_blocking;

/// So often the folder is looked at. It is read, and not watched by the operating system's means:
/// that works on every disk, also across a network, and however an editor saves; some small files
/// are read in a millisecond.
const LOOK: Duration = Duration::from_millis(300);

/// Reads a folder again and again. What has been changed shows at once in the sessions that are
/// open; while something is wrong with it they keep what they had, and their consoles say what.
pub async fn keep_reading(app: App, folder: PathBuf) {
    loop {
        tokio::time::sleep(LOOK).await;
        match read(&folder).await {
            Ok(read) => {
                if app.trainings.all() != read.all() {
                    show(&app, &read).await;
                    app.trainings.replace(&read);
                }
                app.directory.set_problems(Vec::new());
            }
            Err(problems) => app.directory.set_problems(problems),
        }
    }
}

async fn read(folder: &Path) -> Result<Trainings, Vec<String>> {
    let folder = folder.to_owned();
    let read = spawn_blocking(move || Trainings::read(&folder)).await;
    let read = read.map_err(|_| vec!["The folder of trainings cannot be read.".to_owned()])?;
    read.map_err(|problems| problems.lines())
}

async fn show(app: &App, read: &Trainings) {
    let known = app.trainings.all();
    for training in read.all().iter() {
        if known.contains(training) {
            continue;
        }
        if let Err(error) = app.directory.replace_training(Arc::clone(training)).await {
            tracing::error!(%error, training = training.slug, "an edit cannot be shown");
        }
    }
}
