//! `mtlint init`.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::args::InitArgs;
use super::{CLEAN, Streams, TROUBLE};
use crate::config::{FILE_NAME, TEMPLATE};
use crate::pipeline::Replacement;
use crate::problem::{Problem, shown, unwritable};

pub(super) fn run(args: &InitArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let path = args.folder.join(FILE_NAME);
    let shown = shown(&path);
    match write_new(&path) {
        Ok(()) => {
            let how = "All settings are commented out; remove the `#:` before a line to use it.";
            writeln!(streams.out, "Wrote {shown}. {how}")?;
            Ok(CLEAN)
        }
        Err(e) => {
            let problem = match e.kind() {
                ErrorKind::AlreadyExists => Problem::error(shown, "already exists; it was not changed"),
                _ => unwritable(&path, &e),
            };
            streams.problem(&problem)?;
            Ok(TROUBLE)
        }
    }
}

/// Writes the template, completely or not at all. A file that is there, or that appears meanwhile, is not overwritten.
fn write_new(path: &Path) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let mut file = Replacement::new(path)?;
    file.write_all(TEMPLATE.as_bytes())?;
    file.finish_new()
}
