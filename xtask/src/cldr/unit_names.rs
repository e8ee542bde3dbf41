//! Names of units, collected from CLDR.

use mtlint_text::language::UNITS;

use super::Names;

/// The name of a unit in the language files.
pub(super) fn id(name: &str) -> Option<&'static str> {
    UNITS.iter().find(|names| names.contains(&name)).and_then(|names| names.first()).copied()
}

/// Adds a name to a unit, unless it contains characters that the files cannot have.
pub(super) fn add(names: &mut Names, unit: &str, name: &str) {
    let name = name.trim().trim_end_matches('.').replace(['\u{A0}', '\u{202F}'], " ");
    if !name.is_empty() && !name.contains(['{', '|', '\t', '(', ')', ',']) {
        names.entry(unit.to_owned()).or_default().insert(name);
    }
}
