//! Token patterns: a sequence of elements inside one sentence.

use serde::Deserialize;

use super::phrase::OneOrMany;
use mtlint_text::lexicon::{Tag, TagSet};
use mtlint_text::text::ClassBits;

/// Where a match must start or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// At an edge of its sentence.
    Sentence,
    /// At an edge of its unit.
    Unit,
}

/// How a year stands to the reference date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Before the reference year.
    Past,
    /// Before the reference year, and, in a document whose own date is unknown, before the latest year that it names: a
    /// text of that year may well have spoken of it as its future.
    Finished,
    /// After it.
    Future,
}

/// One token, or a run of them.
#[derive(Clone, Debug)]
pub struct Element {
    /// The token is one of these words; empty: any word.
    pub any: Vec<String>,
    /// The token is none of these words.
    pub none: Vec<String>,
    /// Classes that the token has.
    pub all: ClassBits,
    /// Classes that it has not.
    pub not: ClassBits,
    /// Folded word endings, one of which it has; empty: any.
    pub suffix: Vec<String>,
    /// Tags one of which the lexicon gives the word; empty: any word.
    pub can_be: TagSet,
    /// Tags none of which the lexicon gives it.
    pub cannot_be: TagSet,
    /// The lexicon knows tags of the word, and no others than these; empty: any word.
    pub only: TagSet,
    /// Tags one of which the word has in this sentence; empty: any word. The tagger is asked when all else of the pattern fits.
    pub tagged: TagSet,
    /// Tags none of which it has in this sentence.
    pub not_tagged: TagSet,
    /// For years: how it stands to the reference date.
    pub when: Option<When>,
    /// How many tokens at least.
    pub min: usize,
    /// How many at most.
    pub max: usize,
    /// Take as few tokens as possible (gaps) rather than as many.
    pub lazy: bool,
    /// Without (true) or with (false) white space before it.
    pub glued: Option<bool>,
    /// Name of the capture.
    pub capture: Option<String>,
    /// Whether the reported span runs to here.
    pub mark: bool,
}

/// The pattern of one rule.
#[derive(Clone, Debug)]
pub struct TokenPattern {
    /// The elements in order.
    pub elements: Vec<Element>,
    /// Words that must not follow a match.
    pub not_before: Vec<String>,
    /// Words that must not stand before it.
    pub not_after: Vec<String>,
    /// Where it must start.
    pub anchor: Option<Anchor>,
    /// Where it must end.
    pub ends: Option<Anchor>,
    /// Words that silence the rule in their sentence.
    pub unless: Vec<String>,
    /// Replacement of the reported span; `{name}` inserts a capture.
    pub fix: Option<String>,
    /// Of the replacement.
    pub applicability: super::super::Applicability,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    tokens: Vec<RawElement>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    anchor: Option<Anchor>,
    ends: Option<Anchor>,
    #[serde(default)]
    unless: Vec<String>,
    fix: Option<String>,
    #[serde(default)]
    applicability: super::super::Applicability,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawElement {
    #[serde(default)]
    any: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
    #[serde(default)]
    class: OneOrMany,
    #[serde(default)]
    suffix: OneOrMany,
    #[serde(default)]
    can_be: OneOrMany,
    #[serde(default)]
    cannot_be: OneOrMany,
    #[serde(default)]
    only: OneOrMany,
    #[serde(default)]
    tagged: OneOrMany,
    #[serde(default)]
    not_tagged: OneOrMany,
    when: Option<When>,
    gap: Option<usize>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    optional: bool,
    repeat: Option<usize>,
    glued: Option<bool>,
    #[serde(rename = "as")]
    capture: Option<String>,
    #[serde(default)]
    mark: bool,
}

/// Longest gap or repetition; keeps the work a match can cost bounded.
const MAX_RUN: usize = 40;

impl TokenPattern {
    pub(super) fn parse(table: &toml::Table) -> Result<Self, String> {
        let raw: Raw = super::super::options(table)?;
        let elements = raw.tokens.into_iter().map(Element::parse).collect::<Result<Vec<_>, _>>()?;
        if elements.iter().all(|e| e.min == 0) {
            return Err("tokens needs one element that is neither optional nor a gap".into());
        }
        if elements.first().is_some_and(|e| e.lazy) || elements.last().is_some_and(|e| e.lazy) {
            return Err("a gap cannot be the first or the last element".into());
        }
        Ok(Self {
            elements,
            not_before: raw.not_before,
            not_after: raw.not_after,
            anchor: raw.anchor,
            ends: raw.ends,
            unless: raw.unless,
            fix: raw.fix,
            applicability: raw.applicability,
        })
    }
}

impl Element {
    /// True when the element says which tag the word has in its sentence.
    #[must_use]
    pub fn asks_tagger(&self) -> bool {
        !self.tagged.is_empty() || !self.not_tagged.is_empty()
    }

    fn parse(raw: RawElement) -> Result<Self, String> {
        let (all, not) = classes(&Vec::from(raw.class))?;
        let run = raw.gap.or(raw.repeat).unwrap_or(1);
        if run == 0 || run > MAX_RUN {
            return Err(format!("a gap or repeat is between 1 and {MAX_RUN}"));
        }
        if raw.gap.is_some() && (raw.optional || raw.repeat.is_some() || !raw.any.is_empty()) {
            return Err("a gap takes only not, none, class".into());
        }
        if raw.gap.is_none() && !raw.not.is_empty() {
            return Err("not belongs to a gap; a single token takes none".into());
        }
        let lower = |words: Vec<String>| words.into_iter().map(|w| w.to_lowercase()).collect::<Vec<_>>();
        Ok(Self {
            any: lower(raw.any),
            none: lower(raw.none.into_iter().chain(raw.not).collect()),
            all,
            not,
            suffix: lower(raw.suffix.into()),
            can_be: tags(raw.can_be)?,
            cannot_be: tags(raw.cannot_be)?,
            only: tags(raw.only)?,
            tagged: tags(raw.tagged)?,
            not_tagged: tags(raw.not_tagged)?,
            when: raw.when,
            min: usize::from(raw.gap.is_none() && !raw.optional),
            max: run,
            lazy: raw.gap.is_some(),
            glued: raw.glued,
            capture: raw.capture,
            mark: raw.mark,
        })
    }
}

/// Names of tags to their set.
fn tags(names: OneOrMany) -> Result<TagSet, String> {
    let tag = |name: &String| Tag::by_name(name).ok_or_else(|| format!("no part-of-speech tag “{name}”"));
    Vec::from(names).iter().map(tag).collect()
}

/// Class names to (must have, must not have).
fn classes(names: &[String]) -> Result<(ClassBits, ClassBits), String> {
    let (mut all, mut not) = (ClassBits::empty(), ClassBits::empty());
    for name in names {
        let (negated, name) = name.strip_prefix('!').map_or((false, name.as_str()), |n| (true, n));
        if name == "mixed" {
            // Neither of the three regular shapes.
            let shapes = ClassBits::LOWER | ClassBits::CAPITALISED | ClassBits::UPPER;
            if negated {
                return Err("write the shapes you want instead of !mixed".into());
            }
            all |= ClassBits::WORD;
            not |= shapes;
            continue;
        }
        let bits = ClassBits::by_name(name).ok_or_else(|| {
            format!("no class “{name}”; there are: {}", ClassBits::names().collect::<Vec<_>>().join(", "))
        })?;
        if negated {
            not |= bits;
        } else {
            all |= bits;
        }
    }
    Ok((all, not))
}
