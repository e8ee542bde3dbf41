use super::{Affixes, Lexicon, LexiconMemo, Near, PartOfSpeech, Tag, TagSet, is_derived, near, unaccented};
use crate::language::LanguageId;
use mtlint_token::Words;

fn english() -> Lexicon {
    Lexicon::of(LanguageId::EN).unwrap()
}

#[test]
fn every_form_looks_up_as_itself_and_in_order() {
    let lexicon = english();
    let (mut seen, mut previous) = (0, String::new());
    lexicon.for_each(|form, entry| {
        assert!(previous.as_str() < form, "{previous} before {form}");
        assert_eq!(lexicon.get(form), Some(entry), "{form}");
        for part in [PartOfSpeech::Noun, PartOfSpeech::Verb, PartOfSpeech::Adjective] {
            assert!(entry.lemma(form, part).is_none_or(|lemma| !lemma.is_empty()), "{form}");
        }
        form.clone_into(&mut previous);
        seen += 1;
    });
    assert_eq!(seen, lexicon.len());
    assert!(seen >= 300_000, "{seen}");
}

#[test]
fn common_words_have_their_tags_and_lemmas() {
    let lexicon = english();
    assert_eq!(lexicon.tags("children"), TagSet::of(&[Tag::NNS]));
    assert!(lexicon.tags("went").only(TagSet::of(&[Tag::VBD])));
    assert!(lexicon.tags("stopped").has(Tag::VBD) && lexicon.tags("stopped").has(Tag::VBN));
    assert!(lexicon.tags("police").has(Tag::NNS) && !lexicon.tags("abandonment").has(Tag::NNS));
    assert_eq!(lexicon.lemma("went", PartOfSpeech::Verb).as_deref(), Some("go"));
    assert_eq!(lexicon.lemma("mice", PartOfSpeech::Noun).as_deref(), Some("mouse"));
    assert_eq!(lexicon.lemma("better", PartOfSpeech::Adjective).as_deref(), Some("good"));
    assert_eq!(lexicon.lemma("mice", PartOfSpeech::Verb), None);
    assert!(!lexicon.is_word("thropots"));
}

#[test]
fn lemmas_inflect() {
    let lexicon = english();
    for (lemma, tag, form) in [
        ("go", Tag::VBN, "gone"),
        ("go", Tag::VBZ, "goes"),
        ("stop", Tag::VBD, "stopped"),
        ("make", Tag::VBG, "making"),
        ("carry", Tag::VBN, "carried"),
        ("carry", Tag::VBG, "carrying"),
        ("child", Tag::NNS, "children"),
        ("box", Tag::NNS, "boxes"),
        ("house", Tag::NNS, "houses"),
        ("city", Tag::NNS, "cities"),
        ("big", Tag::JJR, "bigger"),
        ("good", Tag::JJS, "best"),
    ] {
        assert_eq!(lexicon.inflect(lemma, tag).as_deref(), Some(form), "{lemma} {}", tag.name());
    }
    assert_eq!(lexicon.inflect("thropot", Tag::NNS), None);
}

#[test]
fn derivations_and_compounds_are_words() {
    let lexicon = english();
    let affixes = Affixes { prefixes: vec!["cyber".into()], suffixes: vec!["ability".into(), "ness".into()] };
    for word in ["cyberbully", "happiness", "lakewater"] {
        assert!(lexicon.is_word(word) || is_derived(&lexicon, word, &affixes), "{word}");
    }
    for word in ["thropots", "cyberzzz", "ness", "é", ""] {
        assert!(!is_derived(&lexicon, word, &affixes), "{word}");
    }
}

#[test]
fn accents_come_off() {
    assert_eq!(unaccented("détente"), "detente");
    assert!(english().is_word("fiancé") && english().is_word(&unaccented("débâcle")));
    assert_eq!(unaccented("þjóð"), "þjoð");
}

#[test]
fn common_words_are_near() {
    let lexicon = english();
    let (slips, spellings) = (|form| near(&lexicon, form).slips, |form| near(&lexicon, form).spellings);
    assert_eq!(slips("goverment"), ["government"]);
    assert_eq!(slips("govenrment"), ["government"]);
    assert_eq!(slips("childre"), ["children"]);
    assert_eq!(slips("éxpress"), [""; 0]);
    assert_eq!(spellings("aristokrat"), ["aristocrat"]);
    assert_eq!(spellings("mammmals"), ["mammals"]);
    assert_eq!(spellings("lettrs"), [""; 0]);
    for word in ["thropots", "éé", ""] {
        assert_eq!(near(&lexicon, word), Near::default(), "{word}");
    }
}

/// The walk finds the same words as trying each letter at each place.
#[test]
fn the_walk_misses_no_word() {
    let lexicon = english();
    let common = |word: &String| lexicon.get(word).is_some_and(|entry| entry.is_common());
    for form in ["brige", "harobur", "houze", "wordd", "crém", "caf", "abut"] {
        let letters: Vec<char> = form.chars().collect();
        let all = |put_in: bool| {
            let mut words = Vec::new();
            for at in 0..=letters.len() {
                for letter in 'a'..='z' {
                    let mut word = letters.clone();
                    if put_in {
                        word.insert(at, letter);
                    } else if at < word.len() {
                        word[at] = letter;
                    }
                    words.push(word);
                }
                let mut word = letters.clone();
                if put_in && at + 1 < word.len() {
                    word.swap(at, at + 1);
                } else if !put_in && at < word.len() {
                    word.remove(at);
                }
                words.push(word);
            }
            let mut words: Vec<String> = words.into_iter().map(|word| word.into_iter().collect()).collect();
            words.retain(|word| word != form && common(word));
            words.sort_unstable();
            words.dedup();
            words
        };
        assert_eq!(near(&lexicon, form), Near { slips: all(true), spellings: all(false) }, "{form}");
    }
}

#[test]
fn the_memo_asks_once_a_word_and_only_where_there_is_a_lexicon() {
    let mut words = Words::default();
    let (first, second) = (words.intern("Houses"), words.intern("thropots"));
    let mut memo = LexiconMemo::new(LanguageId::EN);
    for _ in 0..3 {
        assert!(memo.facts(&words, first).known);
        assert!(!memo.facts(&words, second).known);
    }
    assert_eq!(memo.lookups(), 2);
    memo.clear();
    assert!(memo.facts(&words, first).known);
    let german = LexiconMemo::new("de".parse().unwrap());
    assert!(german.lexicon().is_none() && !german.facts(&words, first).known);
}
