//! Counts words and findings on machine translations and human texts, and the marks that findings touch.

use std::collections::BTreeMap;
use std::sync::Arc;

use mtlint_rules::catalog::measured::{Corpus, Fires, Measured, Touched, Words};
use mtlint_rules::rule::Rule;

use super::chance::{Marked, Span, words};
use super::lint::Found;
use super::record::{Record, Side};

/// Adds a corpus to the figures.
pub(super) fn add(measured: &mut Measured, name: &str, records: &[Record], rules: &[Arc<Rule>], found: &[Found<'_>]) {
    let Some(language) = records.first().map(|record| record.language) else { return };
    let sizes = Sizes::of(records);
    let counts = counts(found);
    for rule in rules.iter().filter(|rule| rule.speaks(language)) {
        // A more specific rule with the same id replaces this one.
        let shadowed = rules.iter().any(|other| rule.is_replaced_by(other, language));
        let Some(count) = counts.get(rule.id.as_str()).filter(|_| !shadowed) else { continue };
        let fires = count.fires(sizes.for_rule(rule));
        measured.rules.entry(rule.key()).or_default().insert(name.to_owned(), fires);
    }
    measured.corpora.insert(name.to_owned(), sizes.corpus(language.code()));
}

/// The numbers of words of a corpus without unpaired records. Fractions occur if words are pairs of characters.
#[derive(Default)]
struct Sizes {
    all: [f64; 2],
    from: BTreeMap<String, [f64; 2]>,
}

impl Sizes {
    fn of(records: &[Record]) -> Self {
        let mut sizes = Self::default();
        for record in records.iter().filter(|record| !record.unpaired) {
            let n = words(&record.text, record.language.code());
            let from = record.source_language.map(|l| sizes.from.entry(l.code().to_owned()).or_default());
            for side in from.into_iter().chain([&mut sizes.all]) {
                match record.side {
                    Side::Mt => side[0] += n,
                    Side::Human => side[1] += n,
                }
            }
        }
        sizes
    }

    fn for_rule(&self, rule: &Rule) -> [f64; 2] {
        if rule.only_from.is_empty() {
            return self.all;
        }
        let sources = rule.only_from.iter().filter_map(|language| self.from.get(language.code()));
        sources.fold([0.0; 2], |a, b| [a[0] + b[0], a[1] + b[1]])
    }

    fn corpus(&self, language: &str) -> Corpus {
        let from = self.from.iter().map(|(language, size)| (language.clone(), whole(*size))).collect();
        Corpus { language: language.to_owned(), words: whole(self.all), from }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of words are small and positive")]
fn whole([mt, human]: [f64; 2]) -> Words {
    Words { mt: mt.round() as u64, human: human.round() as u64 }
}

/// The counts for one rule in one corpus.
#[derive(Default)]
struct Count {
    mt: u64,
    human: u64,
    errors: Hits,
    edits: Hits,
}

#[derive(Default)]
struct Hits {
    of: u64,
    touched: u64,
    /// The sum of the chances of all findings.
    chance: f64,
}

impl Hits {
    fn add(&mut self, marked: Option<&Marked>, finding: &Span) {
        if let Some((marked, hit)) = marked.and_then(|marked| Some((marked, marked.touches(finding)?))) {
            self.of += 1;
            self.touched += u64::from(hit);
            self.chance += marked.chance(finding);
        }
    }

    fn share(&self) -> Option<Touched> {
        let of = float(self.of);
        (self.of > 0).then(|| Touched { of: self.of, precision: float(self.touched) / of, chance: self.chance / of })
    }
}

impl Count {
    fn fires(&self, [mt_words, human_words]: [f64; 2]) -> Fires {
        let rate = |n: u64, words: f64| if words > 0.0 { 1e4 * float(n) / words } else { 0.0 };
        Fires {
            mt: self.mt,
            human: self.human,
            mt_per_10k: rate(self.mt, mt_words),
            human_per_10k: rate(self.human, human_words),
            errors: self.errors.share(),
            edits: self.edits.share(),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn float(n: u64) -> f64 {
    n as f64
}

fn counts<'f>(found: &'f [Found<'_>]) -> BTreeMap<&'f str, Count> {
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for Found { record, findings } in found.iter().filter(|found| !found.findings.is_empty()) {
        let marked = |spans: &Option<Vec<_>>| spans.as_ref().map(|s| Marked::new(&record.text, s, &record.doubtful));
        let (errors, edits) = (marked(&record.errors), marked(&record.edits));
        for (rule, finding) in findings {
            let count = counts.entry(rule.as_str()).or_default();
            match (record.unpaired, record.side) {
                (true, _) => {}
                (false, Side::Mt) => count.mt += 1,
                (false, Side::Human) => count.human += 1,
            }
            count.errors.add(errors.as_ref(), finding);
            count.edits.add(edits.as_ref(), finding);
        }
    }
    counts
}
