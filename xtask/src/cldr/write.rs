//! TOML text of what was read.

use std::fmt::Write;

use super::Names;
use super::packed::packed;

/// A table of a file, or its keys before the first table.
pub(super) struct Section {
    name: &'static str,
    lines: Vec<String>,
}

/// Lines are at most this long, where a list can be broken.
const WIDTH: usize = 118;

impl Section {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, lines: Vec::new() }
    }

    /// Adds a key with a text.
    pub(super) fn text(mut self, key: &str, text: Option<&str>) -> Self {
        self.lines.extend(text.map(|text| format!("{} = {}", quoted(key), string(text))));
        self
    }

    pub(super) fn flag(mut self, key: &str, value: bool) -> Self {
        self.lines.extend(value.then(|| format!("{key} = true")));
        self
    }

    /// Adds a key with a list, unless it is empty.
    pub(super) fn list(mut self, key: &str, items: &[String]) -> Self {
        let items: Vec<String> = items.iter().map(|item| string(item)).collect();
        let one = format!("{} = [{}]", quoted(key), items.join(", "));
        if items.is_empty() {
        } else if one.chars().count() <= WIDTH {
            self.lines.push(one);
        } else {
            self.lines.push(format!("{} = [", quoted(key)));
            self.lines.extend(wrapped(items.iter().map(|item| format!("{item},"))));
            self.lines.push("]".to_owned());
        }
        self
    }

    /// Adds a key with a text of words, one space or line end between two.
    pub(super) fn words(mut self, key: &str, words: impl Iterator<Item = String>) -> Self {
        self.lines.push(format!("{key} = \"\"\""));
        self.lines.extend(wrapped(words).into_iter().map(|line| line.trim_start().to_owned()));
        self.lines.push("\"\"\"".to_owned());
        self
    }

    pub(super) fn names(name: &'static str, names: &Names) -> Self {
        let filled = names.iter().filter(|(_, set)| !set.is_empty());
        filled.fold(Self::new(name), |section, (key, set)| section.list(key, &packed(set)))
    }
}

fn wrapped(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines = vec!["   ".to_owned()];
    for word in words {
        let is_full = lines.last().is_some_and(|line: &String| line.chars().count() + word.chars().count() + 1 > WIDTH);
        if is_full {
            lines.push("   ".to_owned());
        }
        if let Some(line) = lines.last_mut() {
            let _ = write!(line, " {word}");
        }
    }
    lines
}

fn quoted(key: &str) -> String {
    let is_bare = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if is_bare { key.to_owned() } else { string(key) }
}

/// A basic string of TOML. Marks that nobody sees are escaped.
fn string(text: &str) -> String {
    let mut escaped = String::from("\"");
    for c in text.chars() {
        let is_hidden = c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{FEFF}');
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            _ if is_hidden => _ = write!(escaped, "\\u{:04X}", c as u32),
            _ => escaped.push(c),
        }
    }
    escaped + "\""
}

/// The text of a file; none when there is nothing to say.
pub(super) fn file(version: &str, sections: &[Section]) -> Option<String> {
    let mut text = format!("# CLDR {version} (Unicode License v3), by `cargo xtask cldr`.\n");
    let filled: Vec<&Section> = sections.iter().filter(|section| !section.lines.is_empty()).collect();
    for section in &filled {
        if !section.name.is_empty() {
            let _ = write!(text, "\n[{}]\n", section.name);
        }
        section.lines.iter().for_each(|line| _ = writeln!(text, "{line}"));
    }
    (!filled.is_empty()).then_some(text)
}
