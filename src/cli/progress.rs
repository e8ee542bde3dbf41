//! The progress of a long run, on a terminal.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter runs show no progress.
const DELAY: Duration = Duration::from_millis(500);

/// A line on standard error that counts files.
pub(super) struct Progress {
    start: Instant,
    wanted: bool,
    bar: ProgressBar,
    shown: OnceLock<()>,
}

impl Progress {
    /// Progress of a run that starts now. It is never shown unless `wanted`.
    pub(super) fn new(wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {human_pos} files checked, {elapsed}");
        let bar = if let Ok(style) = style { bar.with_style(style) } else { bar };
        Self { start: Instant::now(), wanted, bar, shown: OnceLock::new() }
    }

    /// Counts a file.
    pub(super) fn advance(&self) {
        if !self.wanted {
            return;
        }
        if self.start.elapsed() >= DELAY {
            self.shown.get_or_init(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.bar.inc(1);
    }

    /// True while the line is on the terminal.
    pub(super) fn is_shown(&self) -> bool {
        self.shown.get().is_some()
    }

    /// Runs `work`, which writes to the terminal, too.
    pub(super) fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        self.bar.suspend(work)
    }

    /// Removes the line.
    pub(super) fn end(self) {
        self.bar.finish_and_clear();
    }
}
