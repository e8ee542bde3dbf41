//! The figures that `mtlint stats` prints for a document.

use super::counts::Counts;
use super::formulas::Scores;
use mtlint_token::span::TextSpan;
use serde::Serialize;

/// Serializes [`TextSpan`] as two fields.
#[derive(Serialize)]
#[serde(remote = "TextSpan")]
struct SpanFields {
    start: u32,
    end: u32,
}

/// A sentence and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LongSentence {
    /// Its place in the text; in JSON `start` and `end`.
    #[serde(flatten, with = "SpanFields")]
    pub span: TextSpan,
    /// Its number of words.
    pub words: u32,
}

/// The figures of one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentStats {
    /// The code of the language whose formulas were used.
    pub language: String,
    /// Words.
    pub words: u64,
    /// Sentences.
    pub sentences: u64,
    /// The scores that apply.
    pub scores: Scores,
    /// See [`Scores::grade`].
    pub grade: Option<f64>,
    /// The longest sentences, longest first; equally long ones in text order.
    pub longest_sentences: Vec<LongSentence>,
    /// Findings per thousand words; `None` if the document was not checked or has no words.
    pub findings_per_1000_words: Option<f64>,
}

impl DocumentStats {
    /// The figures from the counts of a document, its sentences (of which the `keep` longest are kept), and the number
    /// of findings if it was checked.
    #[must_use]
    pub fn new(
        counts: &Counts,
        sentences: impl IntoIterator<Item = LongSentence>,
        keep: usize,
        findings: Option<usize>,
    ) -> Self {
        let mut longest: Vec<LongSentence> = sentences.into_iter().collect();
        longest.sort_unstable_by_key(|sentence| (std::cmp::Reverse(sentence.words), sentence.span));
        longest.truncate(keep);
        let scores = Scores::of(counts);
        Self {
            language: counts.language.to_string(),
            words: counts.words,
            sentences: counts.sentences,
            scores,
            grade: scores.grade(),
            longest_sentences: longest,
            findings_per_1000_words: findings
                .filter(|_| counts.words > 0)
                .map(|findings| findings as f64 * 1000.0 / counts.words as f64),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Counts, DocumentStats, LongSentence, TextSpan};
    use crate::language::LanguageId;

    fn sentence(start: u32, words: u32) -> LongSentence {
        LongSentence { span: TextSpan::new(start, start + 5), words }
    }

    #[test]
    fn keeps_the_longest_sentences_in_order() {
        let counts = Counts::new(LanguageId::EN);
        let all = [sentence(0, 3), sentence(30, 9), sentence(10, 9), sentence(20, 40)];
        let stats = DocumentStats::new(&counts, all, 3, None);
        assert_eq!(stats.longest_sentences, [sentence(20, 40), sentence(10, 9), sentence(30, 9)]);
    }

    #[test]
    fn findings_are_per_thousand_words() {
        let counts = Counts::of_sentences(LanguageId::EN, [["one", "two", "three", "four"]]);
        let rate = |counts, findings| DocumentStats::new(counts, [], 0, findings).findings_per_1000_words;
        assert_eq!(rate(&counts, Some(3)), Some(750.0));
        assert_eq!(rate(&counts, None), None);
        assert_eq!(rate(&Counts::new(LanguageId::EN), Some(3)), None);
    }

    #[test]
    fn an_empty_document_is_null_in_json() {
        let stats = DocumentStats::new(&Counts::new(LanguageId::EN), [sentence(7, 1)], 5, Some(0));
        let json = serde_json::to_value(&stats).unwrap();
        assert!(
            json["grade"].is_null() && json["scores"]["lix"].is_null() && json["findings_per_1000_words"].is_null()
        );
        assert_eq!(json["longest_sentences"], serde_json::json!([{ "start": 7, "end": 12, "words": 1 }]));
    }
}
