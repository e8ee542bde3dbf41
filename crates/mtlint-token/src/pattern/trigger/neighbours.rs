//! Which bytes can precede or follow a literal in the matches of a pattern: all continuations of a few bytes, merged
//! position by position.

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

use super::near::Near;

/// The number of positions considered on each side of a literal.
const PLACES: usize = 4;

/// With more continuations than this, nothing is known about the neighbours.
const MAX_WAYS: usize = 512;

/// A repetition that is not exhausted after this many rounds may be followed by anything.
const MAX_TIMES: u32 = 64;

/// Reading direction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
}

/// One continuation.
#[derive(Clone, Default, PartialEq, Eq)]
struct Way {
    /// How many bytes of the literal have been read.
    read: usize,
    /// The positions after it.
    places: Vec<Near>,
    /// Anything may follow.
    open: bool,
}

/// What can follow `literal`, with which `parts` begin.
pub(super) fn after(literal: &str, parts: &[Hir], insensitive: bool) -> Vec<Near> {
    let reader = Reader { literal, insensitive, direction: Direction::Forward };
    join(reader.sequence(parts.iter(), vec![Way::default()]), literal.len())
}

/// What can precede the pattern that follows `parts`.
pub(super) fn before(parts: &[Hir], insensitive: bool) -> Vec<Near> {
    let reader = Reader { literal: "", insensitive, direction: Direction::Backward };
    join(reader.sequence(parts.iter().rev(), vec![Way::default()]), 0)
}

/// All continuations merged, as long as the shortest. A continuation that does not spell the literal belongs to another
/// one.
fn join(ways: Option<Vec<Way>>, read: usize) -> Vec<Near> {
    let ways: Vec<Way> = ways.unwrap_or_default().into_iter().filter(|w| w.read == read).collect();
    let length = ways.iter().map(|w| w.places.len()).min().unwrap_or(0);
    let at = |place: usize| ways.iter().filter_map(|w| w.places.get(place)).fold(Near::default(), |a, b| a.or(*b));
    (0..length).map(at).collect()
}

struct Reader<'a> {
    literal: &'a str,
    insensitive: bool,
    direction: Direction,
}

impl Reader<'_> {
    /// Continues through patterns in sequence; `None` if there are too many continuations.
    fn sequence<'h>(&self, parts: impl Iterator<Item = &'h Hir>, ways: Vec<Way>) -> Option<Vec<Way>> {
        parts.into_iter().try_fold(ways, |ways, part| self.read(part, ways))
    }

    fn read(&self, hir: &Hir, ways: Vec<Way>) -> Option<Vec<Way>> {
        if ways.iter().all(|w| w.open) {
            return Some(ways);
        }
        let ways = match hir.kind() {
            HirKind::Empty => ways,
            HirKind::Look(look) => self.look(*look, ways),
            HirKind::Literal(literal) => self.bytes(&literal.0, ways),
            HirKind::Class(class) => self.class(class, ways),
            HirKind::Repetition(repetition) => self.repetition(repetition, ways)?,
            HirKind::Capture(capture) => self.read(&capture.sub, ways)?,
            HirKind::Concat(parts) if self.direction == Direction::Forward => self.sequence(parts.iter(), ways)?,
            HirKind::Concat(parts) => self.sequence(parts.iter().rev(), ways)?,
            HirKind::Alternation(branches) => {
                let mut all = Vec::new();
                for branch in branches {
                    all.extend(self.read(branch, ways.clone())?);
                }
                all
            }
        };
        limit(ways)
    }

    fn look(&self, look: Look, mut ways: Vec<Way>) -> Vec<Way> {
        let (edge, line) = match (self.direction, look) {
            (Direction::Forward, Look::End) | (Direction::Backward, Look::Start) => (true, false),
            (Direction::Forward, Look::EndLF | Look::EndCRLF)
            | (Direction::Backward, Look::StartLF | Look::StartCRLF) => (true, true),
            _ => (false, false),
        };
        if edge {
            let ascii = if line { 1 << b'\n' | 1 << b'\r' } else { 0 };
            ways.retain(|w| w.read == self.literal.len());
            for way in ways.iter_mut().filter(|w| !w.open) {
                way.places.push(Near { ascii, other: false, edge });
                way.open = true;
            }
        }
        ways
    }

    fn bytes(&self, bytes: &[u8], mut ways: Vec<Way>) -> Vec<Way> {
        let order: Vec<u8> = match self.direction {
            Direction::Forward => bytes.to_vec(),
            Direction::Backward => bytes.iter().rev().copied().collect(),
        };
        for byte in order {
            ways.retain_mut(|way| self.byte(byte, way));
        }
        ways
    }

    /// False if the continuation does not spell the literal.
    fn byte(&self, byte: u8, way: &mut Way) -> bool {
        if way.open {
            return true;
        }
        match self.literal.as_bytes().get(way.read) {
            Some(wanted) => {
                way.read += 1;
                return wanted.eq_ignore_ascii_case(&byte);
            }
            None if byte.is_ascii() => way.push(self.both_cases(1 << byte), false),
            None => way.push(0, true),
        }
        true
    }

    fn class(&self, class: &Class, mut ways: Vec<Way>) -> Vec<Way> {
        let ranges: Vec<(u32, u32)> = match class {
            Class::Unicode(class) => class.ranges().iter().map(|r| (r.start().into(), r.end().into())).collect(),
            Class::Bytes(class) => class.ranges().iter().map(|r| (r.start().into(), r.end().into())).collect(),
        };
        let holds = |c: char| ranges.iter().any(|(start, end)| (*start..=*end).contains(&c.into()));
        let ascii = (0..128_u8).filter(|b| holds(char::from(*b))).fold(0, |set, b| set | 1_u128 << b);
        let other = ranges.iter().any(|(_, end)| *end >= 128);
        ways.retain_mut(|way| {
            if way.open {
                return true;
            }
            match self.literal.get(way.read..).and_then(|rest| rest.chars().next()) {
                Some(wanted) => {
                    way.read += wanted.len_utf8();
                    holds(wanted) || holds(wanted.to_ascii_uppercase())
                }
                None => {
                    way.push(self.both_cases(ascii), other);
                    true
                }
            }
        });
        ways
    }

    fn repetition(&self, repetition: &Repetition, mut ways: Vec<Way>) -> Option<Vec<Way>> {
        let mut all = Vec::new();
        for times in 0..=MAX_TIMES {
            let enough = times >= repetition.min;
            if enough {
                all.extend(ways.iter().cloned());
                all = limit(all)?;
            }
            if repetition.max == Some(times) || ways.is_empty() {
                return Some(all);
            }
            let longer = self.read(&repetition.sub, ways.clone())?;
            if longer == ways {
                // Every continuation is open, or the repeated pattern is empty.
                return Some(if enough { all } else { longer });
            }
            ways = longer;
        }
        None
    }

    fn both_cases(&self, ascii: u128) -> u128 {
        if !self.insensitive {
            return ascii;
        }
        let letters = (b'a'..=b'z').filter(|b| ascii >> b & 1 == 1 || ascii >> b.to_ascii_uppercase() & 1 == 1);
        letters.fold(ascii, |set, b| set | 1 << b | 1 << b.to_ascii_uppercase())
    }
}

impl Way {
    fn push(&mut self, ascii: u128, other: bool) {
        self.places.push(Near { ascii, other, edge: false });
        self.open = self.places.len() == PLACES;
    }
}

fn limit(ways: Vec<Way>) -> Option<Vec<Way>> {
    let mut unique: Vec<Way> = Vec::with_capacity(ways.len());
    for way in ways {
        if !unique.contains(&way) {
            unique.push(way);
        }
    }
    (unique.len() <= MAX_WAYS).then_some(unique)
}
