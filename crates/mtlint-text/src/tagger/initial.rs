//! The tag of a word before its neighbours are considered.

use super::TaggerWord;
use crate::lexicon::{Tag, TagSet};
use mtlint_token::ClassBits;

/// Which of several tags to prefer if none was counted as the most common.
const BY_FREQUENCY: &[Tag] = &[
    Tag::NN,
    Tag::NNS,
    Tag::JJ,
    Tag::VBN,
    Tag::VB,
    Tag::VBZ,
    Tag::VBG,
    Tag::VBD,
    Tag::RB,
    Tag::JJR,
    Tag::JJS,
    Tag::RBR,
    Tag::RBS,
];

/// Tags by ending for words without listed tags; the first that fits.
const ENDINGS: &[(&str, Tag)] = &[
    ("ing", Tag::VBG),
    ("ed", Tag::VBN),
    ("ly", Tag::RB),
    ("able", Tag::JJ),
    ("ible", Tag::JJ),
    ("ous", Tag::JJ),
    ("ive", Tag::JJ),
    ("ful", Tag::JJ),
    ("less", Tag::JJ),
    ("al", Tag::JJ),
    ("ic", Tag::JJ),
    ("ary", Tag::JJ),
    ("ss", Tag::NN),
    ("us", Tag::NN),
    ("is", Tag::NN),
    ("s", Tag::NNS),
];

/// The tag of a contraction of two words: that of the part that decides what may follow.
const CONTRACTIONS: &[(&str, Tag)] = &[
    ("isn't", Tag::VBZ),
    ("hasn't", Tag::VBZ),
    ("doesn't", Tag::VBZ),
    ("aren't", Tag::VBP),
    ("haven't", Tag::VBP),
    ("don't", Tag::VBP),
    ("wasn't", Tag::VBD),
    ("weren't", Tag::VBD),
    ("hadn't", Tag::VBD),
    ("didn't", Tag::VBD),
    ("n't", Tag::MD),
    ("'ll", Tag::MD),
    ("'d", Tag::MD),
    ("'ve", Tag::VBP),
    ("'re", Tag::VBP),
    ("'m", Tag::VBP),
];

pub(super) fn initial(word: &TaggerWord<'_>) -> Tag {
    let class = word.class;
    if class.intersects(ClassBits::NUMBER) {
        return Tag::CD;
    }
    if class.contains(ClassBits::CLITIC) {
        return Tag::POS;
    }
    if !class.contains(ClassBits::WORD) {
        return Tag::PUNCT;
    }
    if let Some(tag) = contraction(word.text) {
        return tag;
    }
    let capital = !class.contains(ClassBits::LOWER) && word.text.starts_with(char::is_uppercase);
    if capital && is_name(word) {
        return Tag::NNP;
    }
    word.facts.best.or_else(|| commonest(word.facts.tags)).unwrap_or_else(|| by_ending(word.text))
}

/// In mid-sentence a capital turns every word but function words into a name; at the start, only unknown words.
fn is_name(word: &TaggerWord<'_>) -> bool {
    let known = word.facts.best.is_some() || !word.facts.tags.is_empty();
    if word.class.contains(ClassBits::SENTENCE_START) { !known } else { !word.class.contains(ClassBits::FUNCTION) }
}

fn contraction(text: &str) -> Option<Tag> {
    if !text.contains(['\'', '’']) {
        return None;
    }
    let plain = text.replace('’', "'").to_lowercase();
    CONTRACTIONS.iter().find(|(ending, _)| plain.ends_with(ending)).map(|(_, tag)| *tag)
}

fn commonest(tags: TagSet) -> Option<Tag> {
    BY_FREQUENCY.iter().copied().find(|tag| tags.has(*tag)).or_else(|| tags.iter().next())
}

fn by_ending(text: &str) -> Tag {
    ENDINGS
        .iter()
        .find(|(ending, _)| text.len() > ending.len() + 2 && text.ends_with(ending))
        .map_or(Tag::NN, |(_, tag)| *tag)
}
