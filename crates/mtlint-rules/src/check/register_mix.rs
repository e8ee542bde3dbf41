//! `register-mix`: two forms of address for the reader in one document: “du” and “Sie”.

use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::options;
use mtlint_format::document::UnitKind;
use mtlint_text::text::{ClassBits, Token, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Words of the informal address.
    informal: Vec<String>,
    /// Words of the formal address.
    formal: Vec<String>,
    /// Whether formal words count only with a capital inside a sentence: Sie, Ihnen.
    #[serde(default)]
    formal_capital: bool,
    /// The fewest words of the majority.
    #[serde(default = "three")]
    min_majority: usize,
}

fn three() -> usize {
    3
}

/// The most findings in one document.
const MOST: usize = 10;

struct RegisterMix {
    informal: WordSet,
    formal: WordSet,
    formal_capital: bool,
    min_majority: usize,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "register-mix",
    finds: "the reader addressed as du and as Sie",
    options: "`informal`, `formal`, `formal_capital` = false, `min_majority` = 3",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    Ok(Box::new(RegisterMix {
        informal: WordSet::new(&options.informal, words),
        formal: WordSet::new(&options.formal, words),
        formal_capital: options.formal_capital,
        min_majority: options.min_majority,
    }))
}

impl Check for RegisterMix {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let (mut informal, mut formal) = (Vec::new(), Vec::new());
        for unit in context.analysis.units.iter().filter(|u| u.kind != UnitKind::Furniture) {
            // A quotation does not address the reader.
            let mut quoted = false;
            for token in context.unit_tokens(unit) {
                if token.any(ClassBits::QUOTE) {
                    quoted = !quoted;
                } else if !quoted && self.informal.contains(token.word) {
                    informal.push(token);
                } else if !quoted && self.is_formal(token) {
                    formal.push(token);
                }
            }
        }
        let (minor, major) = if informal.len() <= formal.len() { (informal, formal) } else { (formal, informal) };
        let Some(other) = major.first().filter(|_| major.len() >= self.min_majority && major.len() > minor.len())
        else {
            return;
        };
        for token in minor.into_iter().take(MOST) {
            sink.report(token.span)
                .arg("other", context.token_text(other))
                .arg("count", major.len().to_string())
                .related(other.span, "the other form of address");
        }
    }
}

impl RegisterMix {
    fn is_formal(&self, token: &Token) -> bool {
        let capital = token.is(ClassBits::CAPITALISED) && !token.is(ClassBits::SENTENCE_START);
        self.formal.contains(token.word) && (capital || !self.formal_capital)
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("register/address")
            .target("de")
            .flags_text("Bitte prüfen Sie Ihre Angaben. Wenn Sie fertig sind, kannst [[du]] die Seite schließen.")
            .passes_text("Bitte prüfen Sie Ihre Angaben. Wenn Sie fertig sind, schließen Sie die Seite.");
    }
}
