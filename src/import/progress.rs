//! How far an import is: a bar where a person watches, one JSON line per step otherwise.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

/// One step, seen from outside.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    step: &'static str,
}

impl Progress {
    /// A step over `bytes` bytes begins.
    pub fn begin(step: &'static str, bytes: u64, quiet: bool) -> Self {
        let watched = stderr().is_terminal();
        let bar = (watched && !quiet).then(|| ProgressBar::new(bytes).with_style(style()).with_message(step));
        let progress = Self { bar, step };
        if !watched && !quiet {
            eprintln!("{}", json!({ "step": progress.step, "bytes": bytes }));
        }
        progress
    }

    /// So many bytes are done.
    pub fn at(&self, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{msg} {wide_bar} {bytes} of {total_bytes}, {eta} left").unwrap_or_else(|_| ProgressStyle::default_bar())
}
