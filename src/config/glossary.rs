//! `[glossary]`: reading its files, and its terms as options of rules.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::{Spanned, Table, Value};

use mtlint_format::format::{FileText, LineIndex, read_tbx};
use mtlint_format::glossary::{Entry, read_csv};
use mtlint_text::language::LanguageId;

use super::keys::GlossaryKeys;

// The rules that take the terms as options. They are named here, not found by the check they use, because a rule of the
// user's own with the same check has its own terms.

/// The rule that takes the terms of the glossary files.
const TERMS_RULE: &str = "terminology/glossary";
/// The rule that takes those terms and `forbidden`.
const FORBIDDEN_RULE: &str = "terminology/forbidden";
/// The rule that takes `do-not-translate`.
const NAMES_RULE: &str = "terminology/do-not-translate";

/// A file that `[glossary]` names.
#[derive(Debug)]
pub(super) struct GlossaryFile {
    /// Relative to the folder of the config.
    pub path: PathBuf,
    /// Its name in the text of the config.
    pub span: Range<usize>,
}

/// The terms of a config.
#[derive(Debug, Default)]
pub(super) struct Glossary {
    pub files: Vec<GlossaryFile>,
    /// From files.
    pub entries: Vec<Entry>,
    forbidden: Vec<Entry>,
    do_not_translate: Vec<String>,
}

impl Glossary {
    /// The glossary before its files are read.
    pub(super) fn new(keys: GlossaryKeys) -> Self {
        let file = |file: Spanned<PathBuf>| GlossaryFile { span: file.span(), path: file.into_inner() };
        let forbidden = |word: String| Entry { forbidden: vec![word], ..Entry::default() };
        Self {
            files: keys.files.into_iter().map(file).collect(),
            entries: Vec::new(),
            forbidden: keys.forbidden.into_iter().map(forbidden).collect(),
            do_not_translate: keys.do_not_translate,
        }
    }

    /// The terms as options of rules, by rule id.
    pub(super) fn options(&self) -> Vec<(String, Table)> {
        let all: Vec<&Entry> = self.entries.iter().chain(&self.forbidden).collect();
        let lists = [
            (TERMS_RULE, "terms", Value::try_from(&self.entries)),
            (FORBIDDEN_RULE, "terms", Value::try_from(all)),
            (NAMES_RULE, "names", Value::try_from(&self.do_not_translate)),
        ];
        let mut options = Vec::new();
        for (rule, key, list) in lists {
            debug_assert!(list.is_ok(), "strings and lists of strings can be written as TOML");
            if let Ok(list) = list
                && list.as_array().is_some_and(|list| !list.is_empty())
            {
                options.push((rule.to_owned(), Table::from_iter([(key.to_owned(), list)])));
            }
        }
        options
    }
}

/// Reads a glossary file: TBX by its extension, otherwise a table. `source` is the source language, if known.
///
/// # Errors
/// A message to be shown after the name of the file.
pub(super) fn read(path: &Path, source: Option<LanguageId>) -> Result<Vec<Entry>, String> {
    let is_tbx = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("tbx") || e.eq_ignore_ascii_case("tbxm"));
    let bytes = std::fs::read(path).map_err(|e| format!("cannot be read: {e}"))?;
    let file = FileText::decode(path.to_owned(), bytes).map_err(|e| e.to_string())?;
    if !is_tbx {
        return read_csv(file.content()).map_err(|e| e.to_string());
    }
    let glossary = read_tbx(file.content()).map_err(|e| {
        let line = LineIndex::new(file.content()).position(file.content(), e.span.start).line;
        format!("line {line}: {}", e.message)
    })?;
    Ok(glossary.entries(source))
}

#[cfg(test)]
mod tests {
    use super::{FORBIDDEN_RULE, NAMES_RULE, TERMS_RULE};

    #[test]
    fn the_rules_with_terms_are_built_in() {
        for rule in [TERMS_RULE, FORBIDDEN_RULE, NAMES_RULE] {
            let path = format!("any/{rule}.toml");
            let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(path);
            let text = std::fs::read_to_string(file).unwrap_or_default();
            assert!(text.contains("check = \"glossary\""), "{rule}");
        }
    }
}
