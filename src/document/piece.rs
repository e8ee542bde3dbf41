//! The way back from extracted text to source bytes: a piecewise linear map.

use crate::span::{SourceSpan, TextSpan};

/// How a piece of text came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// The same bytes as in the source.
    Verbatim,
    /// Text that stands for other source bytes: an entity, an escape, a soft line break.
    Replaced,
    /// U+FFFC in place of code, a placeholder, a tag.
    Object,
}

/// A run of text that maps to one run of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub text: TextSpan,
    /// What it stands for in the source.
    pub source: SourceSpan,
    /// How the two are related.
    pub kind: PieceKind,
}

/// Pieces in text order, without overlap. Text between two pieces (a unit separator) has no source of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PieceMap {
    pieces: Vec<Piece>,
}

impl PieceMap {
    /// Adds a piece behind all others; a verbatim piece that continues the last one is merged into it.
    pub(super) fn push(&mut self, piece: Piece) {
        if let Some(last) = self.pieces.last_mut() {
            let continues = last.text.end == piece.text.start && last.source.end == piece.source.start;
            if continues && last.kind == PieceKind::Verbatim && piece.kind == PieceKind::Verbatim {
                last.text.end = piece.text.end;
                last.source.end = piece.source.end;
                return;
            }
        }
        self.pieces.push(piece);
    }

    /// The pieces in text order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The source span of a text span. A span that begins or ends inside a replaced piece grows to the whole piece;
    /// one that begins or ends between pieces shrinks to the nearest piece. `None` when the map is empty or the
    /// span lies outside every piece.
    #[must_use]
    pub fn to_source(&self, span: TextSpan) -> Option<SourceSpan> {
        if span.is_empty() {
            let at = self.position(span.start)?;
            return Some(SourceSpan::new(at, at));
        }
        let first = self.pieces.partition_point(|p| p.text.end <= span.start);
        let behind = self.pieces.partition_point(|p| p.text.start < span.end);
        if first >= behind {
            return None;
        }
        let (head, tail) = (self.pieces.get(first)?, self.pieces.get(behind - 1)?);
        let start = match head.kind {
            PieceKind::Verbatim => head.source.start + span.start.saturating_sub(head.text.start),
            _ => head.source.start,
        };
        let end = match tail.kind {
            PieceKind::Verbatim => tail.source.end - tail.text.end.saturating_sub(span.end),
            _ => tail.source.end,
        };
        Some(SourceSpan::new(start, end))
    }

    /// The source position of a place between two characters.
    fn position(&self, at: u32) -> Option<u32> {
        let index = self.pieces.partition_point(|p| p.text.end < at);
        let piece = self.pieces.get(index).or(self.pieces.last())?;
        Some(match piece.kind {
            PieceKind::Verbatim => (piece.source.start + at.saturating_sub(piece.text.start)).min(piece.source.end),
            _ if at <= piece.text.start => piece.source.start,
            _ => piece.source.end,
        })
    }

    /// True when the whole span is the same bytes in text and source, so that a fix may replace it.
    #[must_use]
    pub fn is_verbatim(&self, span: TextSpan) -> bool {
        let index = self.pieces.partition_point(|p| p.text.end < span.end.max(span.start));
        let at = |i: usize| self.pieces.get(i).is_some_and(|p| p.kind == PieceKind::Verbatim && p.text.contains(span));
        at(index) || (span.is_empty() && at(index + 1))
    }
}
