//! What the program knows of the world around it: colours, widths, the date.

use std::io::IsTerminal;
use std::time::SystemTime;

use clap::ValueEnum;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::report::Style;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 140;

/// The surroundings of a run.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// The user's word on colours.
    pub color: Color,
    /// Standard output may be coloured: a terminal, and no NO_COLOR.
    pub out_colors: bool,
    /// Standard error may be coloured.
    pub err_colors: bool,
    /// Columns.
    pub width: usize,
    /// The day of the run, in UTC.
    pub today: Date,
}

impl Terminal {
    /// Looks at the process.
    #[must_use]
    pub fn of_process() -> Self {
        // https://no-color.org: set and not empty.
        let colors = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            color: Color::Auto,
            out_colors: colors && std::io::stdout().is_terminal(),
            err_colors: colors && std::io::stderr().is_terminal(),
            width: width.unwrap_or(Style::default().width).clamp(40, WIDEST),
            today: today(),
        }
    }

    /// The style of standard output.
    #[must_use]
    pub fn out_style(&self) -> Style {
        self.style(self.out_colors)
    }

    /// The style of standard error.
    #[must_use]
    pub fn err_style(&self) -> Style {
        self.style(self.err_colors)
    }

    fn style(&self, auto: bool) -> Style {
        let color = match self.color {
            Color::Auto => auto,
            Color::Always => true,
            Color::Never => false,
        };
        Style { color, width: self.width }
    }
}

/// The date by the system's clock. A clock before 1970 or beyond 9999 counts as 1970-01-01.
pub(super) fn today() -> Date {
    let now = jiff::Timestamp::try_from(SystemTime::now()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    now.to_zoned(TimeZone::UTC).date()
}
