//! Writes crates/mtlint-text/src/lexicon/data: the word forms of SCOWL, the inflections of LemmInflect and the most
//! common tags of Brill's lexicon, as an fst and two tables. The README there lists the sources.

#![allow(clippy::print_stdout, reason = "tells the sizes to the one who runs it")]

mod sources;
mod tables;

use std::fs;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use mtlint_text::lexicon::ClassTable;

/// Write the English lexicon from SCOWL, LemmInflect and Brill's lexicon
///
/// The sources must be on disk: the task downloads nothing.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// The folder with the lists of SCOWL (Debian package scowl: /usr/share/dict/scowl)
    #[arg(long, default_value = "/usr/share/dict/scowl")]
    scowl: PathBuf,
    /// The folder `resources` of the Python package lemminflect
    #[arg(long)]
    lemminflect: PathBuf,
    /// Brill's lexicon from the Python package textblob: textblob/en/en-lexicon.txt
    #[arg(long)]
    brill: PathBuf,
    /// The folder to write
    #[arg(long, default_value = "src/lexicon/data")]
    out: PathBuf,
}

/// Reads the sources and writes the three files.
pub(crate) fn run(args: &Args) -> Result<(), String> {
    let mut forms = sources::Forms::default();
    sources::scowl(&args.scowl, &mut forms)?;
    let inflections = sources::inflections(&args.lemminflect.join("infl_lu.csv.gz"), &mut forms)?;
    sources::lemmas(&args.lemminflect.join("lemma_lu.csv.gz"), &mut forms)?;
    sources::brill(&args.brill, &mut forms)?;
    let tables = tables::Tables::of(&forms)?;
    let write = |name: &str, bytes: &[u8]| {
        println!("{name}: {} bytes", bytes.len());
        fs::write(args.out.join(name), bytes).map_err(|e| format!("{}: {e}", args.out.join(name).display()))
    };
    write("english.fst", &tables.forms)?;
    write("english.classes", &ClassTable::write(&tables.records())?)?;
    write("english.irregular", tables::irregular(&inflections).as_bytes())?;
    println!("{} forms, {} with tags, {} classes", forms.len(), forms.tagged(), tables.classes.len());
    Ok(())
}
