//! Translations far shorter or longer than their source.

use serde::Deserialize;

use super::super::Check;
use super::prose::without_asides;
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_format::document::{Side, Text};
use mtlint_text::text::{Words, letter_weight};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Shorter than the source's length times this, in per cent; 0: no limit.
    #[serde(default)]
    below: usize,
    /// Longer than the source's length times this, in per cent; 0: no limit.
    #[serde(default)]
    above: usize,
    /// Sources shorter than this are not looked at, in letters.
    #[serde(default = "default_min")]
    min_letters: usize,
}

fn default_min() -> usize {
    60
}

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    if options.below == 0 && options.above == 0 {
        return Err("give below or above, in per cent".into());
    }
    Ok(Box::new(Length(options)))
}

struct Length(Options);

impl Check for Length {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for pair in context.pairs() {
            // Bytes bound letters: most units are out at once.
            let (target, source) = (context.slice(pair.unit.target.span), context.source_slice(pair.source.span));
            let near = target.len() * 2 > source.len() && source.len() * 2 > target.len();
            if near || (self.0.below > 0 && source.len() < self.0.min_letters) {
                continue;
            }
            let (target, source) = (without_asides(target), without_asides(source));
            let here = weight(&target) + objects(&context.document.target, pair.unit.target);
            let there = weight(&source) + objects(&context.document.source, pair.source);
            let short = self.0.below > 0 && there >= self.0.min_letters && here * 100 < there * self.0.below;
            let long =
                self.0.above > 0 && there > 0 && here >= 2 * self.0.min_letters && here * 100 > there * self.0.above;
            if short || long {
                let hit = sink.report(pair.unit.target.span).in_source(pair.source.span, "source");
                let usual = usual(there, &target);
                hit.arg("here", letters(&target).to_string()).arg("there", letters(&source).to_string());
                hit.arg("usual", usual.to_string());
            }
        }
    }
}

/// What code, names and addresses count for.
fn objects(text: &Text, side: Side) -> usize {
    const MOST: usize = 12;
    text.objects_of(side).filter(|(o, _)| !o.span.is_empty()).map(|(_, literal)| literal.len().min(MOST)).sum()
}

/// Letters and digits as they stand.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// How many letters of the target's script say as much as so many of an alphabet.
fn usual(weight_of_source: usize, target: &str) -> usize {
    match weight(target) {
        0 => weight_of_source,
        weight => weight_of_source * letters(target) / weight,
    }
}

/// Letters and digits by what they say.
fn weight(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).map(|c| letter_weight(c) as usize).sum()
}
