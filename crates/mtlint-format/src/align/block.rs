//! The blocks of a document for the alignment: kind, length, and the parts that a translation keeps.

use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use super::lengths::length;
use crate::document::{Document, Landmark, LandmarkKind, Object, ObjectKind, UnitKind};
use mtlint_token::span::{FileSpan, TextSpan, items_at, text_at};

/// Numbers, names and objects that are compared per block, at most.
const MOST_KEPT: usize = 32;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Text(UnitKind),
    Heading(u8),
    Code,
    /// A line of markup.
    Line,
    /// The title inside a line of markup.
    Title,
}

impl BlockKind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text(UnitKind::ListItem) => "a list item",
            Self::Text(UnitKind::Cell) => "a table cell",
            Self::Text(_) | Self::Title => "a paragraph",
            Self::Heading(_) => "a heading",
            Self::Code => "a code block",
            Self::Line => "a line of markup",
        }
    }
}

/// A heading, paragraph, list item, cell or code block.
#[derive(Debug)]
pub(super) struct Block<'d> {
    pub kind: BlockKind,
    /// In letters.
    pub length: u32,
    /// A hash of its numbers in order; for a line of markup, a hash that identifies it. 0 without any.
    pub numbers: u64,
    /// A hash of its whole text; 0 without a letter.
    pub whole: u64,
    /// Hashes of what a translation keeps unchanged, sorted and without repetition: code, the last parts of addresses,
    /// numbers, names of programs and the like.
    pub kept: Vec<u64>,
    /// A hash of the name that links use for it; 0 without one.
    pub anchor: u64,
    /// The index of its unit; `None` for a code block or a block without text.
    pub unit: Option<usize>,
    /// Its text; empty for code.
    pub span: TextSpan,
    pub place: FileSpan,
    /// True for a line of markup or the title in one. Languages can differ in these.
    pub is_markup: bool,
    /// Its first words, for messages.
    pub label: &'d str,
}

impl Block<'_> {
    /// True for a block whose loss a reader can see: one with letters, or code.
    pub(super) fn says_something(&self) -> bool {
        self.whole != 0 && !self.is_markup
    }

    /// True if both are certainly the same block, whatever their neighbours are.
    pub(super) fn is_known_as(&self, other: &Self) -> bool {
        let (both, all) = shared(&self.kept, &other.kept);
        let same = |a: u64, b: u64| a != 0 && a == b;
        same(self.anchor, other.anchor) || same(self.whole, other.whole) || both > 0 && 2 * both >= all
    }

    /// True if both contain code, addresses and the like, but share none of it.
    pub(super) fn says_other_than(&self, other: &Self) -> bool {
        !self.kept.is_empty() && !other.kept.is_empty() && shared(&self.kept, &other.kept).0 == 0
    }
}

/// The blocks of a range.
pub(super) fn part<'b, 'd>(blocks: &'b [Block<'d>], range: &Range<usize>) -> &'b [Block<'d>] {
    items_at(blocks, range.clone())
}

/// How many hashes two sorted lists share, and how many different ones they have together.
pub(super) fn shared(a: &[u64], b: &[u64]) -> (usize, usize) {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        both += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    (both, a.len() + b.len() - both)
}

/// The blocks of a document in file order, code blocks included.
pub(super) fn blocks(document: &Document) -> Vec<Block<'_>> {
    let mut landmarks = document.landmarks.iter().peekable();
    let mut builder =
        Builder { document, level: 0, anchor: 0, markup_end: 0, blocks: Vec::with_capacity(document.units.len()) };
    for (index, unit) in document.units.iter().enumerate() {
        while let Some(landmark) = landmarks.next_if(|l| l.unit as usize <= index) {
            builder.landmark(landmark);
        }
        builder.text(unit.kind, unit.target.outer, Some(index));
    }
    landmarks.for_each(|landmark| builder.landmark(landmark));
    builder.blocks
}

struct Builder<'d> {
    document: &'d Document,
    /// The heading level of the next block.
    level: u8,
    anchor: u64,
    /// The end of the last line of markup.
    markup_end: u32,
    blocks: Vec<Block<'d>>,
}

impl<'d> Builder<'d> {
    fn landmark(&mut self, landmark: &'d Landmark) {
        match landmark.kind {
            LandmarkKind::Heading(level) => self.level = level,
            LandmarkKind::Anchor(name) => self.anchor = name,
            LandmarkKind::Silent(kind, span) => self.text(kind, span, None),
            LandmarkKind::Code(print) => {
                let code = self.wordless(BlockKind::Code, landmark);
                self.blocks.push(Block { whole: print.max(1), ..code });
            }
            LandmarkKind::Line(print) => {
                let line = self.wordless(BlockKind::Line, landmark);
                self.markup_end = landmark.span.end;
                self.blocks.push(Block { numbers: print, ..line });
            }
        }
    }

    fn wordless(&mut self, kind: BlockKind, landmark: &'d Landmark) -> Block<'d> {
        Block {
            kind,
            length: landmark.span.len(),
            numbers: 0,
            whole: 0,
            kept: Vec::new(),
            anchor: if kind == BlockKind::Code { std::mem::take(&mut self.anchor) } else { 0 },
            unit: None,
            span: TextSpan::default(),
            place: landmark.span,
            is_markup: kind == BlockKind::Line,
            label: &landmark.label,
        }
    }

    fn text(&mut self, kind: UnitKind, span: TextSpan, unit: Option<usize>) {
        let text = self.document.target.slice(span);
        let level = std::mem::take(&mut self.level);
        let place = self.document.target.map.to_file(span).unwrap_or_default();
        let is_title = place.start < self.markup_end;
        self.blocks.push(Block {
            kind: match kind {
                _ if is_title => BlockKind::Title,
                UnitKind::Heading => BlockKind::Heading(level),
                kind => BlockKind::Text(kind),
            },
            length: length(text),
            numbers: numbers(text),
            whole: whole(text),
            kept: self.kept(text, span),
            anchor: std::mem::take(&mut self.anchor),
            unit,
            span,
            place,
            is_markup: is_title,
            label: text,
        });
    }

    fn kept(&self, text: &str, span: TextSpan) -> Vec<u64> {
        let all = &self.document.target.objects;
        let objects = items_at(all.all(), all.within(span));
        let objects = objects.iter().filter_map(|object| said(object, all.literal(object)));
        let mut kept: Vec<u64> = objects.chain(names(text)).take(MOST_KEPT).map(hash).collect();
        kept.sort_unstable();
        kept.dedup();
        kept
    }
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text).max(1)
}

fn whole(text: &str) -> u64 {
    if text.contains(char::is_alphabetic) { hash(text) } else { 0 }
}

/// The part of an object that a translation keeps: code unchanged, the last part of the path of an address.
fn said<'t>(object: &Object, literal: &'t str) -> Option<&'t str> {
    let said = match object.kind {
        ObjectKind::Reference | ObjectKind::Address => {
            let path = literal.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
            path.rsplit('/').next().unwrap_or_default()
        }
        _ => literal,
    };
    (!said.is_empty()).then_some(said)
}

/// Numbers of two digits and more, and Latin words that contain a capital, a digit, a dot or an underscore: names of
/// programs and the like.
fn names(text: &str) -> impl Iterator<Item = &str> {
    const EDGES: &[char] = &['.', '-', '_', '+'];
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || EDGES.contains(&c)));
    let words = words.map(|word| word.trim_matches(EDGES)).filter(|word| word.len() > 1);
    words.filter(|word| {
        let is_number = word.bytes().all(|b| b.is_ascii_digit());
        let inside = text_at(word, 1..);
        is_number
            || word.len() > 2
                && inside.contains(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "_.".contains(c))
    })
}

/// A hash of the numbers of two digits and more, in order. Most translations keep them.
fn numbers(text: &str) -> u64 {
    let mut hash = 0_u64;
    for run in text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() > 1) {
        for byte in run.bytes().chain([b' ']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3).wrapping_add(1);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::{names, shared};

    #[test]
    fn names_and_numbers_are_what_a_translation_keeps() {
        let found: Vec<_> = names("Le mode WebAssembly de node.js (v18) lit README.md, 42 fois. Fin.").collect();
        assert_eq!(found, ["WebAssembly", "node.js", "v18", "README.md", "42"]);
    }

    #[test]
    fn shared_counts_both_and_all() {
        assert_eq!(shared(&[1, 3, 5], &[2, 3, 5, 8]), (2, 5));
        assert_eq!(shared(&[], &[4]), (0, 1));
    }
}
