//! White space and line ends at the edges of a unit that differ from the source's.

use serde::Deserialize;

use super::super::{Check, remark};
use super::function_words;
use crate::context::{Context, Sink};
use crate::rule::Applicability;
use crate::rule::only_of;
use mtlint_format::document::Side;
use mtlint_text::text::Words;
use mtlint_token::span::TextSpan;

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// Line ends.
    Newlines,
    /// Spaces and tabs.
    Spaces,
}

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(Edges(only_of(table)?)))
}

struct Edges(Of);

impl Check for Edges {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        // Scripts without spaces need none where two texts are joined.
        if self.0 == Of::Spaces && !context.facts.has_spaces {
            return;
        }
        if self.0 == Of::Newlines {
            remark::report(context, "blank", sink);
        }
        let function = function_words::of_source(context);
        let mut told = None;
        for pair in context.pairs().filter(|pair| !pair.unit.is_branch) {
            let (here, there) = (pair.unit.target, pair.source);
            if here.outer == here.span && there.outer == there.span {
                continue;
            }
            let edges = |outer: TextSpan, span: TextSpan| {
                (TextSpan::new(outer.start, span.start), TextSpan::new(span.end, outer.end))
            };
            let (head, tail) = edges(here.outer, here.span);
            let (source_head, source_tail) = edges(there.outer, there.span);
            // “by ”, “of ”
            let last = context.source_tokens(pair.source_tokens).last();
            let links = last.is_some_and(|token| function.contains(token.word));
            let texts = (context.source_slice(there.span), context.slice(here.span));
            for (own, other, place) in [(head, source_head, Place::Beginning), (tail, source_tail, Place::End)] {
                let (own_text, other_text) = (context.slice(own), context.source_slice(other));
                if !self.differs(own_text, other_text, place, texts.0, texts.1, links)
                    || (self.0 == Of::Spaces && (is_prose(texts.0) || has_markup(context, there, other, place)))
                {
                    continue;
                }
                let name = place.name();
                let detail = match self.0 {
                    Of::Newlines if other_text.contains('\n') => format!("the line end at its {name} is missing"),
                    Of::Newlines => format!("the source has no line end at its {name}"),
                    Of::Spaces => format!("the space at the source's {name} is missing"),
                };
                // Plural forms of one message share their defects.
                let group = pair.unit.plural.map(|plural| (plural.group, place, detail.clone()));
                if group.is_some() && group == told {
                    continue;
                }
                told = group;
                let span = if own.is_empty() { here.span } else { own };
                let hit = sink.report(span).arg("detail", detail);
                hit.in_source(there.span, "source").fix(own, other_text, Applicability::Safe);
            }
        }
    }
}

impl Edges {
    fn differs(&self, own: &str, other: &str, place: Place, source: &str, target: &str, links: bool) -> bool {
        match self.0 {
            // As msgfmt: white space around a line end is the layout of a template.
            Of::Newlines => {
                let at_edge = |text: &str| match place {
                    Place::Beginning => text.starts_with('\n'),
                    Place::End => text.ends_with('\n'),
                };
                (at_edge(other) && !own.contains('\n')) || (at_edge(own) && !other.contains('\n'))
            }
            // A space too many is seldom seen; one too few makes two words one.
            Of::Spaces => {
                own.is_empty()
                    && !other.is_empty()
                    && !other.contains('\n')
                    && joins(place, source, links)
                    && spaces(place, target)
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Beginning,
    End,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::Beginning => "beginning",
            Self::End => "end",
        }
    }
}

/// True for a text of several sentences: a paragraph, to which nothing is joined.
fn is_prose(source: &str) -> bool {
    const LONGEST: usize = 24;
    source.contains(". ") && source.split_whitespace().nth(LONGEST).is_some()
}

/// True when markup stands at the edge of the source, so that the space is not at its edge but behind a tag.
fn has_markup(context: &Context<'_>, there: Side, edge: TextSpan, place: Place) -> bool {
    let objects = context.document.source.objects_of(there);
    let at = match place {
        Place::Beginning => edge.start,
        Place::End => edge.end,
    };
    objects.into_iter().any(|(object, _)| object.span.is_empty() && object.span.start == at)
}

/// True when a text without its edges looks like one that others are joined to. At a whole sentence or label a space is more
/// likely an oversight of the source's author.
fn joins(place: Place, source: &str, links: bool) -> bool {
    let is_label = source.chars().next().is_some_and(char::is_uppercase);
    match place {
        Place::Beginning => !is_label,
        Place::End => {
            let before = source.trim_end_matches('.');
            let ends_in_mark = before.ends_with([
                ':',
                ',',
                '-',
                '–',
                '—',
                '=',
                '/',
                '(',
                '…',
                '|',
                ';',
                mtlint_format::document::OBJECT,
            ]);
            ends_in_mark || links || source.ends_with("...") || (!is_label && !source.ends_with(['.', '!', '?']))
        }
    }
}

/// False where the script sets no spaces: behind a full-width mark.
fn spaces(place: Place, target: &str) -> bool {
    let edge = match place {
        Place::Beginning => target.chars().next(),
        Place::End => target.chars().next_back(),
    };
    edge.is_some_and(|c| (c as u32) < 0x2E80)
}
