//! One compound written in several ways in a document: cyber security, cybersecurity, cyber-security.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, Words, like_case};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Shortest half in bytes.
    min_half: u32,
    /// Joined words whose open form means something else: everyday and every day.
    except: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_half: 4, except: Vec::new() }
    }
}

struct CompoundVariants {
    min_half: u32,
    except: WordSet,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "compound-variants",
    finds: "cyber security and cybersecurity in one document",
    options: "`min_half` = 4, `except`",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    Ok(Box::new(CompoundVariants { min_half: options.min_half, except: WordSet::new(&options.except, words) }))
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Solid,
    Open,
    Hyphen,
}

const FORMS: [Form; 3] = [Form::Solid, Form::Open, Form::Hyphen];

/// The count and the first place of each form.
#[derive(Default)]
struct Variants {
    seen: [(usize, Option<TextSpan>); 3],
    solid: Option<Token>,
}

impl Variants {
    fn add(&mut self, form: Form, span: TextSpan) {
        let slot = &mut self.seen[form as usize];
        slot.0 += 1;
        slot.1.get_or_insert(span);
    }
}

/// A Bloom filter with one bit for each key: most keys that no solid word of the document has are ruled out at once.
struct Filter([u64; 64]);

impl Filter {
    fn bit(hash: u64) -> (usize, u64) {
        ((hash >> 6 & 63) as usize, 1 << (hash & 63))
    }

    fn set(&mut self, hash: u64) {
        let (block, bit) = Self::bit(hash);
        self.0[block] |= bit;
    }

    fn has(&self, hash: u64) -> bool {
        let (block, bit) = Self::bit(hash);
        self.0[block] & bit != 0
    }
}

impl Check for CompoundVariants {
    fn reads_text_only(&self) -> bool {
        true
    }

    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let tokens = &context.analysis.tokens;
        let mut filter = Filter([0; 64]);
        for token in tokens.iter().filter(|t| self.is_solid(t)) {
            filter.set(context.words.key(token.word).hash());
        }
        let mut found: FxHashMap<u64, Variants> = FxHashMap::default();
        for index in 1..tokens.len() {
            if let Some((key, form, span)) = self.parts(context, index).filter(|(key, ..)| filter.has(*key)) {
                found.entry(key).or_default().add(form, span);
            }
        }
        if found.is_empty() {
            return;
        }
        for token in tokens.iter().filter(|t| self.is_solid(t)) {
            if let Some(variants) = found.get_mut(&context.words.key(token.word).hash()) {
                variants.add(Form::Solid, token.span);
                variants.solid.get_or_insert(*token);
            }
        }
        for variants in found.values() {
            self.report(context, variants, sink);
        }
    }
}

impl CompoundVariants {
    fn is_solid(&self, token: &Token) -> bool {
        token.is(ClassBits::WORD)
            && token.any(ClassBits::LOWER.union(ClassBits::CAPITALISED))
            && token.span.len() >= self.min_half * 2
    }

    fn is_half(&self, token: &Token) -> bool {
        token.any(ClassBits::LOWER.union(ClassBits::CAPITALISED))
            && token.span.len() >= self.min_half
            && !token.any(ClassBits::FUNCTION.union(ClassBits::NUMBER_WORD).union(ClassBits::OTHER_SCRIPT))
    }

    /// The compound whose second half is the token at `index`, if it has two.
    fn parts(&self, context: &Context<'_>, index: usize) -> Option<(u64, Form, TextSpan)> {
        let tokens = &context.analysis.tokens;
        let second = tokens.get(index).filter(|t| self.is_half(t))?;
        let before = tokens.get(index - 1)?;
        let glued = !second.is(ClassBits::SPACE_BEFORE);
        let (first, form) = if before.is(ClassBits::HYPHEN) && glued && !before.is(ClassBits::SPACE_BEFORE) {
            (tokens.get(index.checked_sub(2)?)?, Form::Hyphen)
        } else if !glued && !second.is(ClassBits::SENTENCE_START) {
            (before, Form::Open)
        } else {
            return None;
        };
        // “Chun shan” in two names is no compound; “Cyber security” at the start of a sentence is.
        let names = form == Form::Open && second.is(ClassBits::CAPITALISED);
        if names || !self.is_half(first) {
            return None;
        }
        Some((
            context.words.key(first.word).join(context.words.key(second.word)).hash(),
            form,
            first.span.to(second.span),
        ))
    }

    fn report(&self, context: &Context<'_>, variants: &Variants, sink: &mut Sink<'_>) {
        let Some(solid) = variants.solid.filter(|s| !self.except.contains(s.word)) else { return };
        let folded = |span: TextSpan| context.slice(span).to_lowercase();
        let joined: String = variants
            .seen
            .iter()
            .filter_map(|(_, s)| *s)
            .map(folded)
            .find(|f| f.contains([' ', '-']))
            .unwrap_or_default();
        if joined.replace([' ', '-'], "") != context.words.get(solid.word) {
            return;
        }
        let used: Vec<Form> = FORMS.into_iter().filter(|f| variants.seen[*f as usize].0 > 0).collect();
        let Some(major) = used.iter().copied().max_by_key(|f| (variants.seen[*f as usize].0, *f == Form::Solid)) else {
            return;
        };
        let (majority, Some(other)) = variants.seen[major as usize] else { return };
        if majority < 2 {
            return;
        }
        for form in used.into_iter().filter(|f| *f != major) {
            let (count, Some(span)) = variants.seen[form as usize] else { continue };
            sink.report(span)
                .arg("count", times(count))
                .arg("major", context.slice(other).to_lowercase())
                .arg("majority", times(majority))
                .related(other, "the other spelling")
                .fix(span, like_case(&folded(other), context.slice(span)), crate::rule::Applicability::Suggest);
        }
    }
}

pub(super) fn times(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        n => format!("{n} times"),
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("consistency/compound")
            .flags_text("The [[light house]] is old. A lighthouse has a lamp; each lighthouse has a keeper.")
            .passes_text("The light house is old, and the lamp inside is new.");
    }
}
