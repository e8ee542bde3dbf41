//! One source text with several translations in a document, and one translation for several source texts.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use serde::Deserialize;

use crate::check::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, UnitPair};
use crate::rule::options;
use mtlint_format::align::shown;
use mtlint_format::document::{Side, Text};
use mtlint_text::text::{ClassBits, Token, Words};
use mtlint_token::span::text_at;

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Of {
    /// The source is the same, the translations differ.
    Translations,
    /// The translation is the same, the sources differ.
    Sources,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    of: Of,
    /// The fewest words of the shared text: one or two words may mean several things.
    #[serde(default = "default_min")]
    min_words: usize,
    /// Whether to ignore differences in case, marks, placeholders, code and references.
    #[serde(default)]
    similar: bool,
}

fn default_min() -> usize {
    3
}

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "variants",
    finds: "* one source text with two translations in a document, or the reverse",
    options: "`of` = `translations`, `sources`; `min_words` = 3; `similar` = false (ignore case, marks, \
        placeholders)",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(Variants(options(table)?)))
}

struct Variants(Options);

impl Check for Variants {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let by_key = has_contexts(context);
        let mut first: FxHashMap<u64, (UnitPair<'_>, u64)> = FxHashMap::default();
        for pair in context.pairs().filter(|pair| pair.unit.plural.is_none()) {
            let (same, other) = self.compared(context, &pair);
            let words = same.tokens.iter().filter(|t| t.is(ClassBits::WORD)).count();
            if words < self.0.min_words || other.tokens.is_empty() {
                continue;
            }
            let key = pair.unit.key.as_deref().filter(|_| by_key && self.0.of == Of::Translations);
            let (print, own) = (self.print(&same, key), self.print(&other, None));
            let Some((before, earlier)) = first.get(&print) else {
                first.insert(print, (pair, own));
                continue;
            };
            if *earlier == own {
                continue;
            }
            let (_, earlier) = self.compared(context, before);
            let shown = shown(from_difference(earlier.string(), other.string()).as_ref());
            let hit = sink.report(pair.unit.target.span).arg("other", shown);
            hit.related(before.unit.target.span, "the earlier translation").in_source(pair.source.span, "source");
        }
    }
}

/// A side of a unit.
struct Compared<'a> {
    text: &'a Text,
    side: Side,
    tokens: &'a [Token],
}

impl<'a> Compared<'a> {
    fn string(&self) -> &'a str {
        self.text.slice(self.side.span)
    }
}

impl Variants {
    /// The side that must be the same in two units, and the one that may differ.
    fn compared<'a>(&self, context: &Context<'a>, pair: &UnitPair<'a>) -> (Compared<'a>, Compared<'a>) {
        let tokens = context.source_tokens(pair.source_tokens);
        let source = Compared { text: &context.document.source, side: pair.source, tokens };
        let tokens = context.unit_tokens(pair.target);
        let target = Compared { text: &context.document.target, side: pair.unit.target, tokens };
        match self.0.of {
            Of::Translations => (source, target),
            Of::Sources => (target, source),
        }
    }

    /// A hash of a text with its objects; with `similar`, of its words without regard to case.
    fn print(&self, compared: &Compared<'_>, key: Option<&str>) -> u64 {
        const COMPARED: ClassBits = ClassBits::WORD.union(ClassBits::NUMBER).union(ClassBits::OBJECT);
        let mut hasher = FxHasher::default();
        key.hash(&mut hasher);
        if self.0.similar {
            compared.tokens.iter().filter(|t| t.any(COMPARED)).for_each(|t| t.word.0.hash(&mut hasher));
        } else {
            compared.string().hash(&mut hasher);
            compared.text.objects_of(compared.side).for_each(|(_, literal)| literal.hash(&mut hasher));
        }
        hasher.finish()
    }
}

/// A text from shortly before its first difference from another one. Long texts may begin alike.
fn from_difference<'t>(text: &'t str, other: &str) -> Cow<'t, str> {
    const AHEAD: usize = 15;
    let same: usize = text.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let head = text_at(text, ..same);
    let start = head.char_indices().rev().nth(AHEAD).map_or(0, |(at, _)| at);
    let start = head.get(..start).and_then(|head| head.rfind(char::is_whitespace)).unwrap_or(0);
    match start {
        0 => Cow::Borrowed(text),
        start => Cow::Owned(format!("…{}", text_at(text, start..))),
    }
}

/// True if keys distinguish contexts (msgctxt). If every unit has a key and all differ, they are names of units.
fn has_contexts(context: &Context<'_>) -> bool {
    let keys: Vec<&str> = context.document.units.iter().filter_map(|unit| unit.key.as_deref()).collect();
    let different: FxHashSet<&str> = keys.iter().copied().collect();
    keys.len() < context.document.units.len() || different.len() < keys.len()
}

#[cfg(test)]
mod tests {
    use super::from_difference;
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let sources = Tester::new("consistency/sources").target("nl").format("po");
        sources
            .flags_text("msgid \"Stop the old mill\"\nmsgstr \"Zet de molen stil\"\n\nmsgid \"Stop the new mill\"\nmsgstr \"[[Zet de molen stil]]\"\n")
            .passes_text("msgid \"Stop the old mill\"\nmsgstr \"Zet de oude molen stil\"\n\nmsgid \"Stop the new mill\"\nmsgstr \"Zet de nieuwe molen stil\"\n");
    }

    #[test]
    fn the_first_difference_is_shown() {
        let (a, b) = ("Ouvrez la porte du vieux port avant midi", "Ouvrez la porte du vieux port avant le soir");
        assert_eq!(from_difference(a, b), "… vieux port avant midi");
        assert_eq!(from_difference("Ouvrez", "Fermez"), "Ouvrez");
        assert_eq!(from_difference("Ouvrez la porte", "Ouvrez la baie"), "Ouvrez la porte");
    }
}
