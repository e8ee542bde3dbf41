//! A list that names one item twice: “theft, surveillance, and surveillance”.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, WordId, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// The conjunctions before a last item.
    conjunctions: Vec<String>,
    /// Longest item in words; longer ones are clauses.
    max_words: usize,
    /// Words that are not reported as items.
    except: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { conjunctions: Vec::new(), max_words: 3, except: Vec::new() }
    }
}

struct RepeatedListItem {
    conjunctions: WordSet,
    except: WordSet,
    max_words: usize,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "repeated-list-item",
    finds: "a list with the same item twice",
    options: "`conjunctions`, `except`, `max_words` = 3",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    Ok(Box::new(RepeatedListItem {
        conjunctions: WordSet::new(&options.conjunctions, words),
        except: WordSet::new(&options.except, words),
        max_words: options.max_words,
    }))
}

/// The token range of a list item in its sentence.
type Item = std::ops::Range<usize>;

impl Check for RepeatedListItem {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut segments: Vec<Item> = Vec::new();
        for sentence in &context.analysis.sentences {
            let tokens = context.sentence_tokens(sentence);
            if tokens.iter().filter(|t| t.is(ClassBits::COMMA)).take(2).count() < 2 {
                continue;
            }
            self.segments(tokens, &mut segments);
            self.lists(tokens, &segments, sink);
        }
    }
}

impl RepeatedListItem {
    /// Cuts a sentence at commas and conjunctions. Other marks end a list: an empty segment takes their place.
    fn segments(&self, tokens: &[Token], segments: &mut Vec<Item>) {
        segments.clear();
        let mut start = 0;
        for (at, token) in tokens.iter().enumerate() {
            let conjunction = token.is(ClassBits::CONJUNCTION) && self.conjunctions.contains(token.word);
            if token.is(ClassBits::COMMA) || conjunction {
                if at > start || token.is(ClassBits::COMMA) && !conjunction {
                    segments.push(start..at);
                }
                start = at + 1;
            } else if token.is(ClassBits::PUNCT) && !token.is(ClassBits::HYPHEN) {
                segments.push(start..at);
                segments.push(at..at);
                start = at + 1;
            }
        }
        segments.push(start..tokens.len());
    }

    /// Finds runs of short segments and compares their items. The first item of a list is the end of its segment, the
    /// last item the beginning of its segment.
    fn lists(&self, tokens: &[Token], segments: &[Item], sink: &mut Sink<'_>) {
        let short = |s: &Item| !s.is_empty() && s.len() <= self.max_words;
        let mut at = 1;
        while at < segments.len() {
            let length = segments[at..].iter().take_while(|s| short(s)).count();
            let behind = segments.get(at + length).filter(|s| !s.is_empty());
            let before = Some(&segments[at - 1]).filter(|s| !s.is_empty());
            let members = length + usize::from(behind.is_some()) + usize::from(before.is_some());
            if length > 0 && members >= 3 {
                let middle: Vec<Item> = segments[at..at + length].iter().map(|s| strip(tokens, s)).collect();
                self.compare(tokens, before, &middle, behind, sink);
            }
            at += length.max(1);
        }
    }

    fn compare(
        &self,
        tokens: &[Token],
        before: Option<&Item>,
        middle: &[Item],
        behind: Option<&Item>,
        sink: &mut Sink<'_>,
    ) {
        let words = |item: &Item| tokens[item.clone()].iter().map(|t| t.word).collect::<Vec<_>>();
        let mut report = |first: Item, second: Item| {
            let (Some(a), Some(b)) = (tokens.get(first.start), tokens.get(second.end - 1)) else { return };
            let (Some(a_end), Some(b_start)) = (tokens.get(first.end - 1), tokens.get(second.start)) else { return };
            sink.report(b_start.span.to(b.span)).related(a.span.to(a_end.span), "first mention");
        };
        let mut named: FxHashMap<Vec<WordId>, &Item> = FxHashMap::default();
        for (index, item) in middle.iter().enumerate() {
            let own = words(item);
            let earlier = *named.entry(own.clone()).or_insert(item);
            if !self.is_item(tokens, item) {
                continue;
            }
            if earlier.start < item.start {
                report(earlier.clone(), item.clone());
            } else if let Some(before) = before.filter(|b| index < 2 && b.len() >= item.len()) {
                let tail = before.end - item.len()..before.end;
                // Only a whole item counts: “cyber theft, theft” names two things.
                let whole = tail
                    .start
                    .checked_sub(1)
                    .filter(|&i| i >= before.start)
                    .is_none_or(|i| tokens[i].is(ClassBits::FUNCTION));
                if whole && words(&tail) == own {
                    report(tail, item.clone());
                }
            }
            if let Some(behind) = behind.map(|b| strip(tokens, b)).filter(|b| b.len() >= item.len()) {
                let head = behind.start..behind.start + item.len();
                let next = tokens.get(head.end).filter(|_| head.end < behind.end);
                let whole = next.is_none_or(|t| t.any(ClassBits::PREPOSITION.union(ClassBits::PUNCT)));
                if whole && words(&head) == own {
                    report(item.clone(), head);
                }
            }
        }
    }

    fn is_item(&self, tokens: &[Token], item: &Item) -> bool {
        let words = &tokens[item.clone()];
        !words.is_empty()
            && words.iter().all(|t| t.is(ClassBits::WORD) && !self.except.contains(t.word))
            && words.iter().any(|t| !t.any(ClassBits::FUNCTION.union(ClassBits::NUMBER_WORD)) && t.span.len() > 3)
    }
}

/// An item without its article.
fn strip(tokens: &[Token], item: &Item) -> Item {
    let article = tokens.get(item.start).is_some_and(|t| t.is(ClassBits::DETERMINER));
    if article && item.len() > 1 { item.start + 1..item.end } else { item.clone() }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("repetition/list-item")
            .flags_text("They unloaded timber, copper, salt, and [[copper]].")
            .passes_text("They unloaded timber, copper, and rough timber.");
    }
}
