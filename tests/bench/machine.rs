//! On what it was measured.

use std::fs;
use std::process::Command;

/// One line: processor, memory, kernel, compiler.
pub fn description() -> String {
    let processor = field("/proc/cpuinfo", "model name");
    let memory = field("/proc/meminfo", "MemTotal");
    let gibibytes = memory
        .trim_end_matches(" kB")
        .parse::<f64>()
        .unwrap_or_default()
        / 1_048_576.0;
    let processors = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "{processors} processors ({processor}), {gibibytes:.0} GiB, Linux {}, {}",
        said("uname", &["-r"]),
        said("rustc", &["--version"])
    )
}

fn field(file: &str, name: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    let value = lines.find(|(key, _)| key.trim() == name);
    value.map_or_else(String::new, |(_, value)| value.trim().to_owned())
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let said = output.map(|output| output.stdout);
    let said = String::from_utf8(said.unwrap_or_default()).unwrap_or_default();
    said.lines().next().unwrap_or_default().trim().to_owned()
}
