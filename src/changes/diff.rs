//! Reads from unified diffs which lines of the new files are added or changed.

use super::{Changes, Lines};

/// Why a text is not a valid unified diff.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the diff: {message}")]
pub struct DiffError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: &'static str,
}

/// Reads a unified diff, of git or another program. The prefixes `a/` and `b/` are removed if a file has both, as in
/// diffs of git.
///
/// # Errors
/// If the header of a hunk is invalid, or if the lines of a hunk do not agree with its header.
pub fn parse(text: &str) -> Result<Changes, DiffError> {
    let mut reader = Reader::default();
    for (number, line) in (1..).zip(text.split('\n')) {
        reader.line(line).map_err(|message| DiffError { line: number, message })?;
    }
    match reader.hunk {
        Some(hunk) if hunk.old > 0 || hunk.new > 0 => {
            let line = text.split('\n').count();
            Err(DiffError { line, message: "the diff ends in the middle of a hunk" })
        }
        _ => Ok(reader.changes),
    }
}

#[derive(Default)]
struct Reader {
    changes: Changes,
    /// The name in the last `---` line.
    old_name: String,
    /// The file of the following hunks; `None` for a deleted file.
    file: Option<String>,
    hunk: Option<Hunk>,
}

/// A hunk, with the number of remaining lines of both sides.
struct Hunk {
    /// The next line of the new file.
    at: u32,
    old: u32,
    new: u32,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        match &mut self.hunk {
            Some(hunk) if hunk.old > 0 || hunk.new > 0 => {
                let lines = self.file.as_deref().map(|file| self.changes.lines_of(file));
                hunk.line(line, lines)
            }
            _ => self.head(line),
        }
    }

    fn head(&mut self, line: &str) -> Result<(), &'static str> {
        // On Windows, some programs end all lines of a diff with CR LF.
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some(name) = line.strip_prefix("--- ") {
            self.old_name = file_name(name);
        } else if let Some(name) = line.strip_prefix("+++ ") {
            let name = file_name(name);
            self.file = (name != "/dev/null").then(|| self.without_prefix(&name));
        } else if let Some(ranges) = line.strip_prefix("@@ -") {
            let hunk = hunk_head(ranges).ok_or("the header of the hunk is invalid")?;
            // Lines were only deleted, so the lines before and after them now follow each other.
            if hunk.new == 0
                && let Some(file) = &self.file
            {
                self.changes.lines_of(file).add_gap(hunk.at);
            }
            self.hunk = Some(hunk);
        } else if let Some(names) = line.strip_prefix("Binary files ")
            && let Some((old, new)) = names.strip_suffix(" differ").and_then(|names| names.split_once(" and "))
        {
            self.old_name = file_name(old);
            let new = file_name(new);
            if new != "/dev/null" {
                let new = self.without_prefix(&new);
                *self.changes.lines_of(&new) = Lines::all();
            }
        }
        Ok(())
    }

    fn without_prefix(&self, new: &str) -> String {
        let old_is_gits = self.old_name == "/dev/null" || self.old_name.starts_with("a/");
        new.strip_prefix("b/").filter(|_| old_is_gits).unwrap_or(new).to_owned()
    }
}

/// A line more than the header of the hunk announces.
const TOO_MANY: &str = "the hunk has more lines than its header says";

impl Hunk {
    fn line(&mut self, line: &str, lines: Option<&mut Lines>) -> Result<(), &'static str> {
        match line.bytes().next() {
            Some(b'+') => {
                self.new = self.new.checked_sub(1).ok_or(TOO_MANY)?;
                if let Some(lines) = lines {
                    lines.add(self.at);
                }
                self.at += 1;
            }
            Some(b'-') => self.old = self.old.checked_sub(1).ok_or(TOO_MANY)?,
            // “\ No newline at end of file”
            Some(b'\\') => {}
            // Mail programs remove the space of an empty line.
            Some(b' ' | b'\r') | None => {
                self.old = self.old.checked_sub(1).ok_or(TOO_MANY)?;
                self.new = self.new.checked_sub(1).ok_or(TOO_MANY)?;
                self.at += 1;
            }
            Some(_) => return Err("a line in a hunk must start with “+”, “-” or a space"),
        }
        Ok(())
    }
}

/// Parses `12,3 +14,0 @@ …`, the text after `@@ -`.
fn hunk_head(ranges: &str) -> Option<Hunk> {
    let (old, rest) = ranges.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let range = |text: &str| match text.split_once(',') {
        Some((start, count)) => Some((start.parse::<u32>().ok()?, count.parse::<u32>().ok()?)),
        None => Some((text.parse().ok()?, 1)),
    };
    let ((_, old), (at, new)) = (range(old)?, range(new)?);
    // No file has more lines, and sums of these numbers do not overflow.
    (at <= u32::MAX / 2 && new <= u32::MAX / 2).then_some(Hunk { at, old, new })
}

/// The name in a header, without the date that diff adds after a tab and without the quotation marks of git.
fn file_name(text: &str) -> String {
    let quoted = text.strip_prefix('"').and_then(|rest| rest.rsplit_once('"'));
    match quoted {
        Some((inside, _)) => unescape(inside),
        None => text.split('\t').next().unwrap_or_default().to_owned(),
    }
}

/// Decodes the quoting of git: C escapes, and three octal digits for a byte.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(digit @ b'0'..=b'3') => {
                let mut value = digit - b'0';
                for digit in rest.by_ref().take(2) {
                    value = value.wrapping_mul(8).wrapping_add(digit.wrapping_sub(b'0') & 7);
                }
                bytes.push(value);
            }
            Some(escaped) => bytes.push(match escaped {
                b'n' => b'\n',
                b't' => b'\t',
                b'r' => b'\r',
                b'a' => 7,
                b'b' => 8,
                b'v' => 11,
                b'f' => 12,
                other => other,
            }),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::parse;
    use mtlint_token::span::FileSpan;

    fn kept(diff: &str, file: &str, content: &str, marked: &str) -> bool {
        let start = content.find(marked).unwrap();
        let span = FileSpan::from_range(start..start + marked.len());
        parse(diff).unwrap().of(file).is_some_and(|lines| lines.spans(content).touch(span))
    }

    const DIFF: &str = "diff --git a/x.md b/x.md\nindex 1..2 100644\n--- a/x.md\n+++ b/x.md\n\
        @@ -1,4 +1,4 @@ head\n one\n\
        -old\n+two\n three\n--- old rule\n+++ new rule\n";

    #[test]
    fn findings_on_added_lines_only() {
        let content = "one\ntwo\nthree\n++ new rule\nfive\n";
        for (marked, is) in [("one", false), ("two", true), ("three", false), ("new", true), ("five", false)] {
            assert_eq!(kept(DIFF, "x.md", content, marked), is, "{marked}");
        }
        assert!(kept(DIFF, "x.md", content, "one\ntwo"), "a span over a changed line");
        assert!(parse(DIFF).unwrap().of("y.md").is_none());
    }

    #[test]
    fn a_deletion_counts_for_what_spans_it() {
        let diff = "--- a/x\n+++ b/x\n@@ -2 +1,0 @@\n-gone\n";
        assert!(kept(diff, "x", "the\nthe end\n", "the\nthe"));
        assert!(!kept(diff, "x", "the\nthe end\n", "end"));
    }

    #[test]
    fn names_as_programs_write_them() {
        for (diff, name) in [
            ("--- a/x y.md\t\n+++ b/x y.md\t\n@@ -0,0 +1 @@\n+a\n", "x y.md"),
            ("--- /dev/null\n+++ \"b/caf\\303\\251 \\\"q\\\".md\"\n@@ -0,0 +1 @@\n+a\n", "café \"q\".md"),
            ("--- x.md\t2024-05-31\n+++ b/x.md\t2024-06-01\n@@ -0,0 +1 @@\n+a\n", "b/x.md"),
            ("--- a/x.md\r\n+++ b/x.md\r\n@@ -0,0 +1 @@\r\n+a\r\n", "x.md"),
            ("Binary files a/u16.txt and b/u16.txt differ\n", "u16.txt"),
        ] {
            assert!(kept(diff, name, "a\n", "a"), "{name}");
        }
        let deleted = parse("--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n").unwrap();
        assert_eq!(deleted.paths().count(), 0);
    }

    #[test]
    fn what_is_no_diff() {
        assert_eq!(parse("not a diff\n").unwrap().paths().count(), 0);
        assert_eq!(parse("--- a\n+++ b\n@@ -x +y @@\n").unwrap_err().line, 3);
        assert_eq!(
            parse("--- a\n+++ b\n@@ -1,9 +1,9 @@\n a\n").unwrap_err().message,
            "the diff ends in the middle of a hunk"
        );
        assert_eq!(parse("--- a\n+++ b\n@@ -1 +1 @@\nxx\n").unwrap_err().line, 4);
        parse("@@ -4294967295,4294967295 +4294967295,4294967295 @@\n+\n").unwrap_err();
    }
}
