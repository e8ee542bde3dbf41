//! `compare`: a pattern in the source and a pattern in its translation, one of which must be missing or both present.

use regex::Regex;
use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_format::document::{Side, UnitState};
use mtlint_text::text::Words;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    source: String,
    target: String,
    #[serde(default)]
    when: When,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum When {
    /// The target matches, although the source does not.
    Extra,
    /// The source matches and the target does not.
    Missing,
    /// Both match.
    #[default]
    Both,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "compare",
    finds: "a pattern in the source and one in the target",
    options: "`source`, `target` (regexes), `when` = `both` (default), `extra` (only the target matches), `missing` \
        (only the source)",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    let o: Options = options(table)?;
    let compile = |pattern: &str| Regex::new(pattern).map_err(|e| e.to_string());
    Ok(Box::new(Compare { source: compile(&o.source)?, target: compile(&o.target)?, when: o.when }))
}

struct Compare {
    source: Regex,
    target: Regex,
    when: When,
}

impl Check for Compare {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for unit in context.document.units.iter().filter(|u| u.state != UnitState::Untranslated && !u.is_guess) {
            if let Some(source) = unit.source {
                self.compare(context, source, unit.target, sink);
            }
        }
    }
}

impl Compare {
    fn compare(&self, context: &Context<'_>, source: Side, target: Side, sink: &mut Sink<'_>) {
        let in_source = self.source.find(context.document.source.slice(source.span));
        let wanted = match self.when {
            When::Extra => in_source.is_none(),
            When::Missing | When::Both => in_source.is_some(),
        };
        if !wanted {
            return;
        }
        let source_text = in_source.map_or("", |m| m.as_str());
        let text = context.slice(target.span);
        if matches!(self.when, When::Missing) {
            if !self.target.is_match(text) {
                sink.report(target.span).arg("source", source_text);
            }
            return;
        }
        for found in self.target.captures_iter(text) {
            let Some(mark) = found.name("mark").or_else(|| found.get(0)).filter(|m| !m.is_empty()) else { continue };
            sink.report(target.span.part(mark.range())).arg("source", source_text);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let never = Tester::of_match("compare = { source = 'never', target = '\\bimmer\\b', when = \"both\" }");
        never
            .flags("The gate never closes.", "Das Tor ist [[immer]] offen.")
            .passes("The gate always closes.", "Das Tor ist immer offen.");
        let missing = Tester::of_match("compare = { source = 'not', target = 'nicht|kein', when = \"missing\" }");
        missing
            .flags("Do not lean out.", "[[Bitte hinauslehnen.]]")
            .passes("Do not lean out.", "Bitte nicht hinauslehnen.");
    }
}
