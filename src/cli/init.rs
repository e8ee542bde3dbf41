//! `mtlint init`.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};

use super::args::InitArgs;
use super::{CLEAN, Streams, TROUBLE};
use crate::config::{FILE_NAME, TEMPLATE};
use crate::problem::Problem;

pub(super) fn run(args: &InitArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let path = args.folder.join(FILE_NAME);
    let shown = super::input::shown(&path);
    // `create_new` rather than a look first: a file that appears between the two is not overwritten either.
    let written = OpenOptions::new().write(true).create_new(true).open(&path);
    match written.and_then(|mut file| file.write_all(TEMPLATE.as_bytes())) {
        Ok(()) => {
            writeln!(streams.out, "Wrote {shown}. All in it is commented out; `mtlint check` goes by it from now on.")?;
            Ok(CLEAN)
        }
        Err(e) => {
            let problem = match e.kind() {
                ErrorKind::AlreadyExists => Problem::error(shown, "exists already; it is left as it is"),
                _ => Problem::error(shown, format!("cannot be written: {e}")),
            };
            streams.problem(&problem)?;
            Ok(TROUBLE)
        }
    }
}
