//! Straight and curly marks in one document: a sign that it was put together from several pages.

use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::Applicability;
use crate::rule::options;
use mtlint_format::document::UnitKind;
use mtlint_text::text::{ClassBits, Words};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// What to compare.
    of: Kind,
    /// The fewest marks of the majority.
    #[serde(default = "two")]
    min_majority: usize,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Apostrophes,
    Quotes,
}

fn two() -> usize {
    2
}

struct MarkStyle(Options);

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "mark-style",
    finds: "straight and curly marks in one document",
    options: "`of` = `apostrophes`, `quotes`; `min_majority` = 2",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(MarkStyle(options(table)?)))
}

impl Check for MarkStyle {
    fn reads_text_only(&self) -> bool {
        true
    }

    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let (mut straight, mut curly) = (Marks::default(), Marks::default());
        for unit in context.analysis.units.iter().filter(|u| u.kind != UnitKind::Furniture) {
            for token in context.unit_tokens(unit) {
                match self.0.of {
                    Kind::Apostrophes => {
                        // Apostrophes are inside words and clitics. The folded word shows whether there is one.
                        let has = token.is(ClassBits::CLITIC)
                            || token.is(ClassBits::WORD) && context.words.get(token.word).contains('\'');
                        if has {
                            let text = context.token_text(token);
                            if let Some(at) = text.find('\'') {
                                straight.add(token.span.part(at..at + 1));
                            } else if let Some(at) = text.find('’') {
                                curly.add(token.span.part(at..at + '’'.len_utf8()));
                            }
                        }
                    }
                    Kind::Quotes if token.any(ClassBits::QUOTE) => match context.token_text(token) {
                        "\"" => straight.add(token.span),
                        "“" | "”" => curly.add(token.span),
                        _ => {}
                    },
                    Kind::Quotes => {}
                }
            }
        }
        let straight_is_minor = straight.count <= curly.count;
        let (minor, major) = if straight_is_minor { (&straight, &curly) } else { (&curly, &straight) };
        let (Some(span), Some(other)) = (minor.first, major.first) else { return };
        if major.count < self.0.min_majority {
            return;
        }
        let hit = sink.report(span);
        hit.arg("minor", if straight_is_minor { "straight" } else { "curly" })
            .arg("major", if straight_is_minor { "curly" } else { "straight" })
            .arg("count", minor.count.to_string())
            .arg("majority", major.count.to_string())
            .related(other, "the other style");
        if self.0.of == Kind::Apostrophes {
            hit.fix(span, if straight_is_minor { "’" } else { "'" }, Applicability::Suggest);
        }
    }
}

#[derive(Default)]
struct Marks {
    count: usize,
    first: Option<TextSpan>,
}

impl Marks {
    fn add(&mut self, span: TextSpan) {
        self.count += 1;
        self.first.get_or_insert(span);
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("quotes/mixed-apostrophes")
            .flags_text("It’s the miller’s dog, and it isn[[']]t his cat.")
            .passes_text("It's the miller's dog, and it isn't his cat.");
        Tester::new("quotes/mixed-quotes")
            .flags_text("He said “yes”, she said “no”, and they wrote [[\"]]perhaps\".")
            .passes_text("He said “yes”, she said “no”.");
    }
}
