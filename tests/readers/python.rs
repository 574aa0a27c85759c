//! A Python that has the packages of `requirements.txt`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// `PLENARY_PYTHON`, or else the one that `.ci/readers` makes: once for all tests.
static INTERPRETER: LazyLock<PathBuf> = LazyLock::new(|| {
    if let Some(named) = std::env::var_os("PLENARY_PYTHON") {
        return named.into();
    }
    let made = Command::new(root().join(".ci/readers")).output();
    let made = made.expect(".ci/readers can be run");
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), ".ci/readers: {said}");
    let path = String::from_utf8(made.stdout).expect("a path");
    PathBuf::from(path.trim())
});

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a script of this folder on a folder of files. Shows what it prints, and fails where it does.
pub fn read(script: &str, folder: &Path) {
    let script = root().join("tests/readers").join(script);
    let run = Command::new(&*INTERPRETER).arg(script).arg(folder).output();
    let run = run.expect("the interpreter can be run");
    let said = String::from_utf8_lossy(&run.stdout);
    println!("{said}");
    let failed = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}{failed}");
}
