//! The command line: arguments in, an exit code out. This is the only room that reads the clock, the environment and
//! the terminal, and with report/ the only one that prints.

mod args;
mod baseline;
mod batch;
mod check;
mod explain;
mod init;
mod input;
mod lsp;
mod manual;
mod measured;
mod output;
mod progress;
mod report;
mod rules;
mod score;
mod sources;
mod stats;
mod terminal;
mod threads;
mod watch;

use std::ffi::OsString;
use std::io::{self, BufWriter, ErrorKind, Read, Write};

use clap::Parser;
use clap::error::{ContextKind, ContextValue};

use args::{Args, Command};
pub use terminal::Terminal;

/// Exit code: nothing found, or nothing that counts.
pub const CLEAN: u8 = 0;
/// Exit code: findings at or above `--fail-on`.
pub const FOUND: u8 = 1;
/// Exit code: wrong usage, an unreadable file, a broken rule or config.
pub const TROUBLE: u8 = 2;

/// The three streams of a process and what is known of the terminal behind them.
pub struct Streams<'s> {
    /// Standard input, for `-`.
    pub stdin: &'s mut (dyn Read + Send),
    /// For findings and answers.
    pub out: &'s mut dyn Write,
    /// For problems.
    pub err: &'s mut dyn Write,
    /// Colours, widths, the date.
    pub terminal: Terminal,
}

impl std::fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Streams").field("terminal", &self.terminal).finish_non_exhaustive()
    }
}

impl Streams<'_> {
    /// Writes a problem to standard error, behind all that was written to standard output so far.
    fn problem(&mut self, problem: &crate::problem::Problem) -> io::Result<()> {
        if self.terminal.quiet && !problem.is_error {
            return Ok(());
        }
        self.out.flush()?;
        crate::report::write_problem(problem, self.terminal.err_style(), self.err)
    }
}

/// Runs the program with the streams of the process and returns its exit code.
#[must_use]
pub fn main() -> u8 {
    // Not locked but for output: the language server reads on another thread, progress is written by those that check.
    let (mut stdin, mut out, mut err) = (io::stdin(), BufWriter::new(io::stdout().lock()), io::stderr());
    let terminal = Terminal::of_process();
    let mut streams = Streams { stdin: &mut stdin, out: &mut out, err: &mut err, terminal };
    let code = run(std::env::args_os(), &mut streams).and_then(|code| streams.out.flush().map(|()| code));
    match code {
        Ok(code) => code,
        // Whoever read the output has enough of it: `mtlint check . | head`.
        Err(e) if e.kind() == ErrorKind::BrokenPipe => CLEAN,
        Err(e) => {
            // Nobody is left to tell when this fails too.
            let _ = writeln!(streams.err, "error: cannot write: {e}");
            TROUBLE
        }
    }
}

/// Runs the program: arguments with the program's name first, the exit code out.
///
/// # Errors
/// Those of the writers.
pub fn run(args: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> io::Result<u8> {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => return usage(&error, streams),
    };
    streams.terminal.color = args.color;
    streams.terminal.hyperlinks = args.hyperlinks;
    streams.terminal.quiet = args.quiet;
    match args.command {
        Command::Check(args) if args.watch => watch::run(&args, streams),
        Command::Check(args) => check::run(&args, streams),
        Command::Baseline(args) => baseline::run(&args, streams),
        Command::Sources(args) => sources::run(&args, streams),
        Command::Rules(args) => rules::run(&args, streams),
        Command::Explain(args) => explain::run(&args, streams),
        Command::Stats(args) => stats::run(&args, streams),
        Command::Score(args) => score::run(&args, streams),
        Command::Report(args) => report::run(&args, streams),
        Command::Init(args) => init::run(&args, streams),
        Command::Lsp(_) => lsp::run(streams),
        Command::Completions(args) => manual::completions(&args, streams),
        Command::Man(args) => manual::man(&args, streams),
    }
}

/// Prints help or a usage error; a path in the place of a command gets the hint that it misses.
fn usage(error: &clap::Error, streams: &mut Streams<'_>) -> io::Result<u8> {
    let rendered = error.render();
    if !error.use_stderr() {
        let color = streams.terminal.out_style().color;
        if color {
            write!(streams.out, "{}", rendered.ansi())?
        } else {
            write!(streams.out, "{rendered}")?
        }
        return Ok(CLEAN);
    }
    let color = streams.terminal.err_style().color;
    if color {
        write!(streams.err, "{}", rendered.ansi())?
    } else {
        write!(streams.err, "{rendered}")?
    }
    if error.kind() == clap::error::ErrorKind::InvalidSubcommand
        && let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand)
        && (word.contains(['.', '/', '\\']) || std::path::Path::new(word).exists())
    {
        writeln!(streams.err, "\nTo check a file or folder, write: mtlint check {word}")?;
    }
    Ok(TROUBLE)
}
