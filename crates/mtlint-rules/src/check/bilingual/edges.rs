//! White space and line breaks at the edges of a unit that differ from the source.

use serde::Deserialize;

use super::function_words;
use super::reported_form::ReportedForm;
use crate::check::remark;
use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::Applicability;
use crate::rule::only_of;
use mtlint_format::document::Side;
use mtlint_text::text::Words;
use mtlint_token::script::is_east_asian;
use mtlint_token::span::TextSpan;

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// Line breaks.
    Newlines,
    /// Spaces and tabs.
    Spaces,
}

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "edges",
    finds: "* line ends or spaces lost or added at the edges",
    options: "`of` = `newlines`, `spaces`",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(Edges(only_of(table)?)))
}

struct Edges(Of);

impl Check for Edges {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        // Languages without spaces need none between two joined texts.
        if self.0 == Of::Spaces && !context.facts.has_spaces {
            return;
        }
        if self.0 == Of::Newlines {
            remark::report(context, "blank", sink);
        }
        let function = function_words::of_source(context);
        let mut reported = ReportedForm::default();
        for pair in context.pairs().filter(|pair| !pair.unit.is_branch) {
            let (source, target) = (pair.source, pair.unit.target);
            if target.outer == target.span && source.outer == source.span {
                continue;
            }
            let edges = |outer: TextSpan, span: TextSpan| {
                (TextSpan::new(outer.start, span.start), TextSpan::new(span.end, outer.end))
            };
            let (head, tail) = edges(target.outer, target.span);
            let (source_head, source_tail) = edges(source.outer, source.span);
            let last = context.source_tokens(pair.source_tokens).last();
            let links = last.is_some_and(|token| function.contains(token.word));
            let (source_text, target_text) = (pair.source_text(context), pair.target_text(context));
            for (own, other, place) in [(head, source_head, Place::Start), (tail, source_tail, Place::End)] {
                let (own_text, other_text) = (context.slice(own), context.source_slice(other));
                if !self.differs(
                    place,
                    &Edge { own: own_text, other: other_text, source: source_text, target: target_text, links },
                ) || (self.0 == Of::Spaces && (is_prose(source_text) || has_markup(context, source, other, place)))
                {
                    continue;
                }
                let name = place.name();
                let detail = match self.0 {
                    Of::Newlines if other_text.contains('\n') => format!("the line break at the {name} is missing"),
                    Of::Newlines => format!("the source has no line break at the {name}"),
                    Of::Spaces => format!("the space at the {name} of the source is missing"),
                };
                if reported.repeats(pair.unit, &detail) {
                    continue;
                }
                let span = if own.is_empty() { target.span } else { own };
                let hit = sink.report(span).arg("detail", detail);
                hit.in_source(source.span, "source").fix(own, other_text, Applicability::Safe);
            }
        }
    }
}

impl Edges {
    fn differs(&self, place: Place, edge: &Edge<'_>) -> bool {
        let &Edge { own, other, .. } = edge;
        match self.0 {
            // As in msgfmt: white space around a line break is the layout of a template.
            Of::Newlines => {
                let at_edge = |text: &str| match place {
                    Place::Start => text.starts_with('\n'),
                    Place::End => text.ends_with('\n'),
                };
                (at_edge(other) && !own.contains('\n')) || (at_edge(own) && !other.contains('\n'))
            }
            // An extra space is hardly visible; a missing one joins two words.
            Of::Spaces => {
                own.is_empty()
                    && !other.is_empty()
                    && !other.contains('\n')
                    && joins(place, edge.source, edge.links)
                    && has_spaces(place, edge.target)
            }
        }
    }
}

/// An edge of a unit.
struct Edge<'a> {
    /// The white space at this edge of the target.
    own: &'a str,
    /// The white space at this edge of the source.
    other: &'a str,
    /// The texts between the edges.
    source: &'a str,
    target: &'a str,
    /// True if the source ends with a word that needs another one: “by ”, “of ”.
    links: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    End,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
        }
    }
}

/// True for a text of several sentences: nothing is joined to a paragraph.
fn is_prose(source: &str) -> bool {
    /// The longest text that may be part of a sentence, in words.
    const LONGEST: usize = 24;
    source.contains(". ") && source.split_whitespace().nth(LONGEST).is_some()
}

/// True if markup is at the edge of the source: then the space is beside a tag.
fn has_markup(context: &Context<'_>, source: Side, edge: TextSpan, place: Place) -> bool {
    let objects = context.document.source.objects_of(source);
    let at = match place {
        Place::Start => edge.start,
        Place::End => edge.end,
    };
    objects.into_iter().any(|(object, _)| object.span.is_empty() && object.span.start == at)
}

/// True if a program probably joins another text to this one. A space beside a whole sentence or label is more likely
/// an oversight of the source's author.
fn joins(place: Place, source: &str, links: bool) -> bool {
    let is_label = source.chars().next().is_some_and(char::is_uppercase);
    match place {
        Place::Start => !is_label,
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

/// False at a full-width mark or a letter of a script without spaces.
fn has_spaces(place: Place, target: &str) -> bool {
    let edge = match place {
        Place::Start => target.chars().next(),
        Place::End => target.chars().next_back(),
    };
    edge.is_some_and(|c| !is_east_asian(c))
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let space = Tester::new("format/edge-space").target("de").format("po");
        space
            .flags_text("msgid \"name: \"\nmsgstr \"[[Name:]]\"\n")
            .passes_text("msgid \"name: \"\nmsgstr \"Name: \"\n")
            .says_text(
                "msgid \"name: \"\nmsgstr \"Name:\"\n",
                "Leading or trailing white space differs: the space at the end of the source is missing",
            );
        let newline = Tester::new("format/edge-newline").target("de").format("po");
        newline
            .flags_text("msgid \"Ready\\n\"\nmsgstr \"[[Bereit]]\"\n")
            .passes_text("msgid \"Ready\\n\"\nmsgstr \"Bereit\\n\"\n");
    }
}
