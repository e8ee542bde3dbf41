//! Languages that short texts of one another are taken for.

use super::LanguageId;

/// Groups of languages whose trigrams are much alike, by their codes.
const GROUPS: &[&[&str]] = &[
    &["be", "bg", "mk", "ru", "sr", "uk"],
    &["bs", "hr", "sl", "sr"],
    &["cs", "sk", "pl", "sl"],
    &["da", "nb", "nn", "no", "sv"],
    &["af", "de", "lb", "nds", "nl"],
    &["ca", "es", "gl", "it", "oc", "pt", "ro"],
    &["id", "jv", "ms"],
    &["hi", "mr", "ne"],
    &["ar", "ckb", "fa", "ku", "ps", "ug", "ur"],
    &["az", "tr", "uz"],
    &["et", "fi"],
];

/// True for two languages of one group, and for a language and itself.
#[must_use]
pub fn are_near(a: LanguageId, b: LanguageId) -> bool {
    let has = |group: &[&str], language: LanguageId| group.contains(&language.code());
    a == b || GROUPS.iter().any(|group| has(group, a) && has(group, b))
}
