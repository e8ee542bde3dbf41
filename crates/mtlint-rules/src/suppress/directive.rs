//! `mtlint-disable-next-line rule, rule -- reason` and its kin, as they stand in comments.

use std::convert::Infallible;

use crate::rule::Selector;
use mtlint_format::document::{CommentLine, PREFIX};
use mtlint_token::span::{FileSpan, text_at};

/// What a directive does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// For the next line that holds text, or the next segment.
    NextLine,
    /// From here on.
    Disable,
    /// Up to here.
    Enable,
    /// For the whole file, wherever it stands.
    File,
}

/// All kinds by their names.
pub(super) const KINDS: [(&str, Kind); 4] = [
    ("mtlint-disable-next-line", Kind::NextLine),
    ("mtlint-disable", Kind::Disable),
    ("mtlint-enable", Kind::Enable),
    ("mtlint-disable-file", Kind::File),
];

/// A rule, family or `all` in a directive.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub selector: Selector,
    pub span: FileSpan,
}

/// A directive in a file.
#[derive(Clone, Debug)]
pub(super) struct Directive {
    /// `None` for a word that is none of [`KINDS`].
    pub kind: Option<Kind>,
    /// The comment it stands in.
    pub comment: FileSpan,
    /// The word that says what it does.
    pub word: FileSpan,
    /// What it is for; without names in the text one `all`, with the span of the word.
    pub names: Vec<Name>,
}

/// The directives in a comment, one a line at most. Signs of the comment before and behind them do not matter.
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
        Name { selector, span: FileSpan::from_range(at + offset..at + offset + name.len()) }
    };
    let mut names: Vec<Name> = words.map(name).collect();
    if names.is_empty() {
        names.push(Name { selector: Selector::All, span: word });
    }
    let kind = KINDS.iter().find(|(name, _)| *name == first).map(|(_, kind)| *kind);
    Some(Directive { kind, comment, word, names })
}

/// The part before `--`, `—` or `:`, behind which the reason stands. XML does not allow `--` in comments.
fn until_reason(text: &str) -> &str {
    let ends = ["--", "—", ":"].iter().filter_map(|sign| text.find(sign));
    text_at(text, ..ends.min().unwrap_or(text.len()))
}

/// Words between blanks and commas, with their offsets.
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
    use super::{Kind, directives};
    use mtlint_format::document::is_directive_line;
    use mtlint_token::span::{FileSpan, text_at};

    fn read(text: &str) -> Vec<(Option<Kind>, Vec<String>)> {
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

    fn one(kind: Kind, names: &[&str]) -> Vec<(Option<Kind>, Vec<String>)> {
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
            assert_eq!(read(text), one(Kind::NextLine, &["quotes/unbalanced", "tense"]), "{text}");
        }
        assert_eq!(read("<!-- mtlint-disable-file -->"), one(Kind::File, &["all"]));
        assert_eq!(read("<!--\n mtlint-enable all\n-->"), one(Kind::Enable, &["all"]));
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
