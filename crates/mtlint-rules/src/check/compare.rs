//! `compare`: a pattern in the source against a pattern in its translation.

use regex::Regex;
use serde::Deserialize;

use super::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_format::document::{Side, UnitState};
use mtlint_text::text::Words;
use mtlint_token::span::TextSpan;

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
    /// The target matches though the source does not.
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
            let inside = TextSpan::from_range(mark.range());
            let span = TextSpan::new(target.span.start + inside.start, target.span.start + inside.end);
            sink.report(span).arg("source", source_text);
        }
    }
}
