//! Maps extracted text back to bytes of the file, piece by piece.

use mtlint_token::span::{FileSpan, TextSpan, items_at};

/// How a piece of text relates to the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// The same bytes as in the file.
    Verbatim,
    /// Text that represents other bytes: an entity, an escape, a soft line break. Without text: a gap, the bytes
    /// between two parts of a wrapped string.
    Replaced,
    /// U+FFFC in place of code, a placeholder, a tag. Without text: the place of an empty side.
    Object,
}

/// A run of text that maps to one run of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its span in the text.
    pub text: TextSpan,
    /// Its span in the file.
    pub file: FileSpan,
    /// How the two are related.
    pub kind: PieceKind,
}

/// Pieces in text order, without overlap. Text between two pieces (a unit separator) maps to nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PieceMap {
    pieces: Vec<Piece>,
}

impl PieceMap {
    /// Appends a piece; a verbatim piece that continues the last one is merged into it.
    pub(super) fn push(&mut self, piece: Piece) {
        if let Some(last) = self.pieces.last_mut() {
            let continues = last.text.end == piece.text.start && last.file.end == piece.file.start;
            if continues && last.kind == PieceKind::Verbatim && piece.kind == PieceKind::Verbatim {
                last.text.end = piece.text.end;
                last.file.end = piece.file.end;
                return;
            }
        }
        self.pieces.push(piece);
    }

    /// Removes all pieces.
    pub(super) fn clear(&mut self) {
        self.pieces.clear();
    }

    /// The pieces that have text in a span, and those without text inside it.
    #[must_use]
    pub fn overlapping(&self, span: TextSpan) -> &[Piece] {
        let first = self.pieces.partition_point(|p| p.text.end <= span.start);
        let behind = self.pieces.partition_point(|p| p.text.start < span.end);
        items_at(&self.pieces, first..behind.max(first))
    }

    /// The pieces of a span, cut to it, moved so that it begins at `start`.
    pub(super) fn part(&self, span: TextSpan, start: usize) -> impl Iterator<Item = Piece> {
        let moved = move |at: u32| start + (at - span.start) as usize;
        self.overlapping(span).iter().map(move |piece| {
            let text = TextSpan::new(piece.text.start.max(span.start), piece.text.end.min(span.end));
            let file = match piece.kind {
                PieceKind::Verbatim => {
                    let start = piece.file.start + (text.start - piece.text.start);
                    FileSpan::new(start, start + text.len())
                }
                PieceKind::Replaced | PieceKind::Object => piece.file,
            };
            Piece { text: TextSpan::from_range(moved(text.start)..moved(text.end)), file, kind: piece.kind }
        })
    }

    /// The pieces in text order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The file span of a text span. A span that begins or ends inside a replaced piece grows to the whole piece; one
    /// that begins or ends between pieces shrinks to the nearest piece. `None` if the span is outside every piece.
    #[must_use]
    pub fn to_file(&self, span: TextSpan) -> Option<FileSpan> {
        if span.is_empty() {
            return self.place(span.start);
        }
        let pieces = self.overlapping(span);
        let (head, tail) = (pieces.first()?, pieces.last()?);
        let start = match head.kind {
            PieceKind::Verbatim => head.file.start + span.start.saturating_sub(head.text.start),
            _ => head.file.start,
        };
        let end = match tail.kind {
            PieceKind::Verbatim => tail.file.end - tail.text.end.saturating_sub(span.end),
            _ => tail.file.end,
        };
        Some(FileSpan::new(start, end))
    }

    /// The file span of an empty span: the whole of an empty side, otherwise a position.
    fn place(&self, at: u32) -> Option<FileSpan> {
        let index = self.pieces.partition_point(|p| p.text.start < at);
        let piece = self.pieces.get(index).filter(|p| p.text.start == at && p.text.is_empty());
        if let Some(side) = piece.filter(|p| p.kind == PieceKind::Object) {
            return Some(side.file);
        }
        self.position(at).map(|at| FileSpan::new(at, at))
    }

    /// The position in the file of a place between two characters.
    fn position(&self, at: u32) -> Option<u32> {
        let index = self.pieces.partition_point(|p| p.text.end < at);
        let piece = self.pieces.get(index).or(self.pieces.last())?;
        Some(match piece.kind {
            PieceKind::Verbatim => (piece.file.start + at.saturating_sub(piece.text.start)).min(piece.file.end),
            _ if at <= piece.text.start => piece.file.start,
            _ => piece.file.end,
        })
    }

    /// True if a fix can replace the span: it maps to one run of the file, and each piece is inside the span as a whole
    /// or cut between verbatim characters.
    #[must_use]
    pub fn is_replaceable(&self, span: TextSpan) -> bool {
        if span.is_empty() {
            let index = self.pieces.partition_point(|p| p.text.end < span.end);
            let touching = self.pieces.iter().skip(index).take_while(|p| p.text.start <= span.start);
            return touching.take(3).any(|p| p.kind == PieceKind::Verbatim);
        }
        let pieces = self.overlapping(span);
        let apart = pieces.windows(2).any(|w| matches!(w, [a, b] if a.file.end != b.file.start));
        let edge =
            |p: &Piece| p.kind == PieceKind::Verbatim || (p.kind == PieceKind::Replaced && span.contains(p.text));
        !pieces.is_empty() && !apart && pieces.iter().all(edge)
    }
}
