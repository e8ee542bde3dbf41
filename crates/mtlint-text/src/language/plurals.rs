//! Plural categories of languages: CLDR 46, `supplemental/plurals`, cardinal numbers.

use super::LanguageId;

/// The categories of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plurals {
    /// Those that whole numbers up to a thousand need. `other` is among them even where only fractions have it: every format
    /// falls back to it.
    pub needed: &'static [&'static str],
    /// Those that fractions or round millions have.
    pub also: &'static [&'static str],
}

/// The categories of a language; none where CLDR's are not known here.
#[must_use]
pub fn plurals(language: LanguageId) -> Option<Plurals> {
    TABLE.iter().find(|(codes, _)| codes.contains(&language.code())).map(|(_, plurals)| *plurals)
}

const fn of(needed: &'static [&'static str], also: &'static [&'static str]) -> Plurals {
    Plurals { needed, also }
}

const TABLE: &[(&[&str], Plurals)] = &[
    (
        &[
            "bo", "dz", "id", "ii", "ja", "jv", "km", "ko", "lo", "ms", "my", "su", "th", "to", "vi", "wo", "yo",
            "yue", "zh",
        ],
        of(&["other"], &[]),
    ),
    (
        &[
            "af", "am", "as", "az", "bg", "bn", "da", "de", "el", "en", "eo", "et", "eu", "fa", "fi", "fil", "fo",
            "fy", "gl", "gu", "ha", "hi", "hu", "hy", "ia", "is", "ka", "kk", "kl", "kn", "ku", "ky", "lb", "mg", "mk",
            "ml", "mn", "mr", "nb", "ne", "nl", "nn", "no", "om", "or", "os", "pa", "ps", "rm", "sd", "si", "so", "sq",
            "sv", "sw", "ta", "te", "ti", "tk", "tl", "tr", "ug", "ur", "uz", "xh", "yi", "zu",
        ],
        of(&["one", "other"], &[]),
    ),
    (&["ca", "es", "fr", "it", "pt"], of(&["one", "other"], &["many"])),
    (&["bs", "hr", "sr", "ro", "mo"], of(&["one", "few", "other"], &[])),
    (&["cs", "sk", "lt"], of(&["one", "few", "other"], &["many"])),
    (&["be", "pl", "ru", "uk"], of(&["one", "few", "many", "other"], &[])),
    (&["lv"], of(&["one", "other"], &["zero"])),
    (&["sl", "dsb", "hsb", "gd"], of(&["one", "two", "few", "other"], &[])),
    (&["he", "iw", "se"], of(&["one", "two", "other"], &["many"])),
    (&["mt"], of(&["one", "two", "few", "many", "other"], &[])),
    (&["ga", "br"], of(&["one", "two", "few", "many", "other"], &[])),
    (&["ar", "cy"], of(&["zero", "one", "two", "few", "many", "other"], &[])),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::plurals;

    #[test]
    fn categories() {
        let of = |code: &str| plurals(code.parse().unwrap());
        assert_eq!(of("ja").unwrap().needed, ["other"]);
        assert_eq!(of("ru").unwrap().needed, ["one", "few", "many", "other"]);
        assert_eq!(of("fr").unwrap().also, ["many"]);
        assert_eq!(of("tlh"), None);
    }
}
