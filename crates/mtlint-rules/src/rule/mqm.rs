//! MQM categories: those of MQM-Core 2024-03-07 and some children from MQM-Full.

/// The release date of this version of MQM-Core.
pub const RELEASE: &str = "2024-03-07";

/// One category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Category {
    /// The mnemonic path that rule files use.
    pub path: &'static str,
    /// The display name.
    pub name: &'static str,
    /// The number after `MQMC_` in the PID of MQM-Core; none for children from MQM-Full.
    pub pid: Option<u32>,
}

const fn core(path: &'static str, name: &'static str, pid: u32) -> Category {
    Category { path, name, pid: Some(pid) }
}

const fn full(path: &'static str, name: &'static str) -> Category {
    Category { path, name, pid: None }
}

/// All categories that a rule may name.
pub const CATEGORIES: &[Category] = &[
    core("terminology", "Terminology", 0),
    core("terminology/termbase", "Inconsistent with terminology resource", 1000),
    core("terminology/term-inconsistency", "Inconsistent use of terminology", 2000),
    core("terminology/wrong-term", "Wrong term", 3000),
    core("accuracy", "Accuracy", 100_000),
    core("accuracy/mistranslation", "Mistranslation", 101_000),
    core("accuracy/over-translation", "Over-translation", 102_000),
    core("accuracy/under-translation", "Under-translation", 103_000),
    core("accuracy/addition", "Addition", 104_000),
    core("accuracy/omission", "Omission", 105_000),
    core("accuracy/no-translate", "Do not translate", 107_000),
    core("accuracy/untranslated", "Untranslated", 108_000),
    full("accuracy/number", "Number"),
    full("accuracy/date-time", "Date/time"),
    full("accuracy/entity", "Entity"),
    full("accuracy/false-friend", "False friend"),
    full("accuracy/overly-literal", "Overly literal"),
    full("accuracy/unit-conversion", "Unit conversion"),
    full("accuracy/mt-hallucination", "MT hallucination"),
    full("accuracy/omitted-variable", "Omitted variable"),
    core("fluency", "Linguistic conventions", 200_000),
    core("fluency/grammar", "Grammar", 201_000),
    core("fluency/punctuation", "Punctuation", 202_000),
    core("fluency/spelling", "Spelling", 204_000),
    core("fluency/unintelligible", "Unintelligible", 211_000),
    core("fluency/character-encoding", "Character encoding", 212_000),
    core("fluency/textual-conventions", "Textual conventions", 214_000),
    full("fluency/tense-mood-aspect", "Tense/mood/aspect"),
    full("fluency/agreement", "Agreement"),
    full("fluency/word-order", "Word order"),
    full("fluency/function-words", "Function words"),
    full("fluency/unpaired-marks", "Unpaired quote marks or brackets"),
    full("fluency/whitespace", "Whitespace"),
    full("fluency/duplication", "Duplication"),
    core("style", "Style", 300_000),
    core("style/company-style", "Company style", 301_000),
    core("style/third-party-style", "Third-party style", 302_000),
    core("style/inconsistent-external-reference", "Inconsistent with external reference", 303_000),
    core("style/register", "Register", 304_000),
    core("style/awkward", "Awkward style", 305_000),
    core("style/unidiomatic", "Unidiomatic style", 306_000),
    core("style/inconsistent-style", "Inconsistent style", 307_000),
    core("locale-convention", "Locale conventions", 400_000),
    core("locale-convention/number-format", "Number format", 401_000),
    core("locale-convention/currency-format", "Currency format", 402_000),
    core("locale-convention/measurement-format", "Measurement format", 403_000),
    core("locale-convention/time-format", "Time format", 404_000),
    core("locale-convention/date-format", "Date format", 405_000),
    core("locale-convention/address-format", "Address format", 408_000),
    core("locale-convention/telephone-format", "Telephone format", 410_000),
    core("locale-convention/shortcut-key", "Shortcut key", 413_000),
    core("verity", "Audience appropriateness", 500_000),
    core("verity/culture-specific", "Culture-specific reference", 501_000),
    core("verity/offensive", "Offensive", 502_000),
    core("design", "Design and markup", 600_000),
    core("design/local-formatting", "Character formatting", 601_000),
    core("design/overall-design", "Layout", 602_000),
    core("design/markup", "Markup tag", 604_000),
    core("design/truncation-text-expansion", "Truncation/text expansion", 605_000),
    core("design/missing-text", "Missing text", 606_000),
    core("design/broken-link", "Link/cross-reference", 607_000),
];

/// The category with a path.
#[must_use]
pub fn category(path: &str) -> Option<&'static Category> {
    CATEGORIES.iter().find(|c| c.path == path)
}

/// True if the path names a category.
#[must_use]
pub fn is_category(path: &str) -> bool {
    category(path).is_some()
}
