//! The syntax of directives: `mtlint-disable-next-line rule` and the like, in a comment or on a line of plain text.
//! Formats find them with this; the rules crate reads and applies them.

/// The first characters of every directive.
pub const PREFIX: &str = "mtlint-";

/// The ends of comments in various formats.
const CLOSERS: [&str; 4] = ["-->", "*/}", "*/", "#}"];

/// A line without comment delimiters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommentLine<'t> {
    /// Bytes of the line before the text.
    pub skipped: usize,
    /// The text.
    pub text: &'t str,
}

impl<'t> CommentLine<'t> {
    /// Removes comment delimiters from both ends of a line.
    #[must_use]
    pub fn of(line: &'t str) -> Self {
        let text = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let skipped = line.len() - text.len();
        let text = text.trim_end();
        let closer = CLOSERS.iter().find_map(|closer| text.strip_suffix(closer));
        Self { skipped, text: closer.unwrap_or(text).trim_end() }
    }
}

/// True for a line of plain text that is only a directive.
#[must_use]
pub fn is_directive_line(line: &str) -> bool {
    let word = CommentLine::of(line).text.split_whitespace().next().unwrap_or_default();
    word.starts_with(PREFIX) && (word.starts_with("mtlint-disable") || word.starts_with("mtlint-enable"))
}
