//! Other European languages: abbreviations only; their closed word classes come with their rules.

use super::Facts;
use crate::language::LanguageId;

pub(super) static DE: Facts = Facts {
    language: LanguageId::two(*b"de"),
    titles: &["herr", "fr", "dr", "prof", "st"],
    abbreviations: &[
        "bzw", "usw", "z.b", "d.h", "u.a", "ca", "nr", "abs", "art", "bd", "evtl", "ggf", "inkl", "max", "min", "mio",
        "mrd", "tel", "vgl", "z.t", "jan", "feb", "apr", "aug", "sept", "okt", "nov", "dez", "str",
    ],
    classes: &[],
};

pub(super) static FR: Facts = Facts {
    language: LanguageId::two(*b"fr"),
    titles: &["m", "mm", "dr", "pr", "st", "ste", "mgr"],
    abbreviations: &[
        "etc", "cf", "av", "env", "p", "pp", "ex", "n°", "art", "vol", "janv", "févr", "avr", "juil", "sept", "oct",
        "nov", "déc",
    ],
    classes: &[],
};

pub(super) static ES: Facts = Facts {
    language: LanguageId::two(*b"es"),
    titles: &["sr", "sra", "srta", "dr", "dra", "d", "dña"],
    abbreviations: &["etc", "p.ej", "pág", "núm", "art", "ee.uu", "aprox", "vol"],
    classes: &[],
};

pub(super) static IT: Facts = Facts {
    language: LanguageId::two(*b"it"),
    titles: &["sig", "sig.ra", "dott", "prof", "avv", "on"],
    abbreviations: &[
        "ecc", "pag", "art", "cfr", "n", "vol", "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott",
        "nov", "dic",
    ],
    classes: &[],
};

pub(super) static PT: Facts = Facts {
    language: LanguageId::two(*b"pt"),
    titles: &["sr", "sra", "dr", "dra", "prof"],
    abbreviations: &["etc", "p.ex", "pág", "núm", "art", "aprox", "vol"],
    classes: &[],
};

pub(super) static NL: Facts = Facts {
    language: LanguageId::two(*b"nl"),
    titles: &["dhr", "mevr", "dr", "prof", "mr", "drs", "ir"],
    abbreviations: &[
        "bijv", "enz", "o.a", "d.w.z", "ca", "nr", "blz", "jl", "resp", "jan", "feb", "mrt", "apr", "aug", "sept",
        "okt", "nov", "dec",
    ],
    classes: &[],
};

pub(super) static RU: Facts = Facts {
    language: LanguageId::two(*b"ru"),
    titles: &["г", "ул", "им", "акад", "проф"],
    abbreviations: &[
        "т.е", "т.д", "т.п", "др", "руб", "млн", "млрд", "тыс", "гг", "стр", "см", "рис", "напр", "янв", "февр", "апр",
        "авг", "сент", "окт", "нояб", "дек",
    ],
    classes: &[],
};

pub(super) static UK: Facts = Facts {
    language: LanguageId::two(*b"uk"),
    titles: &["м", "вул", "ім", "акад", "проф"],
    abbreviations: &["т.д", "т.п", "ін", "грн", "млн", "млрд", "тис", "рр", "стор", "див", "рис", "напр"],
    classes: &[],
};

pub(super) static PL: Facts = Facts {
    language: LanguageId::two(*b"pl"),
    titles: &["p", "dr", "prof", "inż", "mgr", "ks"],
    abbreviations: &[
        "np", "itd", "itp", "m.in", "tzn", "tj", "ul", "nr", "str", "r", "w", "zł", "mln", "mld", "tys", "ok",
    ],
    classes: &[],
};

pub(super) static CS: Facts = Facts {
    language: LanguageId::two(*b"cs"),
    titles: &["p", "dr", "prof", "ing", "mgr", "bc"],
    abbreviations: &["např", "atd", "apod", "tj", "tzn", "č", "str", "ul", "mil", "mld", "tis", "kč", "odst"],
    classes: &[],
};
