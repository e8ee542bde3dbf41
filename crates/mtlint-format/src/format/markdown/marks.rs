//! What pages written for site generators hold beside Markdown: lines of containers and templates, imports and comments
//! of MDX, names of headings. CommonMark takes them for text.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;
use mtlint_token::span::text_at;

/// A run of the file that is no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where.
    pub range: Range<usize>,
    pub kind: MarkKind,
}

/// What a mark is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A line or more between two blocks: what it is known by, and where in it a title for people stands.
    Line(String, Option<Range<usize>>),
    /// The name of the heading before it.
    Anchor(String),
    /// A comment, or a word that says what the block is.
    Inline,
}

/// The marks of a file from a place on, in order and without overlap. Linear in the content.
pub(super) fn find(content: &str, from: usize) -> Vec<Mark> {
    let mut marks = comments(content, from);
    let mut at = from;
    let mut is_first = true;
    let mut lines = text_at(content, from..).split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        if is_first && is_module_line(line) {
            let known_as = line.split_ascii_whitespace().next().unwrap_or_default().to_owned();
            while let Some(more) = lines.next_if(|line| !line.trim().is_empty()) {
                at += more.len();
            }
            let kind = MarkKind::Line(known_as, None);
            marks.push(Mark { range: start..at, kind });
        } else {
            marks.extend(in_line(line, start));
        }
        is_first = line.trim().is_empty();
    }
    marks.sort_unstable_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
    let mut end = 0;
    marks.retain(|mark| {
        let keep = mark.range.start >= end;
        end = end.max(mark.range.end);
        keep
    });
    marks
}

/// `{/* … */}`, with a space before it.
fn comments(content: &str, from: usize) -> Vec<Mark> {
    let (bytes, mut at, mut found) = (content.as_bytes(), from, Vec::new());
    let ends = memmem::Finder::new("*/}");
    while let Some(start) = bytes.get(at..).and_then(|rest| memmem::find(rest, b"{/*")).map(|found| at + found) {
        let Some(length) = bytes.get(start..).and_then(|rest| ends.find(rest)) else { break };
        let end = start + length + "*/}".len();
        let space = start.checked_sub(1).filter(|&before| before >= at && bytes.get(before) == Some(&b' '));
        found.push(Mark { range: space.unwrap_or(start)..end, kind: MarkKind::Inline });
        at = end;
    }
    found
}

/// True for the first line of the imports and exports of an MDX file.
fn is_module_line(line: &str) -> bool {
    let rest =
        |keyword: &str| line.strip_prefix(keyword).filter(|rest| rest.starts_with([' ', '{'])).map(str::trim_start);
    if let Some(rest) = rest("import") {
        let name = rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$')).trim_start();
        let has_more = name.strip_prefix(',').is_some_and(|more| more.trim_start().starts_with(['{', '*']));
        return rest.starts_with(['{', '"', '\''])
            || rest.starts_with("* as ")
            || name.starts_with("from ")
            || has_more;
    }
    const DECLARED: [&str; 8] = ["const ", "let ", "var ", "function ", "async ", "class ", "default ", "{"];
    rest("export").is_some_and(|rest| DECLARED.iter().any(|word| rest.starts_with(word)))
}

/// The mark of a line that starts at a place of the file.
fn in_line(line: &str, start: usize) -> Option<Mark> {
    // Quotes and lists set signs before it.
    let unquoted = line.trim_start_matches([' ', '\t', '>']);
    let inside = unquoted.trim_end();
    let at = start + (line.len() - unquoted.len());
    let whole = at..at + inside.len();
    let line_mark = |known_as: &str, title: Option<Range<usize>>| {
        let title = title.map(|title| at + title.start..at + title.end);
        Some(Mark { range: whole.clone(), kind: MarkKind::Line(known_as.to_owned(), title) })
    };
    match inside.as_bytes() {
        [b':', b':', b':', ..] | [b'/', b'/', b'/', ..] => {
            let sign = inside.as_bytes().first().copied().map_or(':', char::from);
            let name = inside.trim_start_matches(sign).trim_start();
            let title = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
            let known_as = text_at(inside, ..inside.len() - title.len());
            line_mark(known_as.trim_end(), title_of(inside, title))
        }
        [b'{', ..] if is_template(inside) => {
            line_mark(inside.split_ascii_whitespace().take(2).collect::<String>().as_str(), None)
        }
        [b'[', b'!', ..] if unquoted.len() < line.len() => {
            let length = inside.find(']')?;
            let word = inside.get(2..length).filter(|word| word.bytes().all(|b| b.is_ascii_alphabetic()))?;
            (!word.is_empty()).then(|| Mark { range: at..at + length + 1, kind: MarkKind::Inline })
        }
        [b'#', ..] => {
            let before = inside.strip_suffix("]]")?;
            let open =
                before.rfind("[[").filter(|&open| !text_at(before, ..open).trim_matches(['#', ' ']).is_empty())?;
            let name = before.get(open + 2..).filter(|name| !name.is_empty() && !name.contains(['[', ']']))?;
            Some(Mark { range: at + open..at + inside.len(), kind: MarkKind::Anchor(name.to_owned()) })
        }
        _ => None,
    }
}

/// Where the title of a container stands in its line, without `[…]` or `|` and without attributes.
fn title_of(line: &str, title: &str) -> Option<Range<usize>> {
    let from = line.len() - title.len();
    let bare = title.split('{').next().unwrap_or_default();
    let signs: &[char] = &['[', ']', '|', ' '];
    let lead = bare.len() - bare.trim_start_matches(signs).len();
    let length = bare.trim_matches(signs).len();
    (length > 0).then_some(from + lead..from + lead + length)
}

/// The text as a parser of Markdown is to see it: lines that are one tag of a component (`<Steps>`) are blank, for in
/// MDX a block may begin right behind them. Every byte stays in its place.
pub(super) fn without_components(text: &str) -> Cow<'_, str> {
    if !text.lines().any(is_component) {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        // What is indented behind it would become code.
        let is_code = lines.peek().is_some_and(|next| next.starts_with("    ") || next.starts_with('\t'));
        if is_code || !is_component(line) {
            seen.push_str(line);
        } else {
            let tag = line.trim_end();
            seen.extend(std::iter::repeat_n(' ', tag.len()));
            seen.push_str(text_at(line, tag.len()..));
        }
    }
    Cow::Owned(seen)
}

/// True for a line that is one tag whose name begins with a capital.
fn is_component(line: &str) -> bool {
    let tag = line.trim();
    if line.len() - line.trim_start().len() > 3 || line.starts_with('\t') {
        return false;
    }
    let Some(inside) = tag.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { return false };
    let name = inside.strip_prefix('/').unwrap_or(inside);
    name.starts_with(|c: char| c.is_ascii_uppercase()) && !inside.contains(['<', '>'])
}

/// True for a line that is one tag of a template language: `{% … %}`, `{{< … >}}`, `{#if …}`, `{/if}`.
fn is_template(line: &str) -> bool {
    const FORMS: [(&str, &str); 8] = [
        ("{{%", "%}}"),
        ("{{<", ">}}"),
        ("{{", "}}"),
        ("{%", "%}"),
        ("{#", "}"),
        ("{:", "}"),
        ("{/", "}"),
        ("{@", "}"),
    ];
    let Some((open, close)) = FORMS.iter().find(|(open, _)| line.starts_with(open)) else { return false };
    let inside = text_at(line, open.len()..);
    inside.find(close).is_some_and(|at| at + close.len() == inside.len())
}

#[cfg(test)]
mod tests {
    use super::{MarkKind, find};

    fn found(content: &str) -> Vec<(&str, &str)> {
        let of = |mark: &super::Mark| match &mark.kind {
            MarkKind::Line(_, title) => title.clone().map_or("-", |title| &content[title]),
            MarkKind::Anchor(_) => "anchor",
            MarkKind::Inline => "inline",
        };
        find(content, 0).iter().map(|mark| (&content[mark.range.clone()], of(mark))).collect()
    }

    #[test]
    fn lines_of_containers_and_templates() {
        let content = "::: tip\na\n:::\n\n:::note[Mind the tide]\n/// warning | Low water\n///\n::: details Show {open}\n\
            {% if a %}\n{{< tabs >}}\n{:else}\n{% if a %}text{% endif %}\n{ a }\n{%}\n{{}\n{\n";
        let expected = [
            ("::: tip", "-"),
            (":::", "-"),
            (":::note[Mind the tide]", "Mind the tide"),
            ("/// warning | Low water", "Low water"),
            ("///", "-"),
            ("::: details Show {open}", "Show"),
            ("{% if a %}", "-"),
            ("{{< tabs >}}", "-"),
            ("{:else}", "-"),
        ];
        assert_eq!(found(content), expected);
    }

    #[test]
    fn modules_comments_and_names() {
        let content = "import A from 'a';\nimport {\n  B,\n} from 'b'\n\nimport the boats\n\nexport const c = [\n 1 ]\n\nA {/* no\n\n\
            text */} b\n\n## The `mast`[[the-mast]]\n\n> [!NOTE] Mind\n\n[!NOTE]\n\n## See [[the `b` é]]\n# [[Only this]]\n";
        let expected = [
            ("import A from 'a';\nimport {\n  B,\n} from 'b'\n", "-"),
            ("export const c = [\n 1 ]\n", "-"),
            (" {/* no\n\ntext */}", "inline"),
            ("[[the-mast]]", "anchor"),
            ("[!NOTE]", "inline"),
            ("[[the `b` é]]", "anchor"),
        ];
        assert_eq!(found(content), expected);
    }
}
