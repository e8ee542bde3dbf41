//! The number of a month by its name, as it stands in a date.

use super::Facts;
use crate::language::LanguageId;
use mtlint_token::ClassBits;

/// The names of the months in dates of a language, each with its number from 1; none for a language that is not known or that
/// writes months as numbers. CLDR 46, `dates/calendars/gregorian/months`, format context.
#[must_use]
pub fn months(language: LanguageId) -> Vec<(&'static str, u8)> {
    let lists =
        Facts::of(language).classes.iter().find(|(class, _)| class.contains(ClassBits::MONTH)).map(|(_, list)| *list);
    let other = || OTHER.iter().find(|(code, _)| *code == language.code()).map(|(_, list)| *list);
    let mut found = numbered(lists.or_else(other).unwrap_or_default());
    let short = SHORT.iter().filter(|(code, _)| *code == language.code());
    found.extend(short.flat_map(|(_, list)| list.iter().copied()));
    found
}

/// Numbers a list; a second form of a month stands behind the first and begins alike.
fn numbered(list: &[&'static str]) -> Vec<(&'static str, u8)> {
    let mut found: Vec<(&'static str, u8)> = Vec::new();
    for name in list {
        let number = match found.last() {
            Some((before, number)) if before.starts_with(name) || name.starts_with(before) => *number,
            Some((_, number)) => number + 1,
            None => 1,
        };
        found.push((name, number));
    }
    found
}

/// Wide names in languages without [`Facts`].
const OTHER: &[(&str, &[&str])] = &[
    (
        "sv",
        &[
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ],
    ),
    (
        "da",
        &[
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
        ],
    ),
    (
        "nb",
        &[
            "januar",
            "februar",
            "mars",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "desember",
        ],
    ),
    (
        "fi",
        &[
            "tammikuuta",
            "helmikuuta",
            "maaliskuuta",
            "huhtikuuta",
            "toukokuuta",
            "kesäkuuta",
            "heinäkuuta",
            "elokuuta",
            "syyskuuta",
            "lokakuuta",
            "marraskuuta",
            "joulukuuta",
        ],
    ),
    (
        "hu",
        &[
            "január",
            "február",
            "március",
            "április",
            "május",
            "június",
            "július",
            "augusztus",
            "szeptember",
            "október",
            "november",
            "december",
        ],
    ),
    (
        "ro",
        &[
            "ianuarie",
            "februarie",
            "martie",
            "aprilie",
            "mai",
            "iunie",
            "iulie",
            "august",
            "septembrie",
            "octombrie",
            "noiembrie",
            "decembrie",
        ],
    ),
    (
        "tr",
        &[
            "ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım",
            "aralık",
        ],
    ),
    (
        "sk",
        &[
            "januára",
            "februára",
            "marca",
            "apríla",
            "mája",
            "júna",
            "júla",
            "augusta",
            "septembra",
            "októbra",
            "novembra",
            "decembra",
        ],
    ),
    (
        "sl",
        &[
            "januar",
            "februar",
            "marec",
            "april",
            "maj",
            "junij",
            "julij",
            "avgust",
            "september",
            "oktober",
            "november",
            "december",
        ],
    ),
    (
        "bg",
        &[
            "януари",
            "февруари",
            "март",
            "април",
            "май",
            "юни",
            "юли",
            "август",
            "септември",
            "октомври",
            "ноември",
            "декември",
        ],
    ),
    (
        "el",
        &[
            "ιανουαρίου",
            "φεβρουαρίου",
            "μαρτίου",
            "απριλίου",
            "μαΐου",
            "ιουνίου",
            "ιουλίου",
            "αυγούστου",
            "σεπτεμβρίου",
            "οκτωβρίου",
            "νοεμβρίου",
            "δεκεμβρίου",
        ],
    ),
    (
        "ca",
        &[
            "gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre",
            "desembre",
        ],
    ),
    (
        "id",
        &[
            "januari",
            "februari",
            "maret",
            "april",
            "mei",
            "juni",
            "juli",
            "agustus",
            "september",
            "oktober",
            "november",
            "desember",
        ],
    ),
];

/// Other forms.
const SHORT: &[(&str, &[(&str, u8)])] = &[
    (
        "en",
        &[
            ("jan", 1),
            ("feb", 2),
            ("mar", 3),
            ("apr", 4),
            ("jun", 6),
            ("jul", 7),
            ("aug", 8),
            ("sep", 9),
            ("sept", 9),
            ("oct", 10),
            ("nov", 11),
            ("dec", 12),
        ],
    ),
    (
        "de",
        &[
            ("jänner", 1),
            ("jan", 1),
            ("feb", 2),
            ("apr", 4),
            ("jun", 6),
            ("jul", 7),
            ("aug", 8),
            ("sept", 9),
            ("okt", 10),
            ("nov", 11),
            ("dez", 12),
        ],
    ),
    ("fr", &[("janv", 1), ("févr", 2), ("avr", 4), ("juil", 7), ("sept", 9), ("oct", 10), ("nov", 11), ("déc", 12)]),
    (
        "es",
        &[
            ("ene", 1),
            ("feb", 2),
            ("mar", 3),
            ("abr", 4),
            ("jun", 6),
            ("jul", 7),
            ("ago", 8),
            ("setiembre", 9),
            ("sept", 9),
            ("oct", 10),
            ("nov", 11),
            ("dic", 12),
        ],
    ),
    (
        "pt",
        &[
            ("jan", 1),
            ("fev", 2),
            ("mar", 3),
            ("abr", 4),
            ("jun", 6),
            ("jul", 7),
            ("ago", 8),
            ("set", 9),
            ("out", 10),
            ("nov", 11),
            ("dez", 12),
        ],
    ),
    (
        "it",
        &[
            ("gen", 1),
            ("feb", 2),
            ("apr", 4),
            ("lug", 7),
            ("ago", 8),
            ("sett", 9),
            ("ott", 10),
            ("nov", 11),
            ("dic", 12),
        ],
    ),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::months;

    #[test]
    fn every_language_has_twelve_in_order() {
        for code in ["en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "cs", "hr", "sv", "fi", "tr", "el"] {
            let months = months(code.parse().unwrap());
            let wide: Vec<u8> = months.iter().map(|(_, number)| *number).take_while(|n| *n < 12).collect();
            assert!(wide.is_sorted() && months.iter().any(|(_, n)| *n == 12), "{code}: {months:?}");
            assert!(months.iter().all(|(_, n)| (1..=12).contains(n)), "{code}");
        }
        assert!(months("hr".parse().unwrap()).contains(&("studenog", 11)));
        assert!(months("zh".parse().unwrap()).is_empty());
    }
}
