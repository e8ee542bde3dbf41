//! `character-variants`: characters of one standard in a text in another, such as Traditional ones in Simplified
//! Chinese.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::spec::{Check, CheckSpec};
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
    /// Characters of the first standard that the second does not have.
    first: String,
    /// The corresponding characters of the second standard, in the same order.
    second: String,
    /// The fewest characters of the majority for each of the minority: below, the text uses both standards.
    #[serde(default = "fifteen")]
    min_ratio: usize,
}

fn fifteen() -> usize {
    15
}

struct CharacterVariants {
    names: [String; 2],
    min_ratio: usize,
    /// The standard (0 or 1) and the counterpart of each character.
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
        return Err("“first” and “second” must have the same number of characters".into());
    }
    let pairs = first.chars().zip(second.chars());
    let standards = pairs.flat_map(|(a, b)| [(a, (0, b)), (b, (1, a))]).collect();
    Ok(Box::new(CharacterVariants { names, min_ratio, standards }))
}

/// A character of one of the standards.
struct Found {
    span: TextSpan,
    /// 0 or 1.
    standard: usize,
    /// The character of the other standard.
    other: char,
}

/// Characters of the minority in a row.
struct Run {
    span: TextSpan,
    fix: String,
}

impl Check for CharacterVariants {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let found = || context.analysis.units.iter().flat_map(|unit| self.in_unit(context, unit.span));
        let mut counts = [0_usize; 2];
        for character in found() {
            counts[character.standard & 1] += 1;
        }
        let minor = usize::from(counts[1] < counts[0]);
        if counts[minor] == 0 || counts[minor] * self.min_ratio > counts[1 - minor] {
            return;
        }
        let mut run: Option<Run> = None;
        for Found { span, other, .. } in found().filter(|character| character.standard == minor) {
            match &mut run {
                Some(run) if run.span.end == span.start => {
                    run.span.end = span.end;
                    run.fix.push(other);
                }
                _ => {
                    let before = run.replace(Run { span, fix: other.to_string() });
                    self.report(before, minor, sink);
                }
            }
        }
        self.report(run, minor, sink);
    }
}

impl CharacterVariants {
    /// The characters of a unit that belong to one standard only.
    fn in_unit<'a>(&'a self, context: &Context<'a>, unit: TextSpan) -> impl Iterator<Item = Found> + use<'a> {
        context.slice(unit).char_indices().filter_map(move |(at, c)| {
            let &(standard, other) = self.standards.get(&c)?;
            Some(Found { span: unit.part(at..at + c.len_utf8()), standard, other })
        })
    }

    fn report(&self, run: Option<Run>, minor: usize, sink: &mut Sink<'_>) {
        let (Some(Run { span, fix }), [first, second]) = (run, &self.names) else { return };
        let (name, majority) = if minor == 0 { (first, second) } else { (second, first) };
        sink.report(span).arg("name", name).arg("majority", majority).fix(span, fix, Applicability::Suggest);
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("zh/script/variant")
            .flags_text("港口的灯每天晚上都亮着，渔船在风浪里等待进港，码头工人还没有离开，仓库的门开着，会议结束后大家都在[[樹]]下说话。")
            .passes_text("港口的灯每天晚上都亮着，渔船在风浪里等待进港，大家都在树下说话。");
    }
}
