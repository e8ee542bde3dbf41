use super::{Tagger, TaggerWord};
use crate::language::{Facts, LanguageId};
use crate::lexicon::LexiconMemo;
use crate::text::{Analysis, UnitKind};
use mtlint_token::Words;
use mtlint_token::span::TextSpan;

/// The sentence with its tags: “The/DT report/NN”.
fn tagged(sentence: &str) -> String {
    let facts = Facts::of(LanguageId::EN);
    let (mut words, mut analysis) = (Words::default(), Analysis::default());
    facts.classify(&mut words);
    let span = TextSpan::new(0, u32::try_from(sentence.len()).unwrap());
    analysis.fill(sentence, [(span, UnitKind::Paragraph)].into_iter(), &mut words, facts);
    let lexicon = LexiconMemo::new(LanguageId::EN);
    let seen: Vec<_> = analysis.tokens.iter().map(|t| TaggerWord::of(sentence, t, &words, &lexicon)).collect();
    let tags = Tagger::english().tag(&seen);
    seen.iter().zip(tags).map(|(w, tag)| format!("{}/{}", w.text, tag.name())).collect::<Vec<_>>().join(" ")
}

#[test]
fn neighbours_decide_between_noun_and_verb() {
    assert_eq!(tagged("They report to the board."), "They/PRP report/VBP to/TO the/DT board/NN ./PUNCT");
    assert_eq!(tagged("The report was long."), "The/DT report/NN was/VBD long/JJ ./PUNCT");
    assert_eq!(tagged("She wants to report it."), "She/PRP wants/VBZ to/TO report/VB it/PRP ./PUNCT");
}

#[test]
fn past_and_participle_are_told_apart() {
    assert_eq!(tagged("The house was painted by them."), "The/DT house/NN was/VBD painted/VBN by/IN them/PRP ./PUNCT");
    assert_eq!(tagged("They painted the house."), "They/PRP painted/VBD the/DT house/NN ./PUNCT");
}

#[test]
fn names_numbers_and_glued_words_have_tags() {
    assert_eq!(
        tagged("Yesterday Varga didn’t see 12 boats."),
        "Yesterday/NN Varga/NNP didn’t/VBD see/VB 12/CD boats/NNS ./PUNCT"
    );
    assert_eq!(tagged("Varga's thropots fell."), "Varga/NNP 's/POS thropots/NNS fell/VBD ./PUNCT");
}

#[test]
fn empty_and_strange_sentences_are_no_matter() {
    assert_eq!(tagged(""), "");
    assert_eq!(tagged("… — «»"), "…/PUNCT —/PUNCT «/PUNCT »/PUNCT");
}

#[test]
fn all_rules_of_the_file_are_read() {
    let lines = include_str!("data/english.context").lines().filter(|line| !line.starts_with('#'));
    assert!(Tagger::english().rules.len() * 100 >= lines.count() * 97, "{}", Tagger::english().rules.len());
}
