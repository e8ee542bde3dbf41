//! The readability formulas with their sources, and the differences from textstat (PyPI, 0.7.13).
//!
//! A *grade* is a year of schooling in the United States. *Ease* is a scale on which 100 is easy and 0 is hard. Both
//! are open at the ends.
//!
//! The constants of Flesch's formula are in the language files. If the literature gives syllables per hundred words,
//! the constant is multiplied by a hundred. textstat has the same constants, except for Portuguese: it has no variant
//! for it and uses the English constants, so its values are 42 lower.
//! - fr: others (the R package koRpus) credit Kandel and Moles with 209, 1.15 and 68.
//! - es: the article of 1959 is often quoted with *sentences per hundred words* as the second term, which would make long
//!   sentences easy. Like textstat, this uses words per sentence.
//! - ru: another fit in use has 1.52 and 65.14.
//!
//! The constants come from the secondary literature and textstat; the original publications were not available.

use super::counts::Counts;
use crate::language::{Facts, Flesch};
use serde::Serialize;

/// The scores of a text. `None` if a formula does not apply to the language, or the text has no words. Every number is
/// finite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Reading ease by the variant of the language: 0 to 30 very hard, 60 to 70 plain, 90 to 100 very easy.
    pub flesch_reading_ease: Option<f64>,
    /// English; Kincaid, Fishburne, Rogers and Chissom 1975.
    pub flesch_kincaid_grade: Option<f64>,
    /// English; Gunning 1952. textstat counts each word of three syllables that is not in the Dale–Chall list as hard;
    /// this uses Gunning's exemptions ([`Counts::complex_words`]).
    pub gunning_fog: Option<f64>,
    /// English; McLaughlin 1969. Designed for samples of thirty sentences, and scaled to the actual number.
    pub smog: Option<f64>,
    /// English; Coleman and Liau 1975, over letters only. textstat has 0.058 instead of 0.0588 and counts digits, so
    /// its values are 0.3 to 0.6 lower on the recorded texts.
    pub coleman_liau: Option<f64>,
    /// English; the automated readability index of Senter and Smith 1967, over letters and digits. textstat also
    /// counts punctuation.
    pub automated_readability: Option<f64>,
    /// Any alphabetic language; Björnsson 1968: below 30 children's books, 40 to 50 newspapers, above 60 bureaucracy.
    pub lix: Option<f64>,
    /// Italian; Lucisano and Piemontese 1988, over letters: an ease. textstat also counts punctuation.
    pub gulpease: Option<f64>,
}

/// The means that the formulas combine.
struct Means {
    words_per_sentence: f64,
    syllables_per_word: f64,
    letters_per_word: f64,
    characters_per_word: f64,
    polysyllables_per_sentence: f64,
    long_words_percent: f64,
    complex_words_percent: f64,
}

impl Means {
    fn of(counts: &Counts) -> Option<Self> {
        if counts.words == 0 || counts.sentences == 0 {
            return None;
        }
        // Exact up to 2^53; beyond that the relative error is 10^-16.
        let (words, sentences) = (counts.words as f64, counts.sentences as f64);
        Some(Self {
            words_per_sentence: words / sentences,
            syllables_per_word: counts.syllables as f64 / words,
            letters_per_word: counts.letters as f64 / words,
            characters_per_word: counts.characters as f64 / words,
            polysyllables_per_sentence: counts.polysyllables as f64 / sentences,
            long_words_percent: 100.0 * counts.long_words as f64 / words,
            complex_words_percent: 100.0 * counts.complex_words as f64 / words,
        })
    }
}

fn flesch_ease(flesch: &Flesch, means: &Means) -> f64 {
    flesch.base - flesch.sentence * means.words_per_sentence - flesch.word * means.syllables_per_word
}

fn flesch_kincaid(means: &Means) -> f64 {
    0.39 * means.words_per_sentence + 11.8 * means.syllables_per_word - 15.59
}

fn gunning_fog(means: &Means) -> f64 {
    0.4 * (means.words_per_sentence + means.complex_words_percent)
}

fn smog(means: &Means) -> f64 {
    1.043 * (30.0 * means.polysyllables_per_sentence).sqrt() + 3.1291
}

fn coleman_liau(means: &Means) -> f64 {
    0.0588 * 100.0 * means.letters_per_word - 0.296 * 100.0 / means.words_per_sentence - 15.8
}

fn automated_readability(means: &Means) -> f64 {
    4.71 * means.characters_per_word + 0.5 * means.words_per_sentence - 21.43
}

fn lix(means: &Means) -> f64 {
    means.words_per_sentence + means.long_words_percent
}

fn gulpease(means: &Means) -> f64 {
    89.0 + 300.0 / means.words_per_sentence - 10.0 * means.letters_per_word
}

impl Scores {
    /// All scores that apply to the language of the counts.
    #[must_use]
    pub fn of(counts: &Counts) -> Self {
        let Some(means) = Means::of(counts) else { return Self::default() };
        let language = Facts::of(counts.language).readability;
        let score =
            |applies: bool, formula: fn(&Means) -> f64| applies.then(|| formula(&means)).filter(|n| n.is_finite());
        let grades = language.has_school_grades;
        let flesch = language.flesch.map(|variant| flesch_ease(&variant, &means));
        Self {
            flesch_reading_ease: flesch.filter(|ease| ease.is_finite()),
            flesch_kincaid_grade: score(grades, flesch_kincaid),
            gunning_fog: score(grades, gunning_fog),
            smog: score(grades, smog),
            coleman_liau: score(grades, coleman_liau),
            automated_readability: score(grades, automated_readability),
            lix: score(language.has_long_words, lix),
            gulpease: score(language.has_gulpease, gulpease),
        }
    }

    /// One grade for the text: the median of the five English grades, at least 0, so that no single formula decides.
    /// `None` in other languages: none of these formulas was fitted to school years there.
    #[must_use]
    pub fn grade(&self) -> Option<f64> {
        let grades =
            [self.flesch_kincaid_grade, self.gunning_fog, self.smog, self.coleman_liau, self.automated_readability];
        let mut grades: Vec<f64> = grades.into_iter().flatten().collect();
        grades.sort_by(f64::total_cmp);
        let (low, high) = (grades.get(grades.len().saturating_sub(1) / 2)?, grades.get(grades.len() / 2)?);
        Some(((low + high) / 2.0).max(0.0))
    }

    /// Every score with its name in JSON, in the order of the fields, for tables.
    #[must_use]
    pub fn entries(&self) -> [(&'static str, Option<f64>); 8] {
        [
            ("flesch_reading_ease", self.flesch_reading_ease),
            ("flesch_kincaid_grade", self.flesch_kincaid_grade),
            ("gunning_fog", self.gunning_fog),
            ("smog", self.smog),
            ("coleman_liau", self.coleman_liau),
            ("automated_readability", self.automated_readability),
            ("lix", self.lix),
            ("gulpease", self.gulpease),
        ]
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Counts, Scores};
    use crate::language::LanguageId;

    #[test]
    fn an_empty_text_has_no_scores() {
        let scores = Scores::of(&Counts::new(LanguageId::EN));
        assert_eq!((scores, scores.grade()), (Scores::default(), None));
    }

    #[test]
    fn words_without_sentences_have_no_scores() {
        let counts = Counts { words: 5, syllables: 9, ..Counts::new(LanguageId::EN) };
        assert_eq!(Scores::of(&counts), Scores::default());
    }

    #[test]
    fn one_word_and_huge_counts_are_finite() {
        let one = Counts::of_sentences(LanguageId::EN, [["Hello"]]);
        let m = u64::MAX;
        let huge =
            Counts { words: m, sentences: 1, syllables: m, letters: m, characters: m, polysyllables: m, ..one.clone() };
        let tiny = Counts { words: 1, sentences: m, ..Counts::new(LanguageId::EN) };
        for counts in [one, huge, tiny] {
            let scores = Scores::of(&counts);
            assert!(scores.entries().iter().all(|(_, score)| score.is_none_or(f64::is_finite)), "{scores:?}");
            assert!(scores.grade().is_some_and(|grade| grade.is_finite() && grade >= 0.0), "{scores:?}");
        }
    }

    #[test]
    fn formulas_apply_to_their_languages() {
        let names = |code: &str| {
            let counts = Counts::of_sentences(code.parse().unwrap(), [["casa"]]);
            let names: Vec<_> =
                Scores::of(&counts).entries().into_iter().filter_map(|(name, score)| score.map(|_| name)).collect();
            names
        };
        assert_eq!(names("it"), ["flesch_reading_ease", "lix", "gulpease"]);
        assert_eq!(names("sv"), ["lix"]);
        assert!(names("zh").is_empty());
        assert_eq!(names("en").len(), 7);
    }

    #[test]
    fn the_grade_is_the_median() {
        let scores = Scores {
            flesch_kincaid_grade: Some(8.0),
            gunning_fog: Some(20.0),
            smog: Some(9.0),
            coleman_liau: Some(10.0),
            automated_readability: Some(-3.0),
            ..Scores::default()
        };
        assert_eq!(scores.grade(), Some(9.0));
        assert_eq!(Scores { smog: None, ..scores }.grade(), Some(9.0));
        assert_eq!(Scores { smog: Some(-5.0), ..Scores::default() }.grade(), Some(0.0));
    }

    #[test]
    fn entries_are_named_as_in_json() {
        let value = serde_json::to_value(Scores::default()).unwrap();
        let names: Vec<_> = Scores::default().entries().map(|(name, _)| name).into();
        assert_eq!(value.as_object().unwrap().len(), names.len());
        assert!(names.iter().all(|name| value.get(name).is_some_and(serde_json::Value::is_null)));
    }
}
