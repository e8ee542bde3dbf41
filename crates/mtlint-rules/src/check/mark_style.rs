//! Straight and curly marks in one document: a sign that pieces of several pages were put together.

use serde::Deserialize;

use super::{Check, CheckSpec};
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
    /// Marks of the majority at least, before a minority is worth a word.
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
                        // Apostrophes stand inside words and clitics; the folded word says whether there is one.
                        let has = token.is(ClassBits::CLITIC)
                            || token.is(ClassBits::WORD) && context.words.get(token.word).contains('\'');
                        if has {
                            let text = context.token_text(token);
                            if let Some(at) = text.find('\'') {
                                straight.add(token.span.start, at, 1);
                            } else if let Some(at) = text.find('’') {
                                curly.add(token.span.start, at, '’'.len_utf8());
                            }
                        }
                    }
                    Kind::Quotes if token.any(ClassBits::QUOTE) => match context.token_text(token) {
                        "\"" => straight.add(token.span.start, 0, 1),
                        "“" | "”" => curly.add(token.span.start, 0, '“'.len_utf8()),
                        _ => {}
                    },
                    Kind::Quotes => {}
                }
            }
        }
        let straight_is_minor = straight.count <= curly.count;
        let (minor, major) = if straight_is_minor { (&straight, &curly) } else { (&curly, &straight) };
        let (Some(here), Some(there)) = (minor.first, major.first) else { return };
        if major.count < self.0.min_majority {
            return;
        }
        let hit = sink.report(here);
        hit.arg("minor", if straight_is_minor { "straight" } else { "curly" })
            .arg("major", if straight_is_minor { "curly" } else { "straight" })
            .arg("count", minor.count.to_string())
            .arg("majority", major.count.to_string())
            .related(there, "the other style");
        if self.0.of == Kind::Apostrophes {
            hit.fix(here, if straight_is_minor { "’" } else { "'" }, Applicability::Suggest);
        }
    }
}

#[derive(Default)]
struct Marks {
    count: usize,
    first: Option<TextSpan>,
}

impl Marks {
    fn add(&mut self, token_start: u32, at: usize, length: usize) {
        let inner = TextSpan::from_range(at..at + length);
        self.count += 1;
        self.first.get_or_insert(TextSpan::new(token_start + inner.start, token_start + inner.end));
    }
}
