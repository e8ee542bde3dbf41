//! Hashes of the two texts of a unit.

use std::fmt;
use std::str::FromStr;

use rustc_hash::FxHashSet;
use twox_hash::XxHash3_64;

use crate::document::{Document, Side, Text, UnitState};

/// Hashes (XXH3, 64 bits) of a translation and of the source text that it was made from. Written as two numbers of 16
/// hexadecimal digits separated by a space, the translation first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MadeFrom {
    /// The hash of the translation.
    pub target: u64,
    /// The hash of the source text.
    pub source: u64,
}

impl fmt::Display for MadeFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x} {:016x}", self.target, self.source)
    }
}

impl FromStr for MadeFrom {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |digits: &str| u64::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 16);
        let numbers = text.split_once(' ').and_then(|(target, source)| Some((number(target)?, number(source)?)));
        let (target, source) = numbers.ok_or_else(|| format!("“{text}” is no pair of hashes"))?;
        Ok(Self { target, source })
    }
}

/// The units of a document with a source and a translation: their indices and hashes.
pub fn made_from(document: &Document) -> impl Iterator<Item = (usize, MadeFrom)> {
    document.units.iter().enumerate().filter(|(_, unit)| unit.state != UnitState::Untranslated).filter_map(
        |(at, unit)| {
            let source = print(&document.source, unit.source?);
            Some((at, MadeFrom { target: print(&document.target, unit.target), source }))
        },
    )
}

/// The hashes of all texts of a source document.
pub fn source_prints(document: &Document) -> FxHashSet<u64> {
    document.units.iter().map(|unit| print(&document.target, unit.target)).collect()
}

/// White space does not count, but objects do: another placeholder or link is another text.
fn print(text: &Text, side: Side) -> u64 {
    let words = text.slice(side.outer).split_whitespace();
    let literals = text.objects_of(side).map(|(_, literal)| literal);
    let mut flat = String::new();
    words.chain(literals).for_each(|part| {
        flat.push_str(part);
        flat.push('\n');
    });
    XxHash3_64::oneshot(flat.as_bytes())
}
