//! The state of an HTML reader: the open tag, the open blocks, the masked element.

use crate::document::UnitKind;
use mtlint_text::language::LanguageId;

/// Why text belongs to the page rather than to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// It belongs to the article.
    No,
    /// Inside a form. Some pages are one big form, so an article inside ends it.
    Form,
    /// Inside navigation, footer, aside, button.
    Page,
}

/// An open block.
#[derive(Debug)]
pub(super) struct Block {
    pub name: String,
    pub kind: UnitKind,
    pub around: Around,
    pub language: Option<LanguageId>,
    /// For the outermost header: the units and the navigations before it.
    pub header: Option<(usize, usize)>,
    pub in_header: bool,
}

/// An element whose content is not text.
#[derive(Debug)]
pub(super) struct Mask {
    pub name: String,
    /// The number of open elements of this name inside.
    pub depth: usize,
    pub start: usize,
    /// True for an element in a line of text, which leaves an object there.
    pub inline: bool,
    /// True if it ends with its block at the latest, so that a missing end tag does not hide the rest of the page.
    pub breakable: bool,
}

/// The start tag that is being read.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub name: String,
    pub start: usize,
    pub attribute: String,
    pub language: Option<LanguageId>,
    pub untranslated: bool,
    pub landmark: bool,
    /// Of `<a href>` and `<img src>`.
    pub target: String,
    pub id: String,
    /// `property`, `name` or `itemprop`.
    pub meta: String,
    pub content: String,
}
