//! The kinds of units.

/// The kind of a unit in its document. Rules use it to distinguish running text from furniture.
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
    /// Navigation, footer, aside or form: the page around the article.
    Furniture,
    /// A translation unit of a localisation format.
    Segment,
}
