//! How far a long run has come, on a terminal.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter runs show nothing.
const DELAY: Duration = Duration::from_millis(500);

/// A line on standard error that counts files.
pub(super) struct Progress {
    start: Instant,
    wanted: bool,
    bar: ProgressBar,
    shown: OnceLock<()>,
}

impl Progress {
    /// Nothing is shown yet, and never unless it is wanted.
    pub(super) fn new(wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {human_pos} files checked, {elapsed}");
        let bar = if let Ok(style) = style { bar.with_style(style) } else { bar };
        Self { start: Instant::now(), wanted, bar, shown: OnceLock::new() }
    }

    /// One more file is checked.
    pub(super) fn advance(&self) {
        if !self.wanted {
            return;
        }
        if self.start.elapsed() >= DELAY {
            self.shown.get_or_init(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.bar.inc(1);
    }

    /// True when there is a line on the terminal.
    pub(super) fn is_shown(&self) -> bool {
        self.shown.get().is_some()
    }

    /// Does what writes to the terminal, too.
    pub(super) fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        self.bar.suspend(work)
    }

    /// Takes the line away.
    pub(super) fn end(self) {
        self.bar.finish_and_clear();
    }
}
