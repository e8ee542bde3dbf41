//! The one way from the bytes of a file to its findings: decode, read, put beside the source, check, leave out, fix.
//! Every program is a thin user of it: the library, the command line, the language server. Reads files, and asks git if
//! a config says so; knows nothing else of the world.

mod cache;
mod changed;
mod check;
mod checked;
mod documents;
mod file;
mod filter;
mod fixing;
mod git;
mod keys;
mod replace;
mod run;
mod source;
mod wants;

pub(crate) use cache::{Cache, FOLDER as CACHE_FOLDER};
pub(crate) use changed::{ChangedFiles, absolute};
pub(crate) use check::ReadDocument;
pub(crate) use checked::CheckedFile;
pub(crate) use documents::decode;
pub(crate) use file::{Bytes, FileJob, Outcome, TextJob, check_file, check_text};
pub use filter::LeftOut;
pub(crate) use filter::{BaselineFile, Filters};
pub(crate) use fixing::Rewrite;
pub(crate) use replace::{Replacement, write_file};
pub(crate) use run::Run;
pub(crate) use source::SourceDocument;
pub use source::SourceText;
pub(crate) use wants::Wants;
