//! Where reports are written: to standard output, to files, or both.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::pipeline::Replacement;
use crate::problem::Problem;
use crate::problem::{shown, unwritable};
use crate::report::{FORMATS, FileReport, OutputFormat, Reporter, Style, Summary};

/// The value of `--output`: `FILE` or `FORMAT:FILE`.
#[derive(Clone, Debug)]
pub(super) struct OutputFile {
    /// The format; `None` means the one of `--format`.
    format: Option<&'static OutputFormat>,
    path: PathBuf,
}

impl FromStr for OutputFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, path) = match text.split_once(':') {
            // A single letter before the colon is a drive.
            Some((name, path)) if name.len() > 1 && name.chars().all(|c| c.is_ascii_alphanumeric()) => {
                (Some(OutputFormat::by_name(name).ok_or_else(|| unknown(name))?), path)
            }
            _ => (None, text),
        };
        if path.is_empty() {
            return Err("the file name is missing".to_owned());
        }
        Ok(Self { format, path: path.into() })
    }
}

fn unknown(name: &str) -> String {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    format!(
        "there is no format `{name}`. The formats are: {}. For a file name with a colon, write ./{name}:…",
        names.join(", ")
    )
}

/// All reports of a run.
pub(super) struct Outputs {
    sinks: Vec<Sink>,
}

struct Sink {
    reporter: Box<dyn Reporter>,
    fingerprints: bool,
    /// `None` is standard output.
    file: Option<(PathBuf, Replacement)>,
}

impl Outputs {
    /// Opens all outputs. `format` goes to standard output, unless one of `files` has no format of its own.
    pub(super) fn open(format: &str, style: Style, files: &[OutputFile]) -> Result<Self, Problem> {
        let Some(main) = OutputFormat::by_name(format).or(FORMATS.first()) else {
            return Ok(Self { sinks: Vec::new() });
        };
        let mut sinks = Vec::new();
        if files.iter().all(|output| output.format.is_some()) {
            sinks.push(Sink { reporter: (main.make)(style), fingerprints: main.fingerprints, file: None });
        }
        for (index, output) in files.iter().enumerate() {
            if files.iter().take(index).any(|other| other.path == output.path) {
                return Err(Problem::error(shown(&output.path), "is used by two outputs"));
            }
            let file = Replacement::new(&output.path).map_err(|e| unwritable(&output.path, &e))?;
            let format = output.format.unwrap_or(main);
            let reporter = (format.make)(Style::default());
            sinks.push(Sink { reporter, fingerprints: format.fingerprints, file: Some((output.path.clone(), file)) });
        }
        Ok(Self { sinks })
    }

    /// True if any of the formats shows fingerprints.
    pub(super) fn want_fingerprints(&self) -> bool {
        self.sinks.iter().any(|sink| sink.fingerprints)
    }

    /// Writes the findings in the next file.
    pub(super) fn file(&mut self, report: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.each(out, |reporter, out| reporter.file(report, out))
    }

    /// Notes a file without findings.
    pub(super) fn clean_file(&mut self, path: &str, out: &mut dyn Write) -> io::Result<()> {
        self.each(out, |reporter, out| reporter.clean_file(path, out))
    }

    /// Ends all reports and puts the files in place.
    pub(super) fn finish(mut self, summary: &Summary, problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
        self.each(out, |reporter, out| reporter.finish(summary, problems, out))?;
        for (path, file) in self.sinks.into_iter().filter_map(|sink| sink.file) {
            file.finish().map_err(|e| named(&path, &e))?;
        }
        out.flush()
    }

    fn each(
        &mut self,
        out: &mut dyn Write,
        work: impl Fn(&mut dyn Reporter, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        for sink in &mut self.sinks {
            match &mut sink.file {
                None => work(&mut *sink.reporter, out)?,
                Some((path, file)) => work(&mut *sink.reporter, file).map_err(|e| named(path, &e))?,
            }
        }
        Ok(())
    }
}

/// Adds the name of the file to an error.
fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::other(format!("{}: {error}", shown(path)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::OutputFile;

    fn parse(text: &str) -> Result<(Option<&'static str>, String), String> {
        let output: OutputFile = text.parse()?;
        Ok((output.format.map(|f| f.name), output.path.display().to_string()))
    }

    #[test]
    fn a_format_can_precede_the_file() {
        assert_eq!(parse("sarif:out/a.sarif"), Ok((Some("sarif"), "out/a.sarif".to_owned())));
        assert_eq!(parse("report.xml"), Ok((None, "report.xml".to_owned())));
        assert_eq!(parse("C:report.xml"), Ok((None, "C:report.xml".to_owned())));
        assert_eq!(parse("./sarif:x"), Ok((None, "./sarif:x".to_owned())));
        assert!(parse("sarff:x").unwrap_err().contains("no format `sarff`"));
        assert!(parse("sarif:").unwrap_err().contains("missing"));
        assert!(parse("").unwrap_err().contains("missing"));
    }
}
