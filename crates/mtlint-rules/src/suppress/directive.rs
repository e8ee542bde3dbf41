//! Directives in comments: `mtlint-disable-next-line rule, rule -- reason`.

use std::convert::Infallible;

use crate::rule::Selector;
use mtlint_format::document::{CommentLine, PREFIX};
use mtlint_token::span::{FileSpan, text_at};

/// The effect of a directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DirectiveKind {
    /// Silences rules for the next line with text, or the next segment.
    NextLine,
    /// Silences rules from here on.
    Disable,
    /// Ends `mtlint-disable`.
    Enable,
    /// Silences rules for the whole file, wherever the directive is.
    File,
}

/// All kinds with their names.
pub(super) const KINDS: [(&str, DirectiveKind); 4] = [
    ("mtlint-disable-next-line", DirectiveKind::NextLine),
    ("mtlint-disable", DirectiveKind::Disable),
    ("mtlint-enable", DirectiveKind::Enable),
    ("mtlint-disable-file", DirectiveKind::File),
];

/// A rule, family or `all` in a directive.
#[derive(Clone, Debug)]
pub(super) struct NamedRule {
    pub selector: Selector,
    pub span: FileSpan,
}

/// A directive in a file.
#[derive(Clone, Debug)]
pub(super) struct Directive {
    /// `None` for a word that is not in [`KINDS`].
    pub kind: Option<DirectiveKind>,
    /// The comment that contains it.
    pub comment: FileSpan,
    /// The word that names its effect.
    pub word: FileSpan,
    /// The rules; a directive without names has one `all` with the span of the word.
    pub names: Vec<NamedRule>,
}

/// The directives in a comment, at most one in each line. Comment markers before and after them do not matter.
pub(super) fn directives(content: &str, comment: FileSpan) -> impl Iterator<Item = Directive> {
    let text = comment.of(content);
    let start = comment.range().start;
    text.split_inclusive(['\n', '\r'])
        .scan(start, |at, line| {
            let begin = *at;
            *at += line.len();
            Some((begin, line))
        })
        .filter_map(move |(at, line)| directive(line, at, comment))
}

fn directive(line: &str, at: usize, comment: FileSpan) -> Option<Directive> {
    let CommentLine { skipped, text } = CommentLine::of(line);
    if !text.starts_with(PREFIX) {
        return None;
    }
    let at = at + skipped;
    let mut words = words(until_reason(text));
    let (offset, first) = words.next()?;
    let word = FileSpan::from_range(at + offset..at + offset + first.len());
    let name = |(offset, name): (usize, &str)| {
        let Ok(selector): Result<Selector, Infallible> = name.parse();
        NamedRule { selector, span: FileSpan::from_range(at + offset..at + offset + name.len()) }
    };
    let mut names: Vec<NamedRule> = words.map(name).collect();
    if names.is_empty() {
        names.push(NamedRule { selector: Selector::All, span: word });
    }
    let kind = KINDS.iter().find(|(name, _)| *name == first).map(|(_, kind)| *kind);
    Some(Directive { kind, comment, word, names })
}

/// The part before the reason, which follows `--`, `—` or `:`. XML does not allow `--` in comments.
fn until_reason(text: &str) -> &str {
    let ends = ["--", "—", ":"].iter().filter_map(|sign| text.find(sign));
    text_at(text, ..ends.min().unwrap_or(text.len()))
}

/// Words separated by white space and commas, with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split([' ', '\t', ',']).filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::{DirectiveKind, directives};
    use mtlint_format::document::is_directive_line;
    use mtlint_token::span::FileSpan;

    fn read(text: &str) -> Vec<(Option<DirectiveKind>, Vec<String>)> {
        let all = directives(text, FileSpan::from_range(0..text.len()));
        all.map(|d| {
            assert!(text[d.word.range()].starts_with("mtlint-"));
            for name in d.names.iter().filter(|name| name.span != d.word) {
                assert_eq!(text[name.span.range()], name.selector.to_string());
            }
            (d.kind, d.names.iter().map(|n| n.selector.to_string()).collect())
        })
        .collect()
    }

    fn one(kind: DirectiveKind, names: &[&str]) -> Vec<(Option<DirectiveKind>, Vec<String>)> {
        vec![(Some(kind), names.iter().map(|&n| n.to_owned()).collect())]
    }

    #[test]
    fn in_the_comments_of_all_formats() {
        for text in [
            "<!-- mtlint-disable-next-line quotes/unbalanced, tense -- as printed -->",
            "mtlint-disable-next-line quotes/unbalanced tense",
            "#  mtlint-disable-next-line quotes/unbalanced,tense — as printed",
            "/* mtlint-disable-next-line quotes/unbalanced, tense: as printed */",
            "> <!--mtlint-disable-next-line quotes/unbalanced, tense-->",
            "{/* mtlint-disable-next-line quotes/unbalanced, tense */}",
        ] {
            assert_eq!(read(text), one(DirectiveKind::NextLine, &["quotes/unbalanced", "tense"]), "{text}");
        }
        assert_eq!(read("<!-- mtlint-disable-file -->"), one(DirectiveKind::File, &["all"]));
        assert_eq!(read("<!--\n mtlint-enable all\n-->"), one(DirectiveKind::Enable, &["all"]));
        assert_eq!(read("# mtlint-disable a\n# mtlint-disable b").len(), 2);
    }

    #[test]
    fn what_is_no_directive_and_what_is_a_wrong_one() {
        assert!(read("<!-- see mtlint-disable in the manual -->").is_empty());
        assert!(read("<!-- mtlint is quiet here -->").is_empty());
        assert_eq!(read("# mtlint-disable-nextline x")[0].0, None);
        assert!(is_directive_line("// mtlint-disable-nextline x"));
        assert!(!is_directive_line("mtlint-based tools and mtlint-disable"));
    }
}
