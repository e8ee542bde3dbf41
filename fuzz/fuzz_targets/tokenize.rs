//! Tokens and sentences lie in order on character boundaries, and between two tokens stands white space only.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mtlint_text::language::{Facts, LanguageId};
use mtlint_text::text::{Words, split_sentences, tokenize};
use mtlint_token::span::TextSpan;

fuzz_target!(|text: &str| {
    let facts = Facts::of(LanguageId::EN);
    let (mut words, mut tokens, mut sentences) = (Words::default(), Vec::new(), Vec::new());
    facts.classify(&mut words);
    tokenize(text, TextSpan::from_range(0..text.len()), &mut words, &mut tokens);
    let mut end = 0;
    for token in &tokens {
        assert!(token.span.start >= end && !token.span.is_empty());
        let gap = text.get(end as usize..token.span.start as usize);
        assert!(gap.is_some_and(|gap| gap.trim().is_empty()), "{gap:?}");
        assert!(text.get(token.span.range()).is_some());
        end = token.span.end;
    }
    let all = 0..tokens.len();
    split_sentences(text, &mut tokens, all.clone(), &words, facts, &mut sentences);
    let mut next = 0;
    for sentence in &sentences {
        assert!(sentence.tokens().start == next && sentence.tokens().end > next);
        next = sentence.tokens().end;
    }
    assert_eq!(next, all.end);
});
