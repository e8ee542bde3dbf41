//! `mixed-script`: a word with letters of two alphabets, most of which look alike: “Cтраница” with a Latin C.

use serde::Deserialize;
use unicode_script::{Script, UnicodeScript};

use super::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Unicode name of the text's alphabet: Cyrillic.
    script: String,
}

struct MixedScript(Script);

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "mixed-script",
    finds: "a word that mixes Latin letters with another alphabet",
    options: "`script` (Unicode name)",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let Options { script } = options(table)?;
    let script =
        Script::from_full_name(&script).ok_or_else(|| format!("“{script}” is not the name of a Unicode script"))?;
    Ok(Box::new(MixedScript(script)))
}

impl Check for MixedScript {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for token in context.analysis.tokens.iter().filter(|t| t.is(ClassBits::WORD) && !t.is(ClassBits::NUMBER)) {
            let text = context.token_text(token);
            if text.is_ascii() {
                continue;
            }
            let Some((at, latin)) = self.intruder(text) else { continue };
            if is_put_together(context, token, text) {
                continue;
            }
            let place = TextSpan::from_range(at..at + latin.len_utf8());
            let letter = TextSpan::new(token.span.start + place.start, token.span.start + place.end);
            sink.report(token.span).arg("letter", latin.to_string()).related(letter, "the first Latin letter");
        }
    }
}

/// True where a word of the source is put together of parts, one of which is kept: PREFIXab, ПРЕФИКСab; IFree, IСвободно.
fn is_put_together(context: &Context<'_>, token: &Token, text: &str) -> bool {
    let Some(source) = context.source else { return false };
    let unit = context.analysis.units.partition_point(|unit| unit.span.end < token.span.start);
    let Some(unit) = source.analysis.units.get(unit) else { return false };
    let latin = |c: &char| c.is_ascii_alphanumeric();
    let head = text.chars().take_while(latin).count();
    let tail = text.chars().rev().take_while(latin).count();
    let (head, tail) = (text.get(..head).unwrap_or_default(), text.get(text.len() - tail..).unwrap_or_default());
    context.source_tokens(unit).iter().any(|token| {
        let word = context.source_slice(token.span);
        let behind = word.strip_prefix(head).filter(|_| !head.is_empty());
        let before = word.strip_suffix(tail).filter(|_| !tail.is_empty());
        let capital = |c: char| c.is_ascii_uppercase();
        // A part begins with a capital, or ends a word of capitals.
        behind.is_some_and(|rest| rest.starts_with(capital) && word.contains(|c: char| c.is_ascii_lowercase()))
            || before.is_some_and(|rest| rest.ends_with(capital) && tail.starts_with(|c: char| c.is_ascii_lowercase()))
    })
}

/// True for a vowel with the acute by which Cyrillic texts mark the stressed one: бóльшую.
fn is_stressed(letter: char) -> bool {
    matches!(letter, 'á' | 'é' | 'í' | 'ó' | 'ú' | 'ý' | 'Á' | 'É' | 'Í' | 'Ó' | 'Ú' | 'Ý')
}

impl MixedScript {
    /// The first Latin letter beside letters of the text's alphabet, and where it stands. An apostrophe divides a Latin name
    /// from its ending (Debian’у), an underscore the parts of a name.
    fn intruder(&self, text: &str) -> Option<(usize, char)> {
        let mut start = 0;
        for part in text.split_inclusive(['\'', '’', '_']) {
            let own = part.chars().any(|c| c.script() == self.0);
            if let Some((at, latin)) =
                part.char_indices().find(|(_, c)| own && c.script() == Script::Latin && !is_stressed(*c))
            {
                return Some((start + at, latin));
            }
            start += part.len();
        }
        None
    }
}
