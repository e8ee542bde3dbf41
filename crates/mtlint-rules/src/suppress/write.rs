//! Writes directives into a file, as comments that silence a finding and change no text.

use super::directive::{Directive, directives};
use super::scope::scopes;
use crate::finding::Edit;
use crate::rule::RuleId;
use crate::rule::Selector;
use mtlint_format::document::Document;
use mtlint_format::format::{self, Comment, CommentPlace, FileText, Format};
use mtlint_token::span::{FileSpan, text_at};

/// The part of the file for which a directive is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The line or segment of the finding.
    NextLine,
    /// The whole file.
    File,
}

/// A directive for a whole file is written within this many lines from its start.
const HEAD_LINES: usize = 40;

/// An entry begins within so many lines before a finding in it.
const ENTRY_LINES: usize = 20;

/// The edit that silences a rule at a finding; `None` for formats without directives and for places where no comment is
/// possible.
///
/// Tries each way to write the comment on the file: the directive must take effect, and the texts must not change.
#[must_use]
pub fn write_directive(source: &FileText, rule: &RuleId, at: FileSpan, reach: Reach) -> Option<Edit> {
    let content = source.content();
    let format = format::by_content(source.path(), content)?;
    let comment = format.comment(source.path())?;
    let before = read(format, content)?;
    let places = match reach {
        Reach::NextLine => near(content, at.start, comment, rule),
        Reach::File => head(content, comment, rule),
    };
    places.into_iter().find(|edit| keeps(format, content, &before, edit, rule, at))
}

/// A comment above the line of a finding, and one at the end of the line before it.
fn near(content: &str, at: u32, comment: Comment, rule: &RuleId) -> Vec<Edit> {
    let start = line_start(content, at as usize);
    let line = text_at(content, start..);
    let indent =
        line.find(|c: char| !matches!(c, ' ' | '\t' | '>')).and_then(|end| line.get(..end)).unwrap_or_default();
    let directive = format!("{}mtlint-disable-next-line {rule}{}", comment.open, comment.close);
    if comment.place == CommentPlace::AboveEntry {
        let lines = above_entry(content, start).into_iter();
        return lines.map(|line| insert(line, format!("{directive}{}", line_end(content)))).collect();
    }
    let above = insert(start, format!("{indent}{directive}{}", line_end(content)));
    let previous = text_at(content, ..start).trim_end_matches(['\n', '\r']);
    let is_next = text_at(content, previous.len()..start).matches('\n').count() == 1;
    let text = text_at(previous, line_start(previous, previous.len())..);
    if !is_next || text.trim().is_empty() || comment.place != CommentPlace::InText {
        return vec![above];
    }
    // A comment above the line may split a paragraph or a list.
    vec![insert(previous.len(), format!(" {directive}")), above]
}

/// Where an entry can begin that a line is in: behind the last blank line, or on one of the lines before.
fn above_entry(content: &str, line: usize) -> Vec<usize> {
    let before = |&start: &usize| start.checked_sub(1).map(|end| line_start(content, end));
    let starts: Vec<usize> = std::iter::successors(Some(line), before).take(ENTRY_LINES).collect();
    let is_blank =
        |start: usize| content.get(start..).and_then(|rest| rest.lines().next()).is_none_or(|l| l.trim().is_empty());
    let block = starts.iter().copied().take_while(|&start| !is_blank(start)).last();
    block.into_iter().chain(starts).collect()
}

/// A comment on one of the first lines.
fn head(content: &str, comment: Comment, rule: &RuleId) -> Vec<Edit> {
    let text = format!("{}mtlint-disable-file {rule}{}{}", comment.open, comment.close, line_end(content));
    let lines = content.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    // Declarations must come first.
    let declared = |line: &str| line.starts_with("<?") || line.starts_with("<!");
    let lines = lines.take(HEAD_LINES).skip_while(|(_, line)| declared(line.trim_start()));
    lines.map(|(start, _)| insert(start, text.clone())).collect()
}

fn insert(at: usize, text: String) -> Edit {
    Edit { span: FileSpan::from_range(at..at), text }
}

fn line_start(content: &str, at: usize) -> usize {
    content.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// The line ending of a file.
fn line_end(content: &str) -> &'static str {
    let first = content.find('\n').unwrap_or_default();
    if content.get(..first).is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" }
}

fn read(format: &dyn Format, content: &str) -> Option<Vec<Document>> {
    format.parts(content).collect::<Result<_, _>>().ok()
}

/// True if an edit changes no text and silences the rule at a place.
fn keeps(format: &dyn Format, content: &str, before: &[Document], edit: &Edit, rule: &RuleId, at: FileSpan) -> bool {
    let place = edit.span.start as usize;
    let (Some(head), Some(tail)) = (content.get(..place), content.get(place..)) else { return false };
    let edited = format!("{head}{}{tail}", edit.text);
    let Some(after) = read(format, &edited) else { return false };
    let moved = if at.start < edit.span.start { 0 } else { FileSpan::from_range(0..edit.text.len()).end };
    before.len() == after.len()
        && before.iter().zip(&after).all(|(before, after)| have_same_texts(before, after))
        && after.iter().any(|document| is_silenced(&edited, document, rule, at.start + moved))
}

/// True if two documents have the same units, ignoring white space.
fn have_same_texts(a: &Document, b: &Document) -> bool {
    let same = |(a, b): (&mtlint_format::document::Unit, &mtlint_format::document::Unit),
                texts: (&Document, &Document)| {
        let words = |document: &Document, unit: &mtlint_format::document::Unit| {
            document.target.slice(unit.target.span).to_owned()
        };
        a.kind == b.kind && words(texts.0, a).split_whitespace().eq(words(texts.1, b).split_whitespace())
    };
    a.units.len() == b.units.len() && a.units.iter().zip(&b.units).all(|units| same(units, (a, b)))
}

fn is_silenced(content: &str, document: &Document, rule: &RuleId, at: u32) -> bool {
    let mut all: Vec<Directive> = document.comments.iter().flat_map(|span| directives(content, *span)).collect();
    all.sort_by_key(|directive| directive.word);
    let wanted = Selector::Rule(rule.as_str().to_owned());
    let (scopes, _) = scopes(content, document, &all);
    scopes.iter().any(|scope| scope.selector == wanted && scope.part.start <= at && at < scope.part.end)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::PathBuf;

    use super::{Reach, write_directive};
    use crate::rule::RuleId;
    use mtlint_format::format::{FORMATS, FileText};
    use mtlint_token::span::FileSpan;

    /// The text with a directive for the `XX` in it.
    fn silenced(path: &str, content: &str, reach: Reach) -> Option<String> {
        let source = FileText::of_text(PathBuf::from(path), content.to_owned()).unwrap();
        let at = content.find("XX").unwrap();
        let edit = write_directive(&source, &RuleId::new("a/b"), FileSpan::from_range(at..at + 2), reach)?;
        let place = edit.span.range();
        Some(format!("{}{}{}", &content[..place.start], edit.text, &content[place.end..]))
    }

    fn next_line(path: &str, content: &str) -> String {
        silenced(path, content, Reach::NextLine).unwrap()
    }

    #[test]
    fn above_the_line_where_that_parts_nothing() {
        assert_eq!(next_line("a.txt", "One.\r\n  XX.\r\n"), "One.\r\n  mtlint-disable-next-line a/b\r\n  XX.\r\n");
        assert_eq!(next_line("a.md", "XX"), "<!-- mtlint-disable-next-line a/b -->\nXX");
        assert_eq!(next_line("a.md", "One.\n\nXX"), "One.\n\n<!-- mtlint-disable-next-line a/b -->\nXX");
        assert_eq!(next_line("a.html", "<p>One\n XX</p>"), "<p>One\n <!-- mtlint-disable-next-line a/b -->\n XX</p>");
    }

    #[test]
    fn behind_the_line_before_it_in_paragraphs_and_lists() {
        assert_eq!(next_line("a.md", "One\nXX"), "One <!-- mtlint-disable-next-line a/b -->\nXX");
        assert_eq!(next_line("a.md", "- One\n- XX"), "- One <!-- mtlint-disable-next-line a/b -->\n- XX");
        assert_eq!(next_line("a.md", "> One\n> XX"), "> One <!-- mtlint-disable-next-line a/b -->\n> XX");
    }

    #[test]
    fn at_the_head_of_the_file_behind_what_must_come_first() {
        let file = |path: &str, content: &str| silenced(path, content, Reach::File).unwrap();
        assert_eq!(file("a.txt", "One\nXX"), "mtlint-disable-file a/b\nOne\nXX");
        let front = "---\ntitle: One\n---\n";
        let comment = "<!-- mtlint-disable-file a/b -->\n";
        assert_eq!(file("a.md", &format!("{front}XX")), format!("{front}{comment}XX"));
        assert_eq!(file("a.html", "<!doctype html>\n<p>XX"), format!("<!doctype html>\n{comment}<p>XX"));
    }

    #[test]
    fn above_the_entry_in_files_of_entries() {
        let po = "msgid \"a\"\nmsgstr \"b\"\n\n#: a.c:1\nmsgid \"c\"\nmsgstr \"\"\n\"d\\n\"\n\"XX\"\n";
        assert_eq!(next_line("a.po", po), po.replace("#: a.c", "# mtlint-disable-next-line a/b\n#: a.c"));
        let properties = "a = b\nc = d \\\n  XX\n";
        assert_eq!(
            next_line("a.properties", properties),
            properties.replace("c =", "# mtlint-disable-next-line a/b\nc =")
        );
        let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:03.000 --> 00:04.000\nTwo\nXX\n";
        assert_eq!(next_line("a.vtt", vtt), vtt.replace("00:03", "NOTE mtlint-disable-next-line a/b\n\n00:03"));
        let fluent = "a = One\n\nb =\n    Two\n    XX\n";
        assert_eq!(next_line("a.ftl", fluent), fluent.replace("b =", "# mtlint-disable-next-line a/b\nb ="));
    }

    /// Each format with comments can write its directives.
    #[test]
    fn what_a_format_reads_it_writes() {
        for format in FORMATS {
            let path = format!("a.{}", format.extensions().first().unwrap());
            if format.comment(path.as_ref()).is_none() {
                continue;
            }
            for frame in format.frames() {
                let content = frame.raw("XX");
                for reach in [Reach::NextLine, Reach::File] {
                    assert!(silenced(&path, &content, reach).is_some(), "{reach:?} in {content:?}");
                }
            }
        }
    }

    #[test]
    fn where_no_comment_can_stand_there_is_none() {
        assert_eq!(silenced("a.md", "| a | b |\n|---|---|\n| c | d |\n| XX | e |\n", Reach::NextLine), None);
        assert_eq!(silenced("a.csv", "source,target\na,XX\n", Reach::NextLine), None);
        assert_eq!(silenced("a.mdx", "XX", Reach::File), None, "MDX has comments of its own");
    }
}
