//! `character-variants`: characters of one written standard in a text of another, Traditional ones in Simplified Chinese.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::Applicability;
use crate::rule::options;
use mtlint_text::text::Words;
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The two standards.
    names: [String; 2],
    /// Characters of the first one that the second does not have.
    first: String,
    /// The same characters in the second, one for one.
    second: String,
    /// Characters of the majority at least for each of the minority: fewer make a text of both.
    #[serde(default = "fifteen")]
    min_ratio: usize,
}

fn fifteen() -> usize {
    15
}

struct CharacterVariants {
    names: [String; 2],
    min_ratio: usize,
    /// To each character its standard (0 or 1) and its counterpart.
    standards: FxHashMap<char, (usize, char)>,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "character-variants",
    finds: "characters of one standard in a text in another",
    options: "`names` (two), `first`, `second` (as many characters each), `min_ratio` = 15",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let Options { names, first, second, min_ratio } = options(table)?;
    if first.chars().count() != second.chars().count() {
        return Err("first and second have one character for each of the other".into());
    }
    let pairs = first.chars().zip(second.chars());
    let standards = pairs.flat_map(|(a, b)| [(a, (0, b)), (b, (1, a))]).collect();
    Ok(Box::new(CharacterVariants { names, min_ratio, standards }))
}

impl Check for CharacterVariants {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let found = || context.analysis.units.iter().flat_map(|unit| self.in_unit(context, unit.span));
        let mut counts = [0_usize; 2];
        for (_, _, standard, _) in found() {
            counts[standard & 1] += 1;
        }
        let minor = usize::from(counts[1] < counts[0]);
        if counts[minor] == 0 || counts[minor] * self.min_ratio > counts[1 - minor] {
            return;
        }
        let mut run: Option<(TextSpan, String)> = None;
        for (start, end, standard, other) in found() {
            if standard != minor {
                continue;
            }
            match &mut run {
                Some((span, fix)) if span.end == start => {
                    span.end = end;
                    fix.push(other);
                }
                _ => {
                    let before = run.replace((TextSpan::new(start, end), other.to_string()));
                    self.report(before, minor, sink);
                }
            }
        }
        self.report(run, minor, sink);
    }
}

impl CharacterVariants {
    /// The characters of a unit that tell a standard: start, end, standard, counterpart.
    fn in_unit<'a>(
        &'a self,
        context: &Context<'a>,
        unit: TextSpan,
    ) -> impl Iterator<Item = (u32, u32, usize, char)> + use<'a> {
        let mut end = unit.start;
        context.slice(unit).chars().filter_map(move |c| {
            let start = end;
            // A character has four bytes at most.
            end += u32::try_from(c.len_utf8()).unwrap_or_default();
            let &(standard, other) = self.standards.get(&c)?;
            Some((start, end, standard, other))
        })
    }

    fn report(&self, run: Option<(TextSpan, String)>, minor: usize, sink: &mut Sink<'_>) {
        let (Some((span, fix)), [first, second]) = (run, &self.names) else { return };
        let (name, majority) = if minor == 0 { (first, second) } else { (second, first) };
        sink.report(span).arg("name", name).arg("majority", majority).fix(span, fix, Applicability::Suggest);
    }
}
