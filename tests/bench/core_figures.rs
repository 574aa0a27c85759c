//! What criterion has found of the rules (`tests/bench/core.rs`), from the files that it leaves.

use serde_json::Value;
use std::fs;
use std::path::Path;

/// The median of a measurement, in nanoseconds; none where it has not been made.
pub fn median(target: &Path, name: &str) -> Option<f64> {
    let file = target
        .join("criterion")
        .join(name)
        .join("new/estimates.json");
    let estimates: Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
    estimates["median"]["point_estimate"].as_f64()
}
