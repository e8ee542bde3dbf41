//! The files of `[glossary]`.

use std::path::Path;

use mtlint_format::format::{FileText, LineIndex, read_tbx};
use mtlint_format::glossary::{Entry, read_csv};
use mtlint_text::language::LanguageId;

/// Reads a glossary: TBX by its ending, else a table. `source`: the language whose terms are translated, where it is laid
/// down. The error is a sentence that goes on behind the file's name.
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
