//! The language of a resource file by its path, and whether it is a resource file.

use std::path::{Component, Path};

use mtlint_text::language::{Facts, LanguageId};

/// Folders that contain texts by locale.
const FOLDERS: [&str; 11] =
    ["locale", "locales", "_locales", "i18n", "l10n", "intl", "lang", "langs", "languages", "translations", "messages"];

/// Other files that tools keep in such folders.
const TOOLS: [&str; 6] = ["package", "package-lock", "tsconfig", "jsconfig", "composer", "manifest"];

/// The language that a path names: `fr.json`, `app_fr.arb`, `locales/fr-CA/x.json`, `values-fr-rCA/strings.xml`,
/// `fr.lproj/Localizable.stringsdict`. The file's own name counts before its folders, the nearest folder first.
#[must_use]
pub fn language(path: &Path) -> Option<LanguageId> {
    let stem = path.file_stem()?.to_str()?;
    in_name(stem).or_else(|| folders(path).rev().take(3).find_map(in_folder))
}

/// True if a path names a file with texts of one locale: by one of its folders, or by the file's name.
pub(super) fn is_resource(path: &Path) -> bool {
    let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { return false };
    let in_folder = folders(path).any(|name| FOLDERS.contains(&name.to_ascii_lowercase().as_str()));
    !TOOLS.contains(&stem) && (in_folder || is_tag(stem))
}

fn folders(path: &Path) -> impl DoubleEndedIterator<Item = &str> {
    let parents = path.parent().unwrap_or(Path::new("")).components();
    parents.filter_map(|part| if let Component::Normal(name) = part { name.to_str() } else { None })
}

/// A locale at the end of a file's name, after `.`, `_` or `-`, or the whole name.
fn in_name(stem: &str) -> Option<LanguageId> {
    let starts = stem.match_indices(['.', '_', '-']).map(|(at, _)| at + 1);
    std::iter::once(0).chain(starts).find_map(|at| tag(stem.get(at..)?))
}

fn in_folder(name: &str) -> Option<LanguageId> {
    if let Some(qualifiers) = name.strip_prefix("values-") {
        // `b+sr+Latn` is a BCP 47 tag; others begin with the language, and the region has an r before it.
        if let Some(tag) = qualifiers.strip_prefix("b+") {
            return tag.split('-').next()?.parse().ok();
        }
        let mut parts = qualifiers.split('-');
        let language = parts.next().filter(|code| is_code(code))?;
        let region = parts.next().and_then(|part| part.strip_prefix('r')).filter(|region| is_region(region));
        return with_known_region(&region.map_or_else(|| language.to_owned(), |region| [language, region].join("-")));
    }
    tag(name.strip_suffix(".lproj").unwrap_or(name))
}

/// True for a language tag, in any case, and for the codes of countries that sites name their languages by.
#[must_use]
pub fn is_marker(text: &str) -> bool {
    const COUNTRIES: [&str; 8] = ["br", "cn", "cz", "gr", "hk", "jp", "kr", "tw"];
    let lower = text.to_ascii_lowercase();
    let mut parts = lower.split(['-', '_']);
    let first = parts.next().unwrap_or_default();
    let is_subtag = |part: &str| matches!(part.len(), 2..=4) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    (is_code(first) || COUNTRIES.contains(&first)) && parts.clone().count() < 3 && parts.all(is_subtag)
}

/// The language of a whole tag: `fr`, `pt-BR`, `zh_Hant_TW`.
fn tag(text: &str) -> Option<LanguageId> {
    if is_tag(text) { with_known_region(text) } else { None }
}

/// The language of a tag, or that of its first subtag alone if there is no such region: folders such as `sr-rSP` are
/// common.
fn with_known_region(text: &str) -> Option<LanguageId> {
    text.parse().or_else(|_| text.split(['-', '_']).next().unwrap_or_default().parse()).ok()
}

/// True for a text that has the form of a tag and begins with the code of a language.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    let is_subtag = |part: &str| match part.len() {
        2 => is_region(part),
        3 => part.bytes().all(|b| b.is_ascii_digit()),
        4 => part.starts_with(|c: char| c.is_ascii_uppercase()) && part.bytes().all(|b| b.is_ascii_alphabetic()),
        _ => false,
    };
    parts.next().is_some_and(is_code) && parts.all(is_subtag)
}

fn is_region(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// True for the code of a language that locales name, in lower case. Most words of three letters are codes of some
/// language, so that of these only the ones with a language file count.
#[must_use]
pub fn is_code(code: &str) -> bool {
    let has_form = matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase());
    let is_expected = |language: LanguageId| code.len() == 2 || Facts::of(language).language.code() == code;
    has_form && code.parse().is_ok_and(is_expected)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{is_resource, language};

    #[test]
    fn paths_name_languages() {
        for (path, code) in [
            ("fr.json", "fr"),
            ("locales/pt-BR.json", "pt-BR"),
            ("locales/zh_Hant_TW/common.json", "zh-Hant-TW"),
            ("lib/l10n/app_de.arb", "de"),
            ("src/messages_es_MX.properties", "es-MX"),
            ("res/values-fr-rCA/strings.xml", "fr-CA"),
            ("res/values-de-night/strings.xml", "de"),
            ("locales/en_UK.json", "en"),
            ("res/values-sr-rSP/strings.xml", "sr"),
            ("res/values-b+sr+Latn/strings.xml", "sr-Latn"),
            ("res/values-night/strings.xml", ""),
            ("res/values/strings.xml", ""),
            ("App/it.lproj/Localizable.stringsdict", "it"),
            ("src/components/menu.json", ""),
            ("de/LC_MESSAGES/django.po", "de"),
        ] {
            assert_eq!(language(Path::new(path)).map_or(String::new(), |l| l.to_string()), code, "{path}");
        }
    }

    #[test]
    fn only_texts_are_resources() {
        for path in ["locales/fr/common.json", "a/i18n/en.json", "fr-FR.json", "public/_locales/de/messages.json"] {
            assert!(is_resource(Path::new(path)), "{path}");
        }
        for path in ["package.json", "tsconfig.json", "i18n/package.json", "src/data.json", "app.config.json"] {
            assert!(!is_resource(Path::new(path)), "{path}");
        }
    }
}
