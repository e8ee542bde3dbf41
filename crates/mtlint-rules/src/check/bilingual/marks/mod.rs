//! Brackets and quotation marks that are paired in the source but not in the translation, and the mark at the end of a
//! unit.

mod brackets;
mod code_spans;
mod end;
mod quotes;

use serde::Deserialize;

use super::neighbours::Neighbours;
use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::only_of;
use mtlint_text::text::Words;

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// Round, square and curly brackets.
    Brackets,
    /// Double quotation marks of any language.
    Quotes,
    /// The last mark.
    End,
}

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "marks",
    finds: "* brackets or quotation marks paired only in the source; a different final mark",
    options: "`of` = `brackets`, `quotes`, `end`",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(Marks(only_of(table)?)))
}

struct Marks(Of);

impl Check for Marks {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if self.0 == Of::End {
            context.pairs().for_each(|pair| end::check(context, &pair, sink));
            return;
        }
        let neighbours = Neighbours::of(context);
        for (at, pair) in neighbours.pairs() {
            let near = || neighbours.of_sentence(context, at);
            match self.0 {
                Of::Quotes => quotes::check(context, pair, near(), sink),
                _ => brackets::check(context, pair, near, sink),
            }
        }
    }
}

/// A mark of a text.
#[derive(Clone, Copy)]
struct Mark {
    /// Its byte in the text.
    at: usize,
    mark: char,
}

impl Mark {
    fn range(self) -> std::ops::Range<usize> {
        self.at..self.at + self.mark.len_utf8()
    }
}
