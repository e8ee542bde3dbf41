//! Makes text safe to print on a terminal: no hidden characters, no control characters.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Appends a character in visible form: control, bidi and zero-width characters are replaced. Tabs are kept. The
/// character before it decides whether a joiner shapes a letter or only hides.
pub(super) fn show(before: Option<char>, c: char, out: &mut String) {
    match c {
        '\t' => out.push(c),
        '\0'..='\x1f' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\x7f' => out.push('␡'),
        _ if is_hidden(before, c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
        _ => out.push(c),
    }
}

fn is_hidden(before: Option<char>, c: char) -> bool {
    match c {
        // C1 controls, soft hyphen, bidi marks, embeddings and isolates, zero-width space, line and paragraph
        // separators, word joiner and invisible operators, BOM, annotations, tags.
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        // Joiners shape Arabic, Indic scripts and emoji; after Latin, Greek or Cyrillic they only hide.
        '\u{200c}' | '\u{200d}' => before.is_none_or(|b| b < '\u{590}'),
        _ => false,
    }
}

/// Text with hidden characters made visible. Line ends become symbols, tabs become spaces.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        show(before, if c == '\t' { ' ' } else { c }, &mut out);
        before = Some(c);
    }
    out
}

/// The columns that text takes on a terminal, counted as codespan-reporting does: by character, a tab as 4.
#[must_use]
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if c == '\t' { 4 } else { c.width().unwrap_or(0) }).sum()
}

/// Breaks text at spaces into lines of at most `width` columns. A longer word is on its own line.
#[must_use]
pub fn wrap(text: &str, width: usize) -> String {
    let (mut out, mut used) = (String::with_capacity(text.len() + 8), 0);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let size = UnicodeWidthStr::width(word);
        if used > 0 && used + 1 + size > width {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += size;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{visible, width, wrap};

    #[test]
    fn hidden_characters_become_visible() {
        assert_eq!(visible("a\x1b[31mb\r\nc\x7f"), "a␛[31mb␍␊c␡");
        assert_eq!(visible("a\u{202e}b\u{200b}c\u{9b}d\u{feff}"), "a<U+202E>b<U+200B>c<U+009B>d<U+FEFF>");
        assert_eq!(visible("re\u{200d}al 👩\u{200d}🚀 می\u{200c}خواهم"), "re<U+200D>al 👩\u{200d}🚀 می\u{200c}خواهم");
        assert_eq!(visible("中 é\tx"), "中 é x");
    }

    #[test]
    fn wraps_by_columns() {
        assert_eq!(wrap("one two  three", 7), "one two\nthree");
        assert_eq!(wrap("中文 中文 ab", 6), "中文\n中文\nab");
        assert_eq!(wrap("unbreakable", 3), "unbreakable");
        assert_eq!(width("a\t中"), 7);
    }
}
