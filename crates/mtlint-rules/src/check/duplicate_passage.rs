//! A sentence, title or paragraph that the document has already, word for word or nearly.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_format::document::UnitKind;
use mtlint_text::text::{ClassBits, Sentence, Token, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Shortest common run of words.
    min_words: usize,
    /// The share of the sentence's words in the run, in per cent.
    min_share: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_words: 7, min_share: 75 }
    }
}

struct DuplicatePassage(Options);

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "duplicate-passage",
    finds: "a sentence or title that occurred before",
    options: "`min_words` = 7, `min_share` = 75 (per cent)",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    if options.min_words < 4 || options.min_share > 100 {
        return Err("“min_words” must be at least 4 and “min_share” at most 100".into());
    }
    Ok(Box::new(DuplicatePassage(options)))
}

/// A duplicate may begin at one of the first words of its sentence, after a label or a breadcrumb.
const STARTS: usize = 5;

impl Check for DuplicatePassage {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        // Words and numbers only, so that punctuation makes no difference.
        let tokens = &context.analysis.tokens;
        let mut words: Vec<u32> = Vec::new();
        let mut first_at: FxHashMap<u64, usize> = FxHashMap::default();
        // Links in the navigation may repeat a title.
        let units = context.analysis.units.iter().filter(|u| u.kind != UnitKind::Furniture);
        for sentence in units.flat_map(|unit| context.unit_sentences(unit)) {
            let start = words.len();
            words.extend(
                (sentence.first..sentence.end)
                    .filter(|&t| tokens.get(t as usize).is_some_and(Token::is_word_or_number)),
            );
            let count = words.len() - start;
            let mut duplicate = None;
            for offset in 0..STARTS.min(count.saturating_sub(self.0.min_words - 1)) {
                let key = key(tokens, &words[start + offset..start + offset + self.0.min_words]);
                let earlier = *first_at.entry(key).or_insert(start + offset);
                if earlier < start && duplicate.is_none() {
                    duplicate = self
                        .run_length(tokens, &words, earlier, start + offset, start)
                        .filter(|n| n * 100 >= count * self.0.min_share)
                        .map(|n| (earlier, start + offset, n));
                }
            }
            if let Some((earlier, at, length)) = duplicate
                && !leads_on(context, sentence, words.get(earlier).copied())
            {
                report(context, &words, earlier, at, length, sink);
            }
        }
    }
}

impl DuplicatePassage {
    /// The number of words that two places share, if there are enough.
    fn run_length(&self, tokens: &[Token], words: &[u32], a: usize, b: usize, limit: usize) -> Option<usize> {
        let word = |i: usize| words.get(i).and_then(|&t| tokens.get(t as usize)).map(|t| t.word);
        let length = (0..limit - a).take_while(|&n| word(b + n).is_some() && word(a + n) == word(b + n)).count();
        (length >= self.0.min_words).then_some(length)
    }
}

fn report(context: &Context<'_>, words: &[u32], earlier: usize, at: usize, length: usize, sink: &mut Sink<'_>) {
    let tokens = &context.analysis.tokens;
    let cover = |from: usize| {
        let (first, last) = (words.get(from)?, words.get(from + length - 1)?);
        Some(tokens.get(*first as usize)?.span.to(tokens.get(*last as usize)?.span))
    };
    if let (Some(original), Some(copy)) = (cover(earlier), cover(at)) {
        sink.report(copy).arg("words", length.to_string()).related(original, "first occurrence");
    }
}

/// True if the first sentence repeats the headline and adds a full stop: news agencies begin articles in this way.
fn leads_on(context: &Context<'_>, sentence: &Sentence, earlier: Option<u32>) -> bool {
    let analysis = context.analysis;
    let stops =
        |end: usize| end.checked_sub(1).and_then(|i| analysis.tokens.get(i)).is_some_and(|t| t.is(ClassBits::STOP));
    let [headline, lead, ..] = analysis.units.as_slice() else { return false };
    let in_headline = earlier.is_some_and(|t| headline.tokens().contains(&(t as usize)));
    in_headline
        && !stops(headline.tokens().end)
        && lead.tokens().start == sentence.first as usize
        && stops(sentence.end as usize)
}

fn key(tokens: &[Token], words: &[u32]) -> u64 {
    words.iter().fold(0, |hash: u64, &t| {
        let word = tokens.get(t as usize).map_or(0, |t| u64::from(t.word.0));
        (hash.rotate_left(7) ^ word).wrapping_mul(0xf135_7aea_2e62_a9c5)
    })
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("any/repetition/passage")
            .target("nl")
            .flags_text("De oude molen aan de rivier draait weer elke dag. [[De oude molen aan de rivier draait weer elke dag]].")
            .passes_text("De oude molen aan de rivier draait weer elke dag. De nieuwe molen bij het dorp staat nog altijd stil.");
    }
}
