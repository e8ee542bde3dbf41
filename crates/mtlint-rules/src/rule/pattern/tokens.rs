//! Token patterns: sequences of elements inside one sentence.

use serde::Deserialize;

use super::phrase::OneOrMany;
use mtlint_text::lexicon::{Tag, TagSet};
use mtlint_text::text::ClassBits;

/// Where a match must begin or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// At an edge of its sentence.
    Sentence,
    /// At an edge of its unit.
    Unit,
}

/// The relation of a year to the reference date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Before the reference year.
    Past,
    /// Before the reference year and, if the date of the document is unknown, before the latest year that it mentions:
    /// that year may have been the future when the text was written.
    Finished,
    /// After the reference year.
    Future,
}

/// An element of a pattern: one token, or a run of them.
#[derive(Clone, Debug)]
pub struct Element {
    /// The token is one of these words; empty: any word.
    pub any: Vec<String>,
    /// The token is not one of these words.
    pub none: Vec<String>,
    /// The token has all of these classes.
    pub all: ClassBits,
    /// The token has none of these classes.
    pub not: ClassBits,
    /// The word has one of these endings, in lower case; empty: any word.
    pub suffix: Vec<String>,
    /// The lexicon lists one of these tags for the word; empty: any word.
    pub can_be: TagSet,
    /// The lexicon lists none of these tags for the word.
    pub cannot_be: TagSet,
    /// The lexicon lists tags for the word, and only these; empty: any word.
    pub only: TagSet,
    /// The word has one of these tags in its sentence; empty: any word. The tagger runs after the rest of the pattern
    /// has matched.
    pub tagged: TagSet,
    /// The word has none of these tags in its sentence.
    pub not_tagged: TagSet,
    /// For years: the relation to the reference date.
    pub when: Option<When>,
    /// The minimum number of tokens.
    pub min: usize,
    /// The maximum number of tokens.
    pub max: usize,
    /// Takes as few tokens as possible (for gaps) instead of as many.
    pub lazy: bool,
    /// White space before the token is forbidden (true) or required (false).
    pub glued: Option<bool>,
    /// The name of the capture.
    pub capture: Option<String>,
    /// Whether the element belongs to the reported span.
    pub mark: bool,
}

/// The pattern of one rule.
#[derive(Clone, Debug)]
pub struct TokenPattern {
    /// The elements in order.
    pub elements: Vec<Element>,
    /// Words that must not follow a match.
    pub not_before: Vec<String>,
    /// Words that must not precede a match.
    pub not_after: Vec<String>,
    /// Where a match must begin.
    pub anchor: Option<Anchor>,
    /// Where a match must end.
    pub ends: Option<Anchor>,
    /// Words that silence the rule in the sentence that contains them.
    pub unless: Vec<String>,
    /// The replacement of the reported span; `{name}` inserts a capture.
    pub fix: Option<String>,
    /// Whether a program may apply the replacement.
    pub applicability: super::super::Applicability,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenTable {
    tokens: Vec<ElementTable>,
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
struct ElementTable {
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

/// The length limit of a gap or repetition. It bounds the cost of a match.
const MAX_RUN: usize = 40;

impl TokenPattern {
    pub(super) fn parse(table: &toml::Table) -> Result<Self, String> {
        let raw: TokenTable = super::super::options(table)?;
        let elements = raw.tokens.into_iter().map(Element::parse).collect::<Result<Vec<_>, _>>()?;
        if elements.iter().all(|e| e.min == 0) {
            return Err("tokens must have an element that is neither optional nor a gap".into());
        }
        if elements.first().is_some_and(|e| e.lazy) || elements.last().is_some_and(|e| e.lazy) {
            return Err("a gap must not be the first or the last element".into());
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
    /// True if the element needs the tagger.
    #[must_use]
    pub fn asks_tagger(&self) -> bool {
        !self.tagged.is_empty() || !self.not_tagged.is_empty()
    }

    fn parse(raw: ElementTable) -> Result<Self, String> {
        let (all, not) = classes(&Vec::from(raw.class))?;
        let run = raw.gap.or(raw.repeat).unwrap_or(1);
        if run == 0 || run > MAX_RUN {
            return Err(format!("gap and repeat must be between 1 and {MAX_RUN}"));
        }
        if raw.gap.is_some() && (raw.optional || raw.repeat.is_some() || !raw.any.is_empty()) {
            return Err("an element with gap takes no optional, repeat or any".into());
        }
        if raw.gap.is_none() && !raw.not.is_empty() {
            return Err("the key not is for gaps; use none for a single token".into());
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

/// The set of tags with these names.
fn tags(names: OneOrMany) -> Result<TagSet, String> {
    let tag = |name: &String| {
        Tag::by_name(name).ok_or_else(|| format!("unknown part-of-speech tag “{name}”; docs/RULES.md lists them"))
    };
    Vec::from(names).iter().map(tag).collect()
}

/// The classes that a token must have and those that it must not have.
fn classes(names: &[String]) -> Result<(ClassBits, ClassBits), String> {
    let (mut all, mut not) = (ClassBits::empty(), ClassBits::empty());
    for name in names {
        let (negated, name) = name.strip_prefix('!').map_or((false, name.as_str()), |n| (true, n));
        if name == "mixed" {
            // None of the three regular shapes.
            let shapes = ClassBits::LOWER | ClassBits::CAPITALISED | ClassBits::UPPER;
            if negated {
                return Err("!mixed is not supported; name the shapes that the token may have".into());
            }
            all |= ClassBits::WORD;
            not |= shapes;
            continue;
        }
        let bits = ClassBits::by_name(name).ok_or_else(|| {
            format!("unknown class “{name}”; the classes are {}", ClassBits::names().collect::<Vec<_>>().join(", "))
        })?;
        if negated {
            not |= bits;
        } else {
            all |= bits;
        }
    }
    Ok((all, not))
}
