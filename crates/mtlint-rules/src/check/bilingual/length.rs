//! Translations that are far shorter or longer than their source.

use serde::Deserialize;

use super::prose::without_asides;
use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_format::document::{Side, Text};
use mtlint_text::text::{Words, letter_weight};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Reports translations shorter than this share of the source, in per cent; 0 for no limit.
    #[serde(default)]
    below: usize,
    /// Reports translations longer than this share of the source, in per cent; 0 for no limit.
    #[serde(default)]
    above: usize,
    /// Shorter sources are not checked, in letters.
    #[serde(default = "default_min")]
    min_letters: usize,
}

fn default_min() -> usize {
    60
}

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "length",
    finds: "* a translation far shorter or longer than the source",
    options: "`below` or `above` (per cent), `min_letters` = 60",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    if options.below == 0 && options.above == 0 {
        return Err("“below” or “above” is required (in per cent)".into());
    }
    Ok(Box::new(Length(options)))
}

struct Length(Options);

impl Check for Length {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for pair in context.pairs() {
            // The counts of bytes rule out most units at once.
            let (source, target) = (pair.source_text(context), pair.target_text(context));
            let near = target.len() * 2 > source.len() && source.len() * 2 > target.len();
            if near || (self.0.below > 0 && source.len() < self.0.min_letters) {
                continue;
            }
            let (source, target) = (without_asides(source), without_asides(target));
            let target_weight = weight(&target) + objects(&context.document.target, pair.unit.target);
            let source_weight = weight(&source) + objects(&context.document.source, pair.source);
            if self.is_short(source_weight, target_weight) || self.is_long(source_weight, target_weight) {
                let hit = sink.report(pair.unit.target.span).in_source(pair.source.span, "source");
                let usual = usual(source_weight, &target);
                hit.arg("target", letters(&target).to_string()).arg("source", letters(&source).to_string());
                hit.arg("usual", usual.to_string());
            }
        }
    }
}

impl Length {
    fn is_short(&self, source: usize, target: usize) -> bool {
        source >= self.0.min_letters && target * 100 < source * self.0.below
    }

    fn is_long(&self, source: usize, target: usize) -> bool {
        let is_limited = self.0.above > 0 && source > 0 && target >= 2 * self.0.min_letters;
        is_limited && target * 100 > source * self.0.above
    }
}

/// The weight of code, names and addresses.
fn objects(text: &Text, side: Side) -> usize {
    /// A long address is read as one word.
    const MOST: usize = 12;
    text.objects_of(side).filter(|(o, _)| !o.span.is_empty()).map(|(_, literal)| literal.len().min(MOST)).sum()
}

/// The number of letters and digits.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The usual number of letters, in the script of the target, for a source of this weight.
fn usual(weight_of_source: usize, target: &str) -> usize {
    match weight(target) {
        0 => weight_of_source,
        weight => weight_of_source * letters(target) / weight,
    }
}

/// The letters and digits of a text, an ideograph counted as several letters.
fn weight(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).map(|c| letter_weight(c) as usize).sum()
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let source = "The owner of the mill wants to grind flour again next year, and he has bought two new stones.";
        Tester::new("omission/short")
            .target("es")
            .flags(source, "[[El molino.]]")
            .passes(source, "El dueño quiere moler harina de nuevo el año que viene y ha comprado dos piedras.");
    }
}
