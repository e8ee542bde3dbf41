//! Headings, paragraphs, list items, cells and code blocks, by structure and length.

use std::ops::Range;

use super::lengths::{Bead, align, length, length_cost, ratio};
use super::{Lone, Pairing, behind, shown};
use crate::document::{Document, LandmarkKind, Text, UnitKind};
use crate::span::{SourceSpan, TextSpan};

/// The cost of a block without a counterpart.
const ALONE: f32 = 8.0;
/// What it costs that a block became one of another kind: e to this power to one against it.
const OTHER_KIND: f32 = 4.0;
/// What it costs that a heading is of another level.
const OTHER_LEVEL: f32 = 2.0;
/// What it costs that two blocks with numbers have different ones; the same ones are worth as much.
const OTHER_NUMBERS: f32 = 2.0;
/// Code that is as it was is worth this much.
const SAME_CODE: f32 = 4.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BlockKind {
    Text(UnitKind),
    Heading(u8),
    Code,
}

impl BlockKind {
    fn name(self) -> &'static str {
        match self {
            Self::Text(UnitKind::ListItem) => "a list item",
            Self::Text(UnitKind::Cell) => "a table cell",
            Self::Text(_) => "a paragraph",
            Self::Heading(_) => "a heading",
            Self::Code => "a code block",
        }
    }
}

#[derive(Debug)]
struct Block {
    kind: BlockKind,
    /// In letters.
    length: u32,
    /// A hash of its numbers, of a code block its content's; 0 without any.
    print: u64,
    /// The index of its unit; none of a code block.
    unit: Option<usize>,
    span: TextSpan,
    place: SourceSpan,
}

pub(super) fn pair(source: &Document, target: &Document) -> Pairing {
    let (from, to) = (blocks(source), blocks(target));
    let total = |blocks: &[Block]| {
        blocks.iter().filter(|b| b.kind != BlockKind::Code).map(|b| u64::from(b.length)).sum::<u64>()
    };
    let ratio = ratio(total(&from), total(&to));
    let beads = align(from.len(), to.len(), ALONE, |s, t| {
        cost(from.get(s).unwrap_or_default(), to.get(t).unwrap_or_default(), ratio)
    });
    let mut reader = Reader { source, target, from, to, ratio, pairing: Pairing::default(), units_before: 0 };
    reader.pairing.sources = vec![None; target.units.len()];
    reader.read(&beads);
    reader.pairing
}

/// The blocks of a document, code blocks at their places.
fn blocks(document: &Document) -> Vec<Block> {
    let mut landmarks = document.landmarks.iter().peekable();
    let mut blocks = Vec::with_capacity(document.units.len());
    for (index, unit) in document.units.iter().enumerate() {
        let mut level = None;
        while let Some(landmark) = landmarks.next_if(|l| l.unit as usize <= index) {
            match landmark.kind {
                LandmarkKind::Heading(depth) => level = Some(depth).filter(|_| landmark.unit as usize == index),
                LandmarkKind::Code(print) => blocks.push(code(landmark.span, print)),
            }
        }
        let text = document.target.slice(unit.target.span);
        let kind = match unit.kind {
            UnitKind::Heading => BlockKind::Heading(level.unwrap_or(0)),
            kind => BlockKind::Text(kind),
        };
        blocks.push(Block {
            kind,
            length: length(text),
            print: numbers(text),
            unit: Some(index),
            span: unit.target.outer,
            place: document.target.map.to_source(unit.target.span).unwrap_or_default(),
        });
    }
    blocks.extend(landmarks.filter_map(|landmark| match landmark.kind {
        LandmarkKind::Code(print) => Some(code(landmark.span, print)),
        LandmarkKind::Heading(_) => None,
    }));
    blocks
}

fn code(place: SourceSpan, print: u64) -> Block {
    Block { kind: BlockKind::Code, length: place.len(), print, unit: None, span: TextSpan::default(), place }
}

/// A hash of the runs of two digits and more, in order: they are the same in most translations.
fn numbers(text: &str) -> u64 {
    let mut hash = 0_u64;
    for run in text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() > 1) {
        for byte in run.bytes().chain([b' ']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3).wrapping_add(1);
        }
    }
    hash
}

/// How unlikely it is that these blocks translate each other, as −ln; `None` for code and text.
fn cost(from: &[Block], to: &[Block], ratio: f32) -> Option<f32> {
    let kinds = || from.iter().chain(to).map(|block| block.kind);
    let (first, second) = (from.first()?, to.first()?);
    if from.len() + to.len() > 2 {
        // Only running text is split and joined.
        let kind =
            kinds().next().filter(|kind| matches!(kind, BlockKind::Text(UnitKind::Paragraph | UnitKind::Furniture)))?;
        if !kinds().all(|other| other == kind) {
            return None;
        }
    }
    let letters = |blocks: &[Block]| blocks.iter().map(|block| block.length).sum();
    let same_numbers = match (first.print, second.print) {
        (0, 0) => 0.0,
        (a, b) if a == b => -OTHER_NUMBERS,
        (0, _) | (_, 0) => OTHER_NUMBERS / 2.0,
        _ => OTHER_NUMBERS,
    };
    let by_kind = match (first.kind, second.kind) {
        (BlockKind::Code, BlockKind::Code) => {
            let same = if first.print == second.print { -SAME_CODE } else { 0.0 };
            return Some(length_cost(first.length, second.length, 1.0) / 2.0 + same);
        }
        (BlockKind::Code, _) | (_, BlockKind::Code) => return None,
        (BlockKind::Heading(a), BlockKind::Heading(b)) if a != b => OTHER_LEVEL,
        (BlockKind::Heading(_), BlockKind::Heading(_)) => 0.0,
        (a, b) if a != b => OTHER_KIND,
        _ => 0.0,
    };
    let alone = from.len() + to.len() == 2;
    Some(length_cost(letters(from), letters(to), ratio) + by_kind + if alone { same_numbers } else { 0.0 })
}

struct Reader<'d> {
    source: &'d Document,
    target: &'d Document,
    from: Vec<Block>,
    to: Vec<Block>,
    ratio: f32,
    pairing: Pairing,
    /// The number of target units that the beads so far hold.
    units_before: usize,
}

impl Reader<'_> {
    fn read(&mut self, beads: &[Bead]) {
        let mut at = 0;
        while let Some(bead) = beads.get(at) {
            let lacks = |bead: &Bead| bead.target.is_empty();
            let adds = |bead: &Bead| bead.source.is_empty();
            let run = |is: &dyn Fn(&Bead) -> bool| beads.iter().skip(at).take_while(|bead| is(bead)).count();
            let (missing, added) = (run(&lacks), run(&adds));
            if missing > 0 {
                self.missing(bead.source.start..bead.source.start + missing);
            } else if added > 0 {
                self.added(bead.target.start..bead.target.start + added);
            } else {
                self.matched(bead);
            }
            at += missing.max(added).max(1);
            let last = beads.get(at - 1).map_or(0, |bead| bead.target.end);
            let units = self.to.iter().take(last).rev().find_map(|block| block.unit);
            self.units_before = units.map_or(self.units_before, |unit| unit + 1);
        }
    }

    fn missing(&mut self, range: Range<usize>) {
        let blocks = self.from.get(range).unwrap_or_default();
        let detail = describe(blocks, &self.source.target);
        let units: Vec<_> = blocks.iter().filter(|block| block.unit.is_some()).collect();
        let span = units.first().zip(units.last()).map(|(first, last)| first.span.to(last.span));
        let at = behind(self.target, self.units_before);
        self.pairing.lone.push(Lone { check: "missing-block", at, source: span, detail });
    }

    fn added(&mut self, range: Range<usize>) {
        let blocks = self.to.get(range).unwrap_or_default();
        let Some((first, last)) = blocks.first().zip(blocks.last()) else { return };
        let (at, detail) = (first.place.to(last.place), describe(blocks, &self.target.target));
        self.pairing.lone.push(Lone { check: "added-block", at, source: None, detail });
    }

    fn matched(&mut self, bead: &Bead) {
        let from = self.from.get(bead.source.clone()).unwrap_or_default();
        let to = self.to.get(bead.target.clone()).unwrap_or_default();
        let Some((first, last)) = from.first().zip(from.last()) else { return };
        let whole = first.span.to(last.span);
        let spans = match to {
            [one, two] => {
                let cut = self.cut(whole, one.length, two.length);
                vec![Some(TextSpan::new(whole.start, cut)), Some(TextSpan::new(cut, whole.end))]
            }
            _ => vec![Some(whole)],
        };
        for (block, span) in to.iter().zip(spans) {
            if let Some(slot) = block.unit.and_then(|unit| self.pairing.sources.get_mut(unit)) {
                *slot = span.filter(|span| !span.is_empty());
            }
        }
        let Some(second) = to.first().filter(|_| from.len() + to.len() == 2) else { return };
        let detail = match (first.kind, second.kind) {
            (BlockKind::Heading(a), BlockKind::Heading(b)) if a != b => {
                format!("the source has a heading of level {a} here, the translation one of level {b}")
            }
            (BlockKind::Heading(_), BlockKind::Heading(_)) => return,
            (a, b) if a.name() != b.name() => {
                format!("the source has {} here, the translation {}", a.name(), b.name())
            }
            _ => return,
        };
        let lone = Lone { check: "block-kind", at: second.place, source: Some(whole), detail };
        self.pairing.lone.push(lone);
    }

    /// Where a source paragraph is best cut for a translation in two: at the end of a sentence.
    fn cut(&self, whole: TextSpan, one: u32, two: u32) -> u32 {
        let text = self.source.target.slice(whole);
        let total = length(text);
        let mut best = (f32::INFINITY, whole.end);
        let (mut seen, mut counted) = (0, 0);
        for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '。' | '！' | '？')) {
            let end = at + c.len_utf8();
            seen += length(text.get(counted..end).unwrap_or_default());
            counted = end;
            let is_end = match c {
                '.' | '!' | '?' => text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace)),
                '。' | '！' | '？' => true,
                _ => false,
            };
            if is_end {
                let cost = length_cost(seen, one, self.ratio) + length_cost(total - seen, two, self.ratio);
                let end = whole.start + TextSpan::from_range(0..end).end;
                best = if cost < best.0 { (cost, end) } else { best };
            }
        }
        best.1
    }
}

/// Blocks for a message: what they are and how the first begins.
fn describe(blocks: &[Block], text: &Text) -> String {
    let Some(first) = blocks.first() else { return String::new() };
    let start = shown(text.slice(first.span));
    let start = if start.is_empty() { String::new() } else { format!(" (“{start}”)") };
    match blocks.len() {
        1 => format!("{}{start}", first.kind.name()),
        count => format!("{count} blocks, the first {}{start}", first.kind.name()),
    }
}
