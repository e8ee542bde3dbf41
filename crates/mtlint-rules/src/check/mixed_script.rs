//! `mixed-script`: a word with letters of two alphabets, which may look alike: “Cтраница” with a Latin C.

use serde::Deserialize;
use unicode_script::{Script, UnicodeScript};

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, Words};
use mtlint_token::span::text_at;

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
            let letter = token.span.part(at..at + latin.len_utf8());
            sink.report(token.span).arg("letter", latin.to_string()).related(letter, "the first Latin letter");
        }
    }
}

/// True for a compound of which the translation keeps a part: PREFIXab, ПРЕФИКСab; IFree, IСвободно.
fn is_put_together(context: &Context<'_>, token: &Token, text: &str) -> bool {
    let Some(unit) = context.source_unit_at(token.span) else { return false };
    let latin = |c: &char| c.is_ascii_alphanumeric();
    let head = text.chars().take_while(latin).count();
    let tail = text.chars().rev().take_while(latin).count();
    let (head, tail) = (text_at(text, ..head), text_at(text, text.len() - tail..));
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

/// True for a vowel with an acute accent, which marks stress in Cyrillic texts: бóльшую.
fn is_stressed(letter: char) -> bool {
    matches!(letter, 'á' | 'é' | 'í' | 'ó' | 'ú' | 'ý' | 'Á' | 'É' | 'Í' | 'Ó' | 'Ú' | 'Ý')
}

impl MixedScript {
    /// The place of the first Latin letter in a word with letters of the text's alphabet. An apostrophe separates a
    /// Latin name from its ending (Debian’у), an underscore the parts of a name.
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

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("script/mixed-word")
            .target("ru")
            .flags_text("Нажмите [[кнoпку]] ещё раз.")
            .passes_text("Нажмите кнопку OK ещё раз.");
    }
}
