//! The same root twice in a phrase: “responsibility as a responsible power”.

use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// One of these words must be between the two. All others between them are function words.
    between: Vec<String>,
    /// The most tokens between the two.
    #[serde(default = "default_distance")]
    distance: usize,
    /// Shortest common beginning, in characters.
    #[serde(default = "default_root")]
    root: usize,
}

fn default_distance() -> usize {
    3
}

fn default_root() -> usize {
    6
}

struct RootEcho {
    between: WordSet,
    distance: usize,
    root: usize,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "root-echo",
    finds: "a root twice in a phrase: responsibility as a responsible power",
    options: "`between` (words), `distance` = 3 (tokens), `root` = 6 (characters)",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    Ok(Box::new(RootEcho {
        between: WordSet::new(&options.between, words),
        distance: options.distance,
        root: options.root,
    }))
}

impl Check for RootEcho {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for sentence in &context.analysis.sentences {
            let tokens = context.sentence_tokens(sentence);
            for (index, connector) in tokens.iter().enumerate() {
                if !self.between.contains(connector.word) || index == 0 {
                    continue;
                }
                let Some(first) = tokens.get(index - 1) else { continue };
                // The echo is the first content word after the connector.
                let second = tokens.iter().skip(index + 1).take(self.distance).find(|t| !t.is(ClassBits::FUNCTION));
                let Some(second) = second else { continue };
                if self.echoes(context, first, second) {
                    sink.report(first.span.to(second.span))
                        .arg("first", context.token_text(first))
                        .arg("second", context.token_text(second));
                }
            }
        }
    }
}

impl RootEcho {
    fn echoes(&self, context: &Context<'_>, first: &Token, second: &Token) -> bool {
        if !first.is(ClassBits::LOWER) || !second.is(ClassBits::LOWER) || first.word == second.word {
            return false;
        }
        let (a, b) = (context.words.get(first.word), context.words.get(second.word));
        let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
        let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
        // A plural and its singular are not reported: “brother as brothers”.
        let inflected = common == short && long - short <= 2;
        common >= self.root && common * 5 >= short * 3 && !inflected
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("style/root-echo")
            .flags_text("He proved his [[helpfulness as a helpful]] neighbour.")
            .passes_text("He proved his patience as a helpful neighbour.");
    }
}
