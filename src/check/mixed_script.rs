//! `mixed-script`: a word with letters of two alphabets, most of which look alike: “Cтраница” with a Latin C.

use serde::Deserialize;
use unicode_script::{Script, UnicodeScript};

use super::Check;
use crate::engine::{Context, Sink};
use crate::rule::pattern::options;
use crate::span::TextSpan;
use crate::text::{ClassBits, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Unicode name of the text's alphabet: Cyrillic.
    script: String,
}

struct MixedScript(Script);

pub(super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
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
            let place = TextSpan::from_range(at..at + latin.len_utf8());
            let letter = TextSpan::new(token.span.start + place.start, token.span.start + place.end);
            sink.report(token.span).arg("letter", latin.to_string()).related(letter, "the first Latin letter");
        }
    }
}

impl MixedScript {
    /// The first Latin letter beside letters of the text's alphabet, and where it stands. An apostrophe divides a Latin name
    /// from its ending: Debian’у.
    fn intruder(&self, text: &str) -> Option<(usize, char)> {
        let mut start = 0;
        for part in text.split_inclusive(['\'', '’']) {
            let own = part.chars().any(|c| c.script() == self.0);
            if let Some((at, latin)) = part.char_indices().find(|(_, c)| own && c.script() == Script::Latin) {
                return Some((start + at, latin));
            }
            start += part.len();
        }
        None
    }
}
