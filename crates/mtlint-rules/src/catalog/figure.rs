//! The figures of one rule, combined from the corpora it ran on.

use super::measured::{Corpus, Fires, Measured, Touched, Words};
use crate::rule::Rule;

/// With fewer findings than this, a share means nothing.
pub const FEWEST: u64 = 5;

/// If chance is higher than this, a finding touches a mark whether it is right or not. This happens with findings as
/// wide as a sentence.
const CHANCE_TOO_HIGH: f64 = 0.75;

/// The figures measured for one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The corpora that the rule ran on, by name, with the number of words it ran on.
    pub corpora: Vec<(String, Words, Fires)>,
    /// The day of the measurement.
    pub date: String,
}

/// How likely a finding of a rule is to be right, as far as it was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Precision {
    /// The share of findings that touch an error marked by raters.
    Marked(Touched),
    /// Without enough marks: of all findings on equal amounts of machine translation and human text, the share on
    /// machine translation.
    Contrast {
        /// All findings.
        of: u64,
        /// The share.
        share: f64,
    },
}

impl Precision {
    /// The number that `--min-precision` is compared with, 0 to 1.
    #[must_use]
    pub fn value(self) -> f64 {
        match self {
            Self::Marked(touched) => touched.precision,
            Self::Contrast { share, .. } => share,
        }
    }
}

impl Figure {
    /// The figure of a rule; none if the file has no entry for it.
    pub(super) fn new(rule: &Rule, measured: &Measured) -> Option<Self> {
        let entry = measured.rules.get(&rule.key())?;
        let ran = measured
            .corpora
            .iter()
            .filter(|(_, corpus)| corpus.language.parse().is_ok_and(|language| rule.speaks(language)));
        let corpora = ran.map(|(name, corpus)| {
            (name.clone(), words_for(rule, corpus), entry.get(name).copied().unwrap_or_default())
        });
        let corpora = corpora.filter(|(_, words, _)| words.mt + words.human > 0).collect();
        Some(Self { corpora, date: measured.date.clone() })
    }

    /// The corpora with both machine translations and human texts.
    fn paired(&self) -> impl Iterator<Item = &(String, Words, Fires)> {
        self.corpora.iter().filter(|(_, words, _)| words.mt > 0)
    }

    /// Words that the rule ran on, in corpora with machine translations.
    #[must_use]
    pub fn words(&self) -> Words {
        let add = |a: Words, (_, b, _): &(String, Words, Fires)| Words { mt: a.mt + b.mt, human: a.human + b.human };
        self.paired().fold(Words::default(), add)
    }

    /// Findings on machine translations and on the human texts beside them.
    #[must_use]
    pub fn findings(&self) -> (u64, u64) {
        self.paired().fold((0, 0), |(mt, human), (_, _, f)| (mt + f.mt, human + f.human))
    }

    /// Words and findings of the corpora with human texts alone. Such findings are false alarms, or defects that people
    /// make too.
    #[must_use]
    pub fn human_alone(&self) -> (u64, u64) {
        let alone = self.corpora.iter().filter(|(_, words, _)| words.mt == 0);
        alone.fold((0, 0), |(words, findings), (_, w, f)| (words + w.human, findings + f.human))
    }

    /// Findings per 10,000 words of machine translation and of human text. Each corpus is weighted
    /// by its human words on both sides, so a corpus with many machine translations does not distort the comparison.
    #[must_use]
    pub fn rates(&self) -> Option<(f64, f64)> {
        let total: f64 = self.corpora.iter().map(|(_, words, _)| weight(*words)).sum();
        let sum = |rate: fn(&Fires) -> f64| self.corpora.iter().map(|(_, w, f)| weight(*w) * rate(f)).sum::<f64>();
        (total > 0.0).then(|| (sum(|f| f.mt_per_10k) / total, sum(|f| f.human_per_10k) / total))
    }

    /// Findings against errors that raters marked, all corpora together.
    #[must_use]
    pub fn errors(&self) -> Option<Touched> {
        pooled(self.corpora.iter().filter_map(|(_, _, f)| f.errors))
    }

    /// Findings against words that post-editors changed, all corpora together.
    #[must_use]
    pub fn edits(&self) -> Option<Touched> {
        pooled(self.corpora.iter().filter_map(|(_, _, f)| f.edits))
    }

    /// How likely a finding is to be right; none with fewer than [`FEWEST`] findings.
    ///
    /// Marked errors decide if there are enough findings on rated text and chance is not too high.
    #[must_use]
    pub fn precision(&self) -> Option<Precision> {
        if let Some(touched) = self.errors().filter(|t| t.of >= FEWEST && t.chance <= CHANCE_TOO_HIGH) {
            return Some(Precision::Marked(touched));
        }
        let (mt, human) = self.findings();
        let (mt_rate, human_rate) = self.rates()?;
        let (of, both) = (mt + human, mt_rate + human_rate);
        (of >= FEWEST && both > 0.0).then(|| Precision::Contrast { of, share: mt_rate / both })
    }
}

/// The number of words of a corpus that a rule ran on: all, or those translated from the languages it needs.
fn words_for(rule: &Rule, corpus: &Corpus) -> Words {
    if rule.only_from.is_empty() {
        return corpus.words;
    }
    let sources = rule.only_from.iter().filter_map(|language| corpus.from.get(language.code()));
    sources.fold(Words::default(), |a, b| Words { mt: a.mt + b.mt, human: a.human + b.human })
}

#[expect(clippy::cast_precision_loss, reason = "a corpus has fewer than 2^52 words")]
fn weight(words: Words) -> f64 {
    if words.mt == 0 { 0.0 } else { words.human as f64 }
}

#[expect(clippy::cast_precision_loss, reason = "counts of findings are small")]
fn pooled(parts: impl Iterator<Item = Touched>) -> Option<Touched> {
    let parts: Vec<Touched> = parts.collect();
    let of: u64 = parts.iter().map(|t| t.of).sum();
    let mean = |get: fn(&Touched) -> f64| parts.iter().map(|t| get(t) * t.of as f64).sum::<f64>() / of as f64;
    (of > 0).then(|| Touched { of, precision: mean(|t| t.precision), chance: mean(|t| t.chance) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::Path;

    use super::{Figure, Precision};
    use crate::catalog::load::parse;
    use crate::catalog::measured::Measured;
    use crate::rule::Rule;

    const FILE: &str = r#"
        date = "2024-05-31"
        [corpora.news]
        language = "en"
        words = { mt = 40000, human = 10000 }
        from = { zh = { mt = 20000, human = 5000 }, en = { mt = 0, human = 2000 } }
        [corpora.wiki]
        language = "en"
        words = { mt = 10000, human = 10000 }
        [corpora.nachrichten]
        language = "de"
        words = { mt = 10000, human = 10000 }
        [rules."en/demo/crown"]
        news = { mt = 8, human = 1, mt_per_10k = 2.0, human_per_10k = 1.0 }
        wiki = { mt = 4, human = 1, mt_per_10k = 4.0, human_per_10k = 1.0, errors = { of = 4, precision = 0.75, chance = 0.25 } }
        [rules."en/demo/silent"]
    "#;

    fn rule(path: &str, keys: &str) -> Rule {
        let text = format!(
            "title = 'x'\nlevel = 'info'\nmqm = {{ category = 'style', severity = 'minor' }}\nmessage = 'x'\nwhy = 'x'\n\
             {keys}\n[match]\nphrases = ['new crown']"
        );
        parse(Path::new(path), &text).unwrap()
    }

    fn figure(path: &str, keys: &str, file: &str) -> Option<Figure> {
        Figure::new(&rule(path, keys), &toml::from_str::<Measured>(file).unwrap())
    }

    #[test]
    fn corpora_weigh_as_their_human_words_do() {
        let figure = figure("en/demo/crown.toml", "", FILE).unwrap();
        assert_eq!(figure.rates(), Some((3.0, 1.0)));
        assert_eq!(figure.precision(), Some(Precision::Contrast { of: 14, share: 0.75 }));
    }

    #[test]
    fn rated_findings_decide_where_there_are_enough() {
        let figure = figure("en/demo/crown.toml", "", &FILE.replace("of = 4", "of = 5")).unwrap();
        assert_eq!(figure.precision().map(Precision::value), Some(0.75));
        assert!(matches!(figure.precision(), Some(Precision::Marked(t)) if t.of == 5));
    }

    #[test]
    fn marks_that_no_finding_can_miss_do_not_count() {
        let wide = FILE.replace("of = 4", "of = 5").replace("chance = 0.25", "chance = 0.9");
        let figure = figure("en/demo/crown.toml", "", &wide).unwrap();
        assert!(matches!(figure.precision(), Some(Precision::Contrast { .. })));
    }

    #[test]
    fn a_rule_that_never_fired_has_words_and_no_precision() {
        let figure = figure("en/demo/silent.toml", "", FILE).unwrap();
        assert_eq!((figure.words().mt, figure.words().human), (50000, 20000));
        assert_eq!((figure.findings(), figure.precision()), ((0, 0), None));
    }

    #[test]
    fn human_texts_alone_stand_apart() {
        let more = format!(
            "{FILE}demo-text = {{ mt = 0, human = 3, mt_per_10k = 0.0, human_per_10k = 1.0 }}\n\
             [corpora.demo-text]\nlanguage = \"en\"\nwords = {{ mt = 0, human = 30000 }}"
        );
        let figure = figure("en/demo/silent.toml", "", &more).unwrap();
        assert_eq!((figure.findings(), figure.words().human, figure.human_alone()), ((0, 0), 20000, (30000, 3)));
    }

    #[test]
    fn a_rule_for_one_source_language_ran_on_its_words_only() {
        let figure = figure("en/demo/crown.toml", "only_from = ['zh']", FILE).unwrap();
        assert_eq!((figure.words().mt, figure.words().human), (20000, 5000));
    }

    #[test]
    fn no_entry_is_no_figure() {
        assert_eq!(figure("en/demo/other.toml", "", FILE), None);
        assert_eq!(figure("de/demo/crown.toml", "", FILE), None);
    }
}
