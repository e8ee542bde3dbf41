//! References and code that a translation has lost or changed.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::detail;
use super::multiset::{Differences, differences};
use super::places::Place;
use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, UnitPair};
use crate::rule::Applicability;
use crate::rule::only_of;
use mtlint_format::document::{ObjectKind, Side, Text, Unit, UnitKind};
use mtlint_text::lexicon::Lexicon;
use mtlint_text::text::Words;
use mtlint_token::span::{FileSpan, TextSpan, text_at};

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// The targets of roles, links and footnotes.
    References,
    /// Code with a small difference in spelling. Other code may be an example in the reader's language.
    Code,
}

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "references",
    finds: "* roles, links, footnotes or code lost or changed",
    options: "`of` = `references`, `code`",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(References(only_of(table)?)))
}

struct References(Of);

struct Item<'t> {
    shown: &'t str,
    span: TextSpan,
    source: FileSpan,
    /// The target, if it is a link.
    place: Option<Place>,
}

impl Item<'_> {
    /// True if one may replace the other.
    fn agrees(&self, other: &Self) -> bool {
        let same_place = || matches!((&self.place, &other.place), (Some(a), Some(b)) if a.agrees(b));
        self.shown == other.shown || same_place() || same_name(self.shown, other.shown)
    }
}

/// A unit with more references than this is an index.
const MOST: usize = 100;

impl Check for References {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut counts = Counts::default();
        for pair in context.pairs() {
            let in_source = self.items(&context.document.source, pair.source, pair.unit);
            if in_source.is_empty() || in_source.len() > MOST {
                continue;
            }
            let in_target = self.items(&context.document.target, pair.unit.target, pair.unit);
            let Differences { mut missing, extra } = differences(&in_source, &in_target, Item::agrees);
            match self.0 {
                Of::References => {
                    missing.retain(|lost| !self.is_moved(context, pair.unit, lost));
                    references(&pair, &in_source, &Differences { missing, extra }, sink);
                }
                Of::Code => code(context, &mut counts, &missing, &extra, sink),
            }
        }
    }
}

impl References {
    fn items<'t>(&self, text: &'t Text, side: Side, unit: &Unit) -> Vec<Item<'t>> {
        let is_wanted = |kind| match self.0 {
            Of::Code => kind == ObjectKind::Code,
            // `addresses` checks the addresses of segments; all links of documents are checked here.
            Of::References if unit.kind != UnitKind::Segment => {
                matches!(kind, ObjectKind::Reference | ObjectKind::Address)
            }
            Of::References => kind == ObjectKind::Reference,
        };
        let items = text.objects_of(side).filter(|(o, _)| is_wanted(o.kind));
        let place = |shown: &str| (self.0 == Of::References && is_link(shown)).then(|| Place::of(shown));
        items.map(|(o, shown)| Item { shown, span: o.span, source: o.file, place: place(shown) }).collect()
    }

    /// True for a link of a document that has moved to the next or the previous paragraph.
    fn is_moved(&self, context: &Context<'_>, unit: &Unit, lost: &Item<'_>) -> bool {
        let document = context.document;
        let outer = unit.target.outer;
        let gap = TextSpan::from_range(0..mtlint_format::document::UNIT_SEPARATOR.len()).end;
        let near = [outer.start.checked_sub(gap), outer.end.checked_add(gap)];
        let near = near.into_iter().flatten().filter_map(|at| document.unit_at(at));
        let found = |unit: &Unit| self.items(&document.target, unit.target, unit).iter().any(|item| lost.agrees(item));
        unit.kind != UnitKind::Segment && near.into_iter().any(found)
    }
}

/// Roles of Sphinx that refer to a name in code. A translator may choose another one.
const NAMES: &[&str] =
    &["attr", "class", "const", "data", "exc", "func", "member", "meth", "method", "obj", "property", "type"];

/// True for two roles that refer to one name. The kind of name, its brackets and its class are the writer's choice.
fn same_name(a: &str, b: &str) -> bool {
    let name = |shown: &'_ str| -> Option<String> {
        let (role, target) = shown.strip_suffix('`')?.split_once('`')?;
        let last = role.trim_end_matches(':').rsplit(':').next()?;
        NAMES.contains(&last).then(|| target.trim().trim_end_matches("()").to_owned())
    };
    let (Some(a), Some(b)) = (name(a), name(b)) else { return false };
    let is_of_class = |whole: &str, part: &str| {
        let class = whole.strip_suffix(part).and_then(|rest| rest.strip_suffix('.'));
        class.is_some_and(|class| class.starts_with(char::is_uppercase) && !class.contains('.'))
    };
    a == b || is_of_class(&a, &b) || is_of_class(&b, &a)
}

/// True for the target of a link, unlike roles, substitutions and footnotes.
fn is_link(shown: &str) -> bool {
    !shown.contains('`') && !shown.starts_with(['[', '|'])
}

fn references(
    pair: &UnitPair<'_>,
    in_source: &[Item<'_>],
    differences: &Differences<'_, Item<'_>>,
    sink: &mut Sink<'_>,
) {
    let Differences { missing, extra } = differences;
    // A translator may name a thing twice, or say “it” the second time.
    let again = |item: &Item<'_>| in_source.iter().filter(|t| t.agrees(item)).count() > 1;
    let unsteady = |item: &Item<'_>| item.place.as_ref().is_some_and(Place::is_unsteady);
    let role = |item: &Item<'_>| item.shown.find('`').map(|end| text_at(item.shown, ..end).to_owned());
    let new = |found: &&&Item<'_>| {
        !in_source.iter().any(|t| t.agrees(found)) && missing.first().is_some_and(|m| role(m) == role(found))
    };
    let span = |lost: &Item<'_>| if lost.span.is_empty() { pair.source.span } else { lost.span };
    match (missing.iter().find(|item| !unsteady(item)), extra.iter().find(new)) {
        (Some(lost), Some(found)) => {
            let detail = detail::differs(lost.shown, found.shown);
            sink.report(found.span).at(found.source).arg("detail", detail).in_source(span(lost), "source");
        }
        (Some(_), None) => {
            if let Some(lost) = missing.iter().find(|item| !again(item) && !unsteady(item)) {
                let detail = detail::missing(&[lost.shown]);
                sink.report(pair.unit.target.span).arg("detail", detail).in_source(span(lost), "source");
            }
        }
        (None, _) => {}
    }
}

/// Reports code that differs from code of the source in a letter or two.
fn code<'t>(
    context: &Context<'t>,
    counts: &mut Counts<'t>,
    missing: &[&Item<'_>],
    extra: &[&Item<'_>],
    sink: &mut Sink<'_>,
) {
    for found in extra {
        if !is_identifier(found.shown) {
            continue;
        }
        let near = |lost: &&&Item<'_>| {
            let length = lost.shown.chars().count().min(found.shown.chars().count());
            length > 6 && strsim::levenshtein(lost.shown, found.shown) * 4 <= length.min(12) - 2
        };
        if let Some(lost) = missing.iter().find(near)
            && !is_put_otherwise(context, lost.shown, found.shown)
            && !counts.is_chosen(&context.document.target, found.shown)
        {
            let detail = detail::differs(lost.shown, found.shown);
            let hit = sink.report(found.span).at(found.source).arg("detail", detail);
            hit.in_source(lost.span, "source").fix(found.span, lost.shown, Applicability::Suggest);
        }
    }
}

/// True for code that differs only in marks around its parts or at its end, and for an example with translated words:
/// `pkg.get(object)` and `pkg.get(objet)`.
fn is_put_otherwise(context: &Context<'_>, lost: &str, found: &str) -> bool {
    let bare = |code: &str| {
        let name = code.trim_end_matches("'s`").replace(['`', '"', '\'', '<', '>'], "");
        name.trim_end_matches("()").trim_end_matches('/').to_owned()
    };
    if bare(lost) == bare(found) {
        return true;
    }
    let parts = |code: &'_ str| -> Vec<String> {
        code.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (lost, found) = (parts(lost), parts(found));
    let mut changed = lost.iter().zip(&found).filter(|(a, b)| a != b).peekable();
    if lost.len() != found.len() || changed.peek().is_none() {
        return false;
    }
    let lexicon = context.source_language.and_then(Lexicon::of);
    let is_lower = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase());
    let is_word = |part: &str| is_lower(part) && (part.len() < 4 || lexicon.as_ref().is_some_and(|l| l.is_word(part)));
    // A typing error does not make a word that the text has elsewhere.
    let is_said = |part: &str| {
        let word = context.words.find(part);
        word.is_some_and(|word| context.analysis.tokens.iter().any(|token| token.word == word))
    };
    changed.all(|(lost, found)| is_word(lost) && is_said(found))
}

/// How often the translation has each piece of code, counted when first needed.
#[derive(Default)]
struct Counts<'t>(Option<FxHashMap<&'t str, usize>>);

impl<'t> Counts<'t> {
    /// True for code that the translation has several times in this spelling: a name that was translated on purpose.
    fn is_chosen(&mut self, text: &'t Text, code: &str) -> bool {
        const TIMES: usize = 3;
        let counts = self.0.get_or_insert_with(|| {
            let mut counts = FxHashMap::default();
            for object in text.objects.all() {
                *counts.entry(text.objects.literal(object)).or_default() += 1;
            }
            counts
        });
        counts.get(code).is_some_and(|count| *count >= TIMES)
    }
}

/// True for a name; code with spaces or strings in it may be an example that is translated.
fn is_identifier(code: &str) -> bool {
    let name = code.trim_matches('`');
    let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '(' | ')' | '/' | '-' | ':');
    name.chars().all(sign) && name.contains(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let reference = Tester::new("markup/reference").target("nl");
        reference
            .flags("Read :ref:`mills` first.", "[[Lees dit eerst.]]")
            .passes("Read :ref:`mills` first.", "Lees eerst :ref:`molens <mills>`.")
            .says(
                "Read :ref:`mills` first.",
                "Lees dit eerst.",
                "References differ: :ref:`mills` from the source is missing",
            );
        Tester::new("markup/code")
            .target("nl")
            .flags("Run ``grind_flour()`` now.", "Voer nu [[``grind_fluor()``]] uit.")
            .passes("Run ``grind_flour()`` now.", "Voer nu ``grind_flour`` uit.");
    }
}
