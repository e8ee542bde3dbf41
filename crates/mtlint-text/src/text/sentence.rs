//! Splits text into sentences, by terminators, abbreviations and the following token. The sentence boundaries of UAX
//! #29 know no abbreviations and take more time than all the matching.

use std::ops::Range;

use super::{ClassBits, Token, Words};
use crate::language::Facts;
use mtlint_token::span::TextSpan;

/// A sentence, or the part of one that lies in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its first token, as an index into the tokens of the document.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// From the start of its first token to the end of its last.
    pub span: TextSpan,
}

impl Sentence {
    /// Its tokens as a range of indices.
    #[must_use]
    pub fn tokens(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// Splits the tokens in `range` (one unit) into sentences and marks the first token of each.
pub fn split_sentences(
    text: &str,
    tokens: &mut [Token],
    range: Range<usize>,
    words: &Words,
    facts: &Facts,
    sentences: &mut Vec<Sentence>,
) {
    let mut first = range.start;
    let mut at = range.start;
    let mut closed = range.start;
    while at < range.end {
        let after = at + 1;
        if tokens[at].is(ClassBits::STOP) {
            // A run of stops and closers ends at one place: walk “!!!!!!” only once.
            if closed <= after {
                closed = skip_closers(text, tokens, after, range.end);
            }
            if closed < range.end && ends_here(text, tokens, at, closed, words, facts) {
                push(tokens, first..closed, sentences);
                first = closed;
                at = closed;
                continue;
            }
        }
        at = after;
    }
    if first < range.end {
        push(tokens, first..range.end, sentences);
    }
}

fn push(tokens: &mut [Token], range: Range<usize>, sentences: &mut Vec<Sentence>) {
    let [head, ..] = &mut tokens[range.clone()] else { return };
    head.class |= ClassBits::SENTENCE_START;
    let span = tokens[range.start].span.to(tokens[range.end - 1].span);
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    sentences.push(Sentence { first: narrow(range.start), end: narrow(range.end), span });
}

/// The end of the sentence: closing marks and further stops attached to the terminator belong to it.
fn skip_closers(text: &str, tokens: &[Token], mut at: usize, end: usize) -> usize {
    while at < end && !tokens[at].is(ClassBits::SPACE_BEFORE) {
        let closer = tokens[at].any(ClassBits::CLOSE_QUOTE.union(ClassBits::STOP))
            || matches!(&text[tokens[at].span.range()], ")" | "]" | "）" | "】" | "”" | "’");
        if !closer {
            break;
        }
        at += 1;
    }
    at
}

fn ends_here(text: &str, tokens: &[Token], stop: usize, next: usize, words: &Words, facts: &Facts) -> bool {
    let mark = &text[tokens[stop].span.range()];
    if matches!(mark, "。" | "！" | "？" | "．" | "।" | "॥") {
        return true;
    }
    let follower = tokens[next];
    if !follower.is(ClassBits::SPACE_BEFORE) || follower.is(ClassBits::LOWER) {
        return false;
    }
    if follower.is(ClassBits::PUNCT) && !opens(text, &follower) {
        return false;
    }
    mark != "." || !is_abbreviation(text, tokens, stop, &follower, words, facts)
}

/// A mark that can begin a sentence.
fn opens(text: &str, token: &Token) -> bool {
    token.any(ClassBits::OPEN_QUOTE.union(ClassBits::OBJECT).union(ClassBits::HYPHEN))
        || matches!(
            &text[token.span.range()],
            "(" | "[" | "（" | "【" | "'" | "‘" | "¿" | "¡" | "•" | "*" | "#" | "@" | "$" | "€" | "£"
        )
}

/// True if the full stop at `stop` belongs to an abbreviation, an initial or a list number instead of ending a
/// sentence.
fn is_abbreviation(text: &str, tokens: &[Token], stop: usize, next: &Token, words: &Words, facts: &Facts) -> bool {
    let Some(before) = stop.checked_sub(1).map(|i| tokens[i]) else { return false };
    if tokens[stop].is(ClassBits::SPACE_BEFORE) {
        return false;
    }
    let word = &text[before.span.range()];
    let starts_like_sentence = next.is(ClassBits::CAPITALISED) && next.is(ClassBits::FUNCTION);
    if before.is(ClassBits::WORD) && word.chars().nth(1).is_none() {
        // An initial (J. Smith), unless a function word follows (“… plan B. The …”).
        return before.is(ClassBits::CAPITALISED) && word != "I" && !starts_like_sentence;
    }
    if word.contains('.') && before.is(ClassBits::WORD) {
        return !starts_like_sentence;
    }
    if facts.dotted_days && before.is(ClassBits::NUMBER) && next.is(ClassBits::MONTH) && word.len() <= 2 {
        return true;
    }
    if before.is(ClassBits::NUMBER) && before.is(ClassBits::SENTENCE_START) {
        // “1. First point”
        return word.len() <= 3;
    }
    if is_contraction(word) {
        return !starts_like_sentence;
    }
    let id = words.get(before.word);
    if facts.titles.contains(&id) {
        return true;
    }
    facts.abbreviations.contains(&id) && !starts_like_sentence
}

/// True for a word written without vowels: “Mfg.”, “Hrs.”, “Blvd.”.
fn is_contraction(word: &str) -> bool {
    const LONGEST: usize = 5;
    let mut bytes = word.bytes();
    let small = |b: u8| b.is_ascii_lowercase() && !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    bytes.next().is_some_and(|b| b.is_ascii_uppercase() && small(b.to_ascii_lowercase()))
        && (2..=LONGEST).contains(&word.len())
        && bytes.all(small)
}

#[cfg(test)]
mod tests {
    use super::split_sentences;
    use crate::language::{Facts, LanguageId};
    use mtlint_token::span::TextSpan;
    use mtlint_token::{Words, tokenize};

    fn sentences(text: &str) -> Vec<&str> {
        sentences_in("en", text)
    }

    fn sentences_in<'t>(language: &str, text: &'t str) -> Vec<&'t str> {
        let facts = Facts::of(language.parse().unwrap_or(LanguageId::EN));
        let (mut words, mut tokens, mut found) = (Words::default(), Vec::new(), Vec::new());
        facts.classify(&mut words);
        tokenize(text, TextSpan::from_range(0..text.len()), &mut words, &mut tokens);
        let all = 0..tokens.len();
        split_sentences(text, &mut tokens, all, &words, facts, &mut found);
        found.iter().map(|s| &text[s.span.range()]).collect()
    }

    #[test]
    fn ends_at_terminators() {
        assert_eq!(sentences("One. Two! “Three?” Four… five. Six"), ["One.", "Two!", "“Three?”", "Four… five.", "Six"]);
        assert_eq!(sentences("governance…China has. It is"), ["governance…China has.", "It is"]);
        assert_eq!(sentences("他来了。她走了！好"), ["他来了。", "她走了！", "好"]);
        assert_eq!(sentences_in("hi", "वह आया । वह गया। ठीक"), ["वह आया ।", "वह गया।", "ठीक"]);
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_eq!(
            sentences("Mr. Li met J. K. Rowling on Jan. 5. They spoke."),
            ["Mr. Li met J. K. Rowling on Jan. 5.", "They spoke."]
        );
        assert_eq!(
            sentences("The U.S. Senate met. In the U.S. The vote"),
            ["The U.S. Senate met.", "In the U.S.", "The vote"]
        );
        assert_eq!(sentences("Plan B. The end."), ["Plan B.", "The end."]);
        assert_eq!(sentences("A Mfg. Plant and a Blvd. Next"), ["A Mfg. Plant and a Blvd. Next"]);
        assert_eq!(sentences("Use HTML. Next line"), ["Use HTML.", "Next line"]);
        assert_eq!(sentences_in("de", "Er kam am 3. Oktober an. Sie ging."), ["Er kam am 3. Oktober an.", "Sie ging."]);
        assert_eq!(sentences("1. First point. 2 more"), ["1. First point.", "2 more"]);
    }
}
