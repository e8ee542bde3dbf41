//! What a unit of text is in its document.

/// What a unit is in its document; rules use it to tell running text from furniture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A title or heading.
    Heading,
    /// One item of a list.
    ListItem,
    /// One cell of a table.
    Cell,
    /// Navigation, footer, aside, form: the page around the article.
    Furniture,
    /// A translation unit of a localisation format.
    Segment,
}
