//! The parts of a segment that are not language: placeholders, tags, code, references. Bilingual checks compare them.

use std::ops::Range;

use mtlint_token::span::{FileSpan, TextSpan, text_at};

/// The kind of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ObjectKind {
    /// A value replaces it: `%s`, `{name}`.
    Placeholder,
    /// Markup around or between words: `<b>`, `</b>`, `**`, an inline element.
    Tag,
    /// A literal that a machine reads: code, a path, an option.
    Code,
    /// A reference to another place: a role with its target, the target of a link, a footnote.
    Reference,
    /// A URL or an e-mail address.
    Address,
    /// The mark of a shortcut key: `_File`, `&File`.
    Accelerator,
    /// Anything else that is not language.
    Other,
}

/// An inline object of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its U+FFFC in the text; empty for an object that leaves no character, such as a tag between two letters.
    pub span: TextSpan,
    /// Its span in the file.
    pub file: FileSpan,
    /// Its kind.
    pub kind: ObjectKind,
    literal: (u32, u32),
}

/// The objects of a text with their literals, in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Objects {
    list: Vec<Object>,
    literals: String,
}

impl Objects {
    pub(super) fn push(&mut self, span: TextSpan, file: FileSpan, kind: ObjectKind, literal: &str) {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let start = narrow(self.literals.len());
        self.literals.push_str(literal);
        self.list.push(Object { span, file, kind, literal: (start, narrow(self.literals.len())) });
    }

    /// All objects, in text order.
    #[must_use]
    pub fn all(&self) -> &[Object] {
        &self.list
    }

    /// The literal of an object, unescaped: `%(name)s`, `<b>`.
    #[must_use]
    pub fn literal(&self, object: &Object) -> &str {
        text_at(&self.literals, object.literal.0 as usize..object.literal.1 as usize)
    }

    /// Indices of the objects in a span, its edges included.
    #[must_use]
    pub fn within(&self, span: TextSpan) -> Range<usize> {
        let first = self.list.partition_point(|o| o.span.start < span.start);
        let end = self.list.partition_point(|o| o.span.end <= span.end);
        first..end.max(first)
    }
}
