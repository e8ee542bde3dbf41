//! What a directive looks like: `mtlint-disable-next-line rule` and the like, in a comment or on a line of plain text.
//! Formats look for it here; the `suppress` room of the rules reads and applies it.

/// The first characters of every directive.
pub const PREFIX: &str = "mtlint-";

/// Signs that end a comment in one format or another.
const CLOSERS: [&str; 4] = ["-->", "*/}", "*/", "#}"];

/// A line without the signs of its comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommentLine<'t> {
    /// Bytes of the line before the text.
    pub skipped: usize,
    /// The text.
    pub text: &'t str,
}

impl<'t> CommentLine<'t> {
    /// Takes the signs of a comment off both ends of a line.
    #[must_use]
    pub fn of(line: &'t str) -> Self {
        let text = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let skipped = line.len() - text.len();
        let text = text.trim_end();
        let closer = CLOSERS.iter().find_map(|closer| text.strip_suffix(closer));
        Self { skipped, text: closer.unwrap_or(text).trim_end() }
    }
}

/// True for a line of plain text that is a directive and nothing else.
#[must_use]
pub fn is_directive_line(line: &str) -> bool {
    let word = CommentLine::of(line).text.split_whitespace().next().unwrap_or_default();
    word.starts_with(PREFIX) && (word.starts_with("mtlint-disable") || word.starts_with("mtlint-enable"))
}
