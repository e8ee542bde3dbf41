//! Other European languages: abbreviations, months, weekdays and the commonest function words.

use super::{Facts, calendar, function};
use crate::language::LanguageId;
use mtlint_token::ClassBits;

const fn of(
    function: &'static [&'static str],
    conjunctions: &'static [&'static str],
    months: &'static [&'static str],
    days: &'static [&'static str],
) -> [(ClassBits, &'static [&'static str]); 4] {
    [
        (ClassBits::FUNCTION, function),
        (ClassBits::CONJUNCTION, conjunctions),
        (ClassBits::MONTH, months),
        (ClassBits::WEEKDAY, days),
    ]
}

pub(super) static DE: Facts = Facts {
    language: LanguageId::two(*b"de"),
    titles: &["herr", "fr", "dr", "prof", "st"],
    abbreviations: &[
        "bzw", "usw", "z.b", "d.h", "u.a", "ca", "nr", "abs", "art", "bd", "evtl", "ggf", "inkl", "max", "min", "mio",
        "mrd", "tel", "vgl", "z.t", "jan", "feb", "apr", "aug", "sept", "okt", "nov", "dez", "str",
    ],
    dotted_days: true,
    classes: &of(function::DE, function::DE_CONJUNCTIONS, calendar::DE_MONTHS, calendar::DE_DAYS),
};

pub(super) static FR: Facts = Facts {
    language: LanguageId::two(*b"fr"),
    titles: &["m", "mm", "dr", "pr", "st", "ste", "mgr"],
    abbreviations: &[
        "etc", "cf", "av", "env", "p", "pp", "ex", "n°", "art", "vol", "janv", "févr", "avr", "juil", "sept", "oct",
        "nov", "déc",
    ],
    dotted_days: false,
    classes: &of(function::FR, function::FR_CONJUNCTIONS, calendar::FR_MONTHS, calendar::FR_DAYS),
};

pub(super) static ES: Facts = Facts {
    language: LanguageId::two(*b"es"),
    titles: &["sr", "sra", "srta", "dr", "dra", "d", "dña"],
    abbreviations: &["etc", "p.ej", "pág", "núm", "art", "ee.uu", "aprox", "vol"],
    dotted_days: false,
    classes: &of(function::ES, function::ES_CONJUNCTIONS, calendar::ES_MONTHS, calendar::ES_DAYS),
};

pub(super) static IT: Facts = Facts {
    language: LanguageId::two(*b"it"),
    titles: &["sig", "sig.ra", "dott", "prof", "avv", "on"],
    abbreviations: &[
        "ecc", "pag", "art", "cfr", "n", "vol", "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott",
        "nov", "dic",
    ],
    dotted_days: false,
    classes: &of(function::IT, function::IT_CONJUNCTIONS, calendar::IT_MONTHS, calendar::IT_DAYS),
};

pub(super) static PT: Facts = Facts {
    language: LanguageId::two(*b"pt"),
    titles: &["sr", "sra", "dr", "dra", "prof"],
    abbreviations: &["etc", "p.ex", "pág", "núm", "art", "aprox", "vol"],
    dotted_days: false,
    classes: &of(function::PT, function::PT_CONJUNCTIONS, calendar::PT_MONTHS, calendar::PT_DAYS),
};

pub(super) static NL: Facts = Facts {
    language: LanguageId::two(*b"nl"),
    titles: &["dhr", "mevr", "dr", "prof", "mr", "drs", "ir"],
    abbreviations: &[
        "bijv", "enz", "o.a", "d.w.z", "ca", "nr", "blz", "jl", "resp", "jan", "feb", "mrt", "apr", "aug", "sept",
        "okt", "nov", "dec",
    ],
    dotted_days: false,
    classes: &of(function::NL, function::NL_CONJUNCTIONS, calendar::NL_MONTHS, calendar::NL_DAYS),
};

pub(super) static RU: Facts = Facts {
    language: LanguageId::two(*b"ru"),
    titles: &["г", "ул", "им", "акад", "проф"],
    abbreviations: &[
        "т.е", "т.д", "т.п", "др", "руб", "млн", "млрд", "тыс", "гг", "стр", "см", "рис", "напр", "янв", "февр", "апр",
        "авг", "сент", "окт", "нояб", "дек",
    ],
    dotted_days: false,
    classes: &of(function::RU, function::RU_CONJUNCTIONS, calendar::RU_MONTHS, calendar::RU_DAYS),
};

pub(super) static UK: Facts = Facts {
    language: LanguageId::two(*b"uk"),
    titles: &["м", "вул", "ім", "акад", "проф"],
    abbreviations: &["т.д", "т.п", "ін", "грн", "млн", "млрд", "тис", "рр", "стор", "див", "рис", "напр"],
    dotted_days: false,
    classes: &of(function::UK, function::UK_CONJUNCTIONS, calendar::UK_MONTHS, calendar::UK_DAYS),
};

pub(super) static PL: Facts = Facts {
    language: LanguageId::two(*b"pl"),
    titles: &["p", "dr", "prof", "inż", "mgr", "ks"],
    abbreviations: &[
        "np", "itd", "itp", "m.in", "tzn", "tj", "ul", "nr", "str", "r", "w", "zł", "mln", "mld", "tys", "ok",
    ],
    dotted_days: false,
    classes: &of(function::PL, function::PL_CONJUNCTIONS, calendar::PL_MONTHS, calendar::PL_DAYS),
};

pub(super) static CS: Facts = Facts {
    language: LanguageId::two(*b"cs"),
    titles: &["p", "dr", "prof", "ing", "mgr", "bc"],
    abbreviations: &["např", "atd", "apod", "tj", "tzn", "č", "str", "ul", "mil", "mld", "tis", "kč", "odst"],
    dotted_days: true,
    classes: &of(function::CS, function::CS_CONJUNCTIONS, calendar::CS_MONTHS, calendar::CS_DAYS),
};

pub(super) static HR: Facts = Facts {
    language: LanguageId::two(*b"hr"),
    titles: &["g", "gđa", "dr", "prof", "mr", "sv"],
    abbreviations: &[
        "npr", "itd", "tj", "tzv", "sl", "br", "str", "čl", "god", "st", "min", "mil", "ul", "dipl", "ing",
    ],
    dotted_days: true,
    classes: &of(function::HR, function::HR_CONJUNCTIONS, calendar::HR_MONTHS, calendar::HR_DAYS),
};
