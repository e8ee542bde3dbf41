//! The surroundings of the program: colours, terminal width, date.

use std::ffi::OsStr;
use std::io::IsTerminal;

use clap::ValueEnum;
use jiff::civil::Date;

use crate::clock::today;
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

/// When rule ids are printed as links to their pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Hyperlinks {
    /// On a terminal that is known to support links
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
    /// The value of `--color`.
    pub color: Color,
    /// The value of `--hyperlinks`.
    pub hyperlinks: Hyperlinks,
    /// `--quiet`: only findings and errors are printed.
    pub quiet: bool,
    /// Standard output is a terminal that supports links.
    pub out_links: bool,
    /// Standard output is a terminal.
    pub is_out: bool,
    /// Standard error is a terminal on which a line can be overwritten.
    pub progress: bool,
    /// Standard output is coloured by default: it is a terminal, and `NO_COLOR` is not set.
    pub out_colors: bool,
    /// The same for standard error.
    pub err_colors: bool,
    /// Columns.
    pub width: usize,
    /// The date of the run in the system's time zone.
    pub today: Date,
}

impl Terminal {
    /// The surroundings of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let (no_color, term) = (std::env::var_os("NO_COLOR"), std::env::var_os("TERM"));
        let (colors, smart) = (colors(no_color.as_deref(), term.as_deref()), is_smart(term.as_deref()));
        let (is_out, is_err) = (std::io::stdout().is_terminal(), std::io::stderr().is_terminal());
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            color: Color::Auto,
            hyperlinks: Hyperlinks::Auto,
            quiet: false,
            out_links: is_out && smart && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
            is_out,
            progress: is_err && smart,
            out_colors: colors && is_out,
            err_colors: colors && is_err,
            width: width.unwrap_or(Style::default().width).clamp(40, WIDEST),
            today: today(),
        }
    }

    /// The style of standard output.
    #[must_use]
    pub fn out_style(&self) -> Style {
        let links = match self.hyperlinks {
            Hyperlinks::Auto => self.out_links,
            Hyperlinks::Always => true,
            Hyperlinks::Never => false,
        };
        Style { links, ..self.style(self.out_colors) }
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
        Style { color, width: self.width, links: false, quiet: self.quiet }
    }
}

/// Whether colours are used on a terminal. `NO_COLOR` counts if it is set and not empty, see <https://no-color.org>.
fn colors(no_color: Option<&OsStr>, term: Option<&OsStr>) -> bool {
    no_color.is_none_or(OsStr::is_empty) && is_smart(term)
}

/// Whether a terminal understands escape sequences.
fn is_smart(term: Option<&OsStr>) -> bool {
    term.is_none_or(|term| term != "dumb")
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    #[test]
    fn no_color_wins_if_it_is_not_empty() {
        let colors =
            |no_color: Option<&str>, term: Option<&str>| super::colors(no_color.map(OsStr::new), term.map(OsStr::new));
        assert!(colors(None, None) && colors(Some(""), Some("xterm")));
        assert!(!colors(Some("1"), None) && !colors(Some("0"), Some("xterm")) && !colors(None, Some("dumb")));
    }
}
