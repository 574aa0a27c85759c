#![no_main]
#[path = "../targets.rs"]
mod targets;
libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::event_log(data));

// Hardly any change of single bytes leaves a log that can be read, so every second one is of
// numbers, words and lines.
libfuzzer_sys::fuzz_mutator!(
    |data: &mut [u8], size: usize, max_size: usize, seed: u32| {
        if seed.is_multiple_of(2) {
            return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
        }
        let changed = targets::mutation::log(&data[..size], seed.into());
        let size = changed.len().min(max_size).min(data.len());
        data[..size].copy_from_slice(&changed[..size]);
        size
    }
);
