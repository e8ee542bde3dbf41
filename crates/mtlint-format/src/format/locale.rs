//! What a path says of the language of a resource file, and whether it is one.

use std::path::{Component, Path};

use mtlint_text::language::LanguageId;

/// The codes of ISO 639-1, and of 639-3 those that locales of operating systems have beside them.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is \
    it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt \
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so \
    sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu \
    ast ckb dsb fil fur hsb kab nds yue";

/// Folders that hold texts by locale.
const FOLDERS: [&str; 11] =
    ["locale", "locales", "_locales", "i18n", "l10n", "intl", "lang", "langs", "languages", "translations", "messages"];

/// Files that tools keep in such folders, too.
const TOOLS: [&str; 6] = ["package", "package-lock", "tsconfig", "jsconfig", "composer", "manifest"];

/// The language that a path names: `fr.json`, `app_fr.arb`, `locales/fr-CA/x.json`, `values-fr-rCA/strings.xml`,
/// `fr.lproj/Localizable.stringsdict`. The file's own name counts before its folders, the nearest folder first.
#[must_use]
pub fn language(path: &Path) -> Option<LanguageId> {
    let stem = path.file_stem()?.to_str()?;
    in_name(stem).or_else(|| folders(path).rev().take(3).find_map(in_folder))
}

/// True when a path is that of texts of one locale: one of its folders is named for such, or the file for a locale.
pub(super) fn is_resource(path: &Path) -> bool {
    let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { return false };
    let in_folder = folders(path).any(|name| FOLDERS.contains(&name.to_ascii_lowercase().as_str()));
    !TOOLS.contains(&stem) && (in_folder || tag(stem).is_some())
}

fn folders(path: &Path) -> impl DoubleEndedIterator<Item = &str> {
    let parents = path.parent().unwrap_or(Path::new("")).components();
    parents.filter_map(|part| if let Component::Normal(name) = part { name.to_str() } else { None })
}

/// A locale at the end of a file's name, behind `.`, `_` or `-`, or as all of it.
fn in_name(stem: &str) -> Option<LanguageId> {
    let starts = stem.match_indices(['.', '_', '-']).map(|(at, _)| at + 1);
    std::iter::once(0).chain(starts).find_map(|at| tag(stem.get(at..)?))
}

fn in_folder(name: &str) -> Option<LanguageId> {
    if let Some(qualifiers) = name.strip_prefix("values-") {
        // `b+sr+Latn` is a BCP 47 tag; others begin with the language.
        let language = qualifiers.strip_prefix("b+").unwrap_or(qualifiers);
        return known(language.split(['-', '+']).next()?);
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
    (known(first).is_some() || COUNTRIES.contains(&first)) && parts.clone().count() < 3 && parts.all(is_subtag)
}

/// The language of a whole tag: `fr`, `pt-BR`, `zh_Hant_TW`.
fn tag(text: &str) -> Option<LanguageId> {
    let mut parts = text.split(['-', '_']);
    let language = known(parts.next()?)?;
    let is_subtag = |part: &str| match part.len() {
        2 => part.bytes().all(|b| b.is_ascii_uppercase()),
        3 => part.bytes().all(|b| b.is_ascii_digit()),
        4 => part.starts_with(|c: char| c.is_ascii_uppercase()) && part.bytes().all(|b| b.is_ascii_alphabetic()),
        _ => false,
    };
    parts.all(is_subtag).then_some(language)
}

/// True for the code of a language that locales name.
#[must_use]
pub fn is_code(code: &str) -> bool {
    known(code).is_some()
}

fn known(code: &str) -> Option<LanguageId> {
    CODES.split_ascii_whitespace().any(|known| known == code).then(|| code.parse().ok())?
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{is_resource, language};

    #[test]
    fn paths_name_languages() {
        for (path, code) in [
            ("fr.json", "fr"),
            ("locales/pt-BR.json", "pt"),
            ("locales/zh_Hant_TW/common.json", "zh"),
            ("lib/l10n/app_de.arb", "de"),
            ("src/messages_es_MX.properties", "es"),
            ("res/values-fr-rCA/strings.xml", "fr"),
            ("res/values-b+sr+Latn/strings.xml", "sr"),
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
