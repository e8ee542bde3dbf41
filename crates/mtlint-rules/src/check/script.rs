//! `script`: runs of letters of another script than the text's.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use unicode_script::{Script, UnicodeScript};

use super::near::{after, first_byte, text_of};
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Unicode names of scripts: Han, Cyrillic.
    scripts: Vec<String>,
}

/// The most marks and numbers between two words of a run.
const MOST_BETWEEN: usize = 3;
/// Units in at least this many other scripts are names of languages.
const MANY: usize = 4;
/// The number of words that decide the script of a text.
const SAMPLE: usize = 400;
/// How far before a run its bracket may open, in tokens.
const GLOSS: usize = 16;

pub(super) const CHECK: CheckSpec =
    CheckSpec { name: "script", finds: "words in another script", options: "`scripts` (Unicode names)", build };

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let Options { scripts } = options(table)?;
    let scripts = scripts
        .iter()
        .map(|name| Script::from_full_name(name).ok_or_else(|| format!("“{name}” is not the name of a Unicode script")))
        .collect::<Result<_, _>>()?;
    Ok(Box::new(Foreign { scripts }))
}

struct Foreign {
    scripts: Vec<Script>,
}

impl Check for Foreign {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let tokens = &context.analysis.tokens;
        let mut runs = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if !self.is_foreign(context, token) {
                at += 1;
                continue;
            }
            let last = self.run_end(context, at);
            let end = tokens.get(last).map_or(token.span.end, |t| t.span.end);
            let span = TextSpan::new(token.span.start, end);
            if !is_gloss(context, at) && !is_explained(context, last) && !self.is_kept(context, span) {
                runs.push((span, script_at(context, span)));
            }
            at = last + 1;
        }
        // Whole units in several scripts: names of languages, each in its own language.
        let whole = |span: TextSpan| context.analysis.unit_at(span.start).is_some_and(|unit| unit.span == span);
        let scripts: FxHashSet<Script> = runs.iter().filter(|(span, _)| whole(*span)).map(|(_, s)| *s).collect();
        let names = scripts.len() >= MANY;
        for (span, _) in runs.into_iter().filter(|(span, _)| !names || !whole(*span)) {
            sink.report(span);
        }
    }
}

impl Foreign {
    fn is_foreign(&self, context: &Context<'_>, token: &Token) -> bool {
        token.is(ClassBits::WORD)
            && first_byte(context, token) >= 0x80
            && context.token_text(token).chars().next().is_some_and(|c| self.scripts.contains(&c.script()))
    }

    /// True if the source has the same run and is mostly in another script: the name of a language in a menu.
    fn is_kept(&self, context: &Context<'_>, run: TextSpan) -> bool {
        let source = context.source_unit_at(run).map_or("", |unit| context.source_slice(unit.span));
        source.contains(context.slice(run)) && !self.is_usual(context)
    }

    /// True if one of the scripts is usual in the source, by its first words.
    fn is_usual(&self, context: &Context<'_>) -> bool {
        let tokens = context.source.map_or(&[][..], |source| &source.analysis.tokens);
        let words = tokens.iter().filter(|token| token.is(ClassBits::WORD)).take(SAMPLE);
        let (mut all, mut own) = (0_usize, 0_usize);
        for word in words {
            let first = context.source_slice(word.span).chars().next();
            all += 1;
            own += usize::from(first.is_some_and(|c| self.scripts.contains(&c.script())));
        }
        own * 4 > all
    }

    /// The last word of the run that begins at `first`.
    fn run_end(&self, context: &Context<'_>, first: usize) -> usize {
        let (mut last, mut at) = (first, first);
        while let Some(next) = after(context, at).filter(|_| at - last <= MOST_BETWEEN) {
            at += 1;
            if self.is_foreign(context, next) {
                last = at;
            } else if !next.any(ClassBits::PUNCT.union(ClassBits::NUMBER))
                || matches!(context.token_text(next), "(" | "（")
            {
                break;
            }
        }
        last
    }
}

/// The script of the first letter of a span.
fn script_at(context: &Context<'_>, span: TextSpan) -> Script {
    context.slice(span).chars().next().map_or(Script::Unknown, |c| c.script())
}

/// True if the token at `first` is in a bracket after a word of the text: Xi Jinping (习近平).
fn is_gloss(context: &Context<'_>, first: usize) -> bool {
    let tokens = &context.analysis.tokens;
    for at in (first.saturating_sub(GLOSS)..first).rev() {
        let Some(token) = tokens.get(at) else { return false };
        let unit_start = token.is(ClassBits::UNIT_START);
        match context.token_text(token) {
            "(" | "（" | "[" => {
                return !unit_start
                    && at
                        .checked_sub(1)
                        .and_then(|i| tokens.get(i))
                        .is_some_and(|t| t.any(ClassBits::WORD_OR_NUMBER.union(ClassBits::QUOTE)));
            }
            ")" | "）" | "]" => return false,
            _ if unit_start => return false,
            _ => {}
        }
    }
    false
}

/// True if a bracket with words of the text follows directly: 《活着》 (To Live).
fn is_explained(context: &Context<'_>, last: usize) -> bool {
    let mut at = last;
    while let Some(next) = after(context, at).filter(|t| t.is(ClassBits::PUNCT) && at - last < MOST_BETWEEN) {
        at += 1;
        if matches!(context.token_text(next), "(" | "（" | "[") {
            let inside = after(context, at);
            return inside.is_some_and(|t| t.any(ClassBits::WORD | ClassBits::OPEN_QUOTE))
                && !text_of(context, inside).starts_with(|c: char| c.script() == Script::Han);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("any/script/east-asian")
            .target("it")
            .flags_text("Il portavoce di [[人民日报]] non ha risposto.")
            .passes_text("Il portavoce del Quotidiano del Popolo (人民日报) non ha risposto.");
    }
}
