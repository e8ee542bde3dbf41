//! `mtlint lsp`.

use std::io;

use super::{CLEAN, FOUND, Streams};
use crate::clock::today;
use crate::lsp;

/// The protocol requires the exit code 0 after a `shutdown` request, otherwise 1.
pub(super) fn run(streams: &mut Streams<'_>) -> io::Result<u8> {
    let ended_well = lsp::serve(streams.stdin, streams.out, today)?;
    Ok(if ended_well { CLEAN } else { FOUND })
}
