//! Any text at all must be read, within a time that grows with its length, and every span must lie in it.
//!
//! `bin/fuzz [SECONDS]` runs it. The screen stands alone here, without the board around it: it is pure, and builds in seconds.
#![no_main]
#![allow(dead_code, reason = "the board uses more of the screen than its fuzzing does")]

use libfuzzer_sys::fuzz_target;

#[path = "../../src/screen/mod.rs"]
mod screen;

fuzz_target!(init: {
    // The phrase files are read once; no text should be blamed for that.
    screen::read("", None);
}, |text: &str| {
    let reading = screen::read(text, None);
    let length = text.chars().count();
    for span in &reading.spans {
        assert!(span.start < span.end && span.end <= length, "{}: {}..{} of {length}", span.rule, span.start, span.end);
    }
    assert_eq!(reading, screen::read(text, None), "the same text reads the same");
});
