//! How elements of HTML affect text.

use crate::document::UnitKind;

/// How an element affects text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Starts and ends units, of this kind or of its parent's.
    Block(Option<UnitKind>),
    /// Starts and ends units of the page around the article.
    Furniture,
    /// Its content is not text.
    Masked,
    /// Ends a unit and has no content.
    Rule,
    /// Ends a line.
    Break,
    /// An object in the line: an image, an input field.
    Replaced,
    /// No content and nothing to see.
    Void,
    /// Text continues through it.
    Inline,
}

impl Role {
    /// True when it ends the unit before it.
    pub(super) fn is_block(self) -> bool {
        matches!(self, Self::Block(_) | Self::Furniture | Self::Rule)
    }
}

/// The role of an element; unknown ones are inline, as in browsers.
pub(super) fn role(name: &str) -> Role {
    use UnitKind::{Cell, Heading, ListItem, Paragraph};
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Block(Some(Heading)),
        "li" => Role::Block(Some(ListItem)),
        "td" | "th" => Role::Block(Some(Cell)),
        "blockquote" | "figcaption" | "dt" | "dd" | "caption" | "summary" | "legend" | "body" | "table" | "ul"
        | "ol" | "dl" | "figure" => Role::Block(Some(Paragraph)),
        "p" | "div" | "section" | "article" | "main" | "header" | "hgroup" | "address" | "details" | "dialog"
        | "form" | "fieldset" | "center" | "menu" | "tr" | "thead" | "tbody" | "tfoot" | "colgroup" | "head"
        | "search" => Role::Block(None),
        // The title belongs to the page: it repeats the heading, often with the name of the site.
        "title" | "nav" | "footer" | "aside" | "button" | "select" | "option" | "optgroup" => Role::Furniture,
        "script" | "style" | "code" | "pre" | "kbd" | "samp" | "svg" | "math" | "template" | "textarea"
        | "noscript" | "iframe" | "noembed" | "noframes" | "xmp" | "listing" | "plaintext" | "object" | "canvas"
        | "video" | "audio" => Role::Masked,
        "hr" => Role::Rule,
        "br" => Role::Break,
        "img" | "input" | "embed" => Role::Replaced,
        "meta" | "link" | "base" | "area" | "col" | "param" | "source" | "track" | "wbr" => Role::Void,
        _ => Role::Inline,
    }
}

/// Masked elements that are blocks.
pub(super) fn is_masked_block(name: &str) -> bool {
    matches!(name, "pre" | "xmp" | "listing" | "plaintext" | "noframes")
}

/// Masked elements that hold nothing but a phrase.
pub(super) fn is_phrase(name: &str) -> bool {
    matches!(name, "code" | "kbd" | "samp")
}

/// Masked elements that leave nothing in the line.
pub(super) fn is_invisible(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "noscript" | "noembed")
}

/// True when the start of `next` ends an open `name` (HTML, 13.1.2.4 Optional tags).
pub(super) fn is_closed_by(name: &str, next: &str) -> bool {
    match name {
        "p" => true,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => role(next) == role(name),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr"),
        "tr" => next == "tr",
        "option" => matches!(next, "option" | "optgroup"),
        "head" => next == "body",
        _ => false,
    }
}

/// Names of meta elements that give the date of publication.
pub(super) fn is_date_property(name: &str) -> bool {
    matches!(
        name,
        "article:published_time"
            | "og:published_time"
            | "date"
            | "pubdate"
            | "publishdate"
            | "publish_date"
            | "publish-date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.date"
            | "dcterms.created"
            | "dcterms.issued"
            | "datepublished"
            | "parsely-pub-date"
            | "sailthru.date"
    )
}
