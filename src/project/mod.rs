//! The seam between the programs (the command line, the language server) and the core: rules are loaded, settings become
//! linters, files become findings. Reads files, and nothing else of the world.

mod phrases;
mod setups;
mod texts;

pub(crate) use setups::read_record;
pub(crate) use setups::{Answer, Catalog, Governed, Setup, Setups};
pub(crate) use texts::{Found, Origin, Original, check_documents, decode, read, show_documents};
