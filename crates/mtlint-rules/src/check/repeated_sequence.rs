//! A sequence of words that is repeated at once: twice (“industrial parks (industrial parks)”), or three and more
//! times, the loop of a decoder (“of the coil of the coil of the coil”).

use serde::Deserialize;

use super::near::{column_between, source_repeats};
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Shortest sequence in words.
    min_words: usize,
    /// Longest sequence in words.
    max_words: usize,
    /// The fewest times in a row.
    times: usize,
    /// Words that may be repeated: onomatopoeia, “very, very, very”.
    except: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_words: 2, max_words: 6, times: 2, except: Vec::new() }
    }
}

struct RepeatedSequence {
    min_words: usize,
    max_words: usize,
    times: usize,
    except: WordSet,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "repeated-sequence",
    finds: "the same words several times in a row",
    options: "`min_words` = 2, `max_words` = 6, `times` = 2, `except`",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    if options.min_words == 0 || options.max_words > 12 || options.times < 2 {
        return Err("“min_words” must be at least 1, “max_words” at most 12 and “times” at least 2".into());
    }
    Ok(Box::new(RepeatedSequence {
        min_words: options.min_words,
        max_words: options.max_words,
        times: options.times,
        except: WordSet::new(&options.except, words),
    }))
}

impl Check for RepeatedSequence {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for sentence in &context.analysis.sentences {
            let range = sentence.tokens();
            let Some(tokens) = context.analysis.tokens.get(range.clone()) else { continue };
            let mut at = 0;
            while at < tokens.len() {
                match self.loop_before(context, tokens, range.start, at) {
                    Some(Loop { start, end, size }) => {
                        self.report(context, &tokens[start..end], size, sink);
                        at = end;
                    }
                    None => at += 1,
                }
            }
        }
    }
}

/// A repeated sequence in a sentence.
struct Loop {
    /// Its tokens, half-open.
    start: usize,
    end: usize,
    /// The number of words in a round.
    size: usize,
}

impl RepeatedSequence {
    /// The loop whose second round starts at `second`. The first round starts with the same word, so only the earlier
    /// places of that word are tried, the nearest first.
    fn loop_before(&self, context: &Context<'_>, tokens: &[Token], base: usize, second: usize) -> Option<Loop> {
        if !is_word(tokens.get(second)?) {
            return None;
        }
        let mut first = second;
        let mut size = 0;
        loop {
            let before = context.analysis.previous(base + first)?.checked_sub(base)?;
            // There are marks between words, but more tokens than this have too many words for a round.
            if second - before > self.max_words * 4 {
                return None;
            }
            size += tokens.get(before..first)?.iter().filter(|t| is_word(t)).count();
            first = before;
            if size > self.max_words {
                return None;
            }
            let same = size >= self.min_words && same_words(tokens, first, second, size).is_some();
            if same && self.is_defect(context, &tokens[first..second], size) {
                break;
            }
        }
        let mut rounds = 1;
        let mut at = second;
        while let Some(next) = same_words(tokens, first, at, size) {
            rounds += 1;
            at = next;
        }
        if tokens.get(first..at).is_some_and(|all| all.windows(2).any(|two| is_column(context, two))) {
            return None;
        }
        let twice = rounds > 2 || !deliberate(&tokens[first..second], tokens.get(at));
        (rounds >= self.times && twice).then_some(Loop { start: first, end: at, size })
    }

    fn is_defect(&self, context: &Context<'_>, round: &[Token], size: usize) -> bool {
        let words = || round.iter().filter(|t| is_word(t));
        if words().all(|t| self.except.contains(t.word)) {
            return false;
        }
        // “minus 120, minus 120, 0”: values may be equal.
        if size > 1 && self.times == 2 && round.iter().any(|t| t.is(ClassBits::NUMBER)) {
            return false;
        }
        // Each placeholder may have another value.
        if self.times == 2 && round.iter().rev().skip(1).any(|t| t.is(ClassBits::OBJECT)) {
            return false;
        }
        let content = words().any(|t| !t.any(ClassBits::FUNCTION.union(ClassBits::NUMBER)) && t.span.len() > 1);
        let stops = round.iter().any(|t| {
            t.any(ClassBits::STOP.union(ClassBits::QUOTE)) || matches!(context.token_text(t), ";" | ":" | "/" | "|")
        });
        let varied = size == 1 || words().any(|t| Some(t.word) != words().next().map(|f| f.word));
        // “years and years and”, “door-to-door-to-door”
        let joined = size == 2 && words().any(|t| t.is(ClassBits::CONJUNCTION));
        let glued = round.iter().any(|t| t.is(ClassBits::HYPHEN) && !t.is(ClassBits::SPACE_BEFORE));
        content && !stops && varied && !joined && !glued
    }

    fn report(&self, context: &Context<'_>, tokens: &[Token], size: usize, sink: &mut Sink<'_>) {
        let [first, .., last] = tokens else { return };
        let words = tokens.iter().filter(|t| is_word(t)).count();
        let unit = tokens.iter().filter(|t| is_word(t)).take(size).last().map_or(*first, |t| *t);
        let span = first.span.to(last.span);
        if source_repeats(context, span) {
            return;
        }
        let repeated = first.span.to(unit.span);
        sink.report(span).arg("repeated", context.slice(repeated)).arg("times", (words / size).to_string()).fix(
            TextSpan::new(unit.span.end, last.span.end),
            "",
            crate::rule::Applicability::Suggest,
        );
    }
}

/// True for two tokens in different columns of a table.
fn is_column(context: &Context<'_>, two: &[Token]) -> bool {
    matches!(two, [left, right] if column_between(context, left, right))
}

/// True for a repetition on purpose: after code or the end of a line (a heading and its text), after a dash (“half her
/// life – half her life!”), or after a comma if the words begin something new (“if matter bends the universe, the
/// universe will shrink”).
fn deliberate(round: &[Token], behind: Option<&Token>) -> bool {
    let Some(joint) = round.last() else { return false };
    if joint.is(ClassBits::OBJECT) {
        true
    } else if joint.is(ClassBits::COMMA) {
        behind.is_some_and(|t| !t.is(ClassBits::PUNCT))
    } else {
        let name = |t: &Token| t.any(ClassBits::CAPITALISED.union(ClassBits::UPPER));
        joint.is(ClassBits::HYPHEN) && !round.iter().filter(|t| is_word(t)).all(name)
    }
}

fn is_word(token: &Token) -> bool {
    token.any(ClassBits::WORD_OR_NUMBER.union(ClassBits::CLITIC))
}

/// If `words` words from `a` on occur again from `b` on, the token after the second ones. Commas and brackets between
/// words are skipped, but not quotation marks and marks that end a sentence.
fn same_words(tokens: &[Token], a: usize, b: usize, words: usize) -> Option<usize> {
    let (mut a, mut b, mut left) = (a, b, words);
    while left > 0 {
        let (x, y) = (tokens.get(a)?, tokens.get(b)?);
        match (is_word(x), is_word(y)) {
            (true, true) if x.word == y.word => {
                a += 1;
                b += 1;
                left -= 1;
            }
            (true, true) => return None,
            (false, _) => a += 1,
            (true, false) if y.any(ClassBits::STOP.union(ClassBits::QUOTE)) => return None,
            (true, false) => b += 1,
        }
    }
    Some(b)
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("en/repetition/sequence")
            .flags_text("They visited [[the paper mills (the paper mills]]) in spring.")
            .passes_text("They visited the paper mills (the flour mills were shut) in spring.");
        Tester::new("en/repetition/loop")
            .flags_text("It lay [[on the side of the road on the side of the road on the side of the road]].")
            .passes_text("It lay on the side of the road, by the bend of the river.");
    }
}
