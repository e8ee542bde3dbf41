//! Translations beside their source, for the checks that compare both.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use mtlint_format::document::Document;
use mtlint_format::format::{Format, by_name};
use mtlint_rules::engine::{Outcome, Worker};
use mtlint_rules::finding::Finding;
use mtlint_rules::rule::{Example, Needs, RuleId};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::engine::{ENGINE, RULES, SHUFFLED, assert_sound, request};
use crate::soup::{MARKS, OTHERS, gap};

/// A source language and a target language.
type Languages = (&'static str, &'static str);

const LANGUAGES: [Languages; 5] = [("en", "de"), ("en", "fr"), ("zh", "en"), ("en", "ja"), ("en", "ru")];

/// A source text and its translation.
#[derive(Clone, Debug)]
struct Segment {
    source: String,
    target: String,
}

/// The examples of the rules that compare, by the target language.
static EXAMPLES: LazyLock<Vec<(String, Segment)>> = LazyLock::new(|| {
    let rules = RULES.iter().filter(|rule| rule.file.needs == Needs::Source);
    rules.flat_map(|rule| rule.examples().unwrap().0).filter_map(segment).collect()
});

fn segment(example: Example) -> Option<(String, Segment)> {
    let source = example.source.filter(|_| example.format.is_none())?;
    let target = example.text.replace("[[", "").replace("]]", "");
    Some((example.lang.unwrap_or_default(), Segment { source, target }))
}

fn examples(language: &str) -> Vec<Segment> {
    EXAMPLES.iter().filter(|(lang, _)| lang == language).map(|(_, segment)| segment.clone()).collect()
}

/// Some words of a text, from a place on.
fn words(text: &str, from: &Index, length: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = if words.is_empty() { 0 } else { from.index(words.len()) };
    words.iter().skip(start).take(length).copied().collect::<Vec<_>>().join(" ")
}

/// Parts of a translation and of its source, not always the same ones, with something odd between.
fn parts(language: &'static str) -> impl Strategy<Value = Segment> {
    let odd = prop_oneof![prop::sample::select(MARKS), prop::sample::select(OTHERS)];
    (prop::sample::select(examples(language)), any::<[Index; 2]>(), 1..9_usize, gap(), odd, any::<bool>()).prop_map(
        |(segment, from, length, gap, odd, both)| Segment {
            source: words(&segment.source, &from[0], length) + gap + if both { odd } else { "" },
            target: words(&segment.target, &from[1], length) + gap + odd,
        },
    )
}

/// A translation: an example, parts of several, the source itself, or nothing.
fn translation(language: &'static str) -> impl Strategy<Value = Segment> {
    let whole = prop::sample::select(examples(language));
    let joined = prop::collection::vec(parts(language), 1..6).prop_map(|parts| {
        let join = |side: fn(&Segment) -> &str| parts.iter().map(side).collect::<Vec<_>>().join(" ");
        Segment { source: join(|part| &part.source), target: join(|part| &part.target) }
    });
    let copy = |segment: Segment| Segment { target: segment.source.clone(), ..segment };
    let empty = |segment: Segment| Segment { target: String::new(), ..segment };
    prop_oneof![
        3 => whole.clone(),
        5 => joined,
        2 => whole.clone().prop_map(copy),
        1 => whole.prop_map(empty),
    ]
}

/// A file with translations.
#[derive(Clone, Debug)]
struct Bilingual {
    languages: Languages,
    format: &'static str,
    content: String,
}

impl Bilingual {
    fn new(languages: Languages, format: &'static str, segments: &[Segment]) -> Self {
        let content = if format == "po" { po(segments) } else { xliff(languages, segments) };
        Self { languages, format, content }
    }

    /// The file as a document. A generated file must be accepted.
    fn document(&self) -> Document {
        by_name(self.format).unwrap().read(&self.content).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    fn check(&self, worker: &mut Worker) -> Outcome {
        self.check_by(&ENGINE, worker)
    }

    fn check_by(&self, engine: &mtlint_rules::engine::Engine, worker: &mut Worker) -> Outcome {
        let (source, target) = self.languages;
        engine.check(worker, &self.document(), &request(target, source)).unwrap()
    }
}

/// A text as a format writes it.
fn escaped(format: &str, text: &str) -> String {
    let format: &'static dyn Format = by_name(format).unwrap();
    format.frames()[0].escape(format, text)
}

fn po(segments: &[Segment]) -> String {
    let entry = |(index, segment): (usize, &Segment)| {
        let flag = ["c-format", "python-format", "python-brace-format", "fuzzy"].get(index % 6);
        let flag = flag.map_or_else(String::new, |flag| format!("#, {flag}\n"));
        let (source, target) = (escaped("po", &segment.source), escaped("po", &segment.target));
        format!("{flag}msgctxt \"{index}\"\nmsgid \"{source}\"\nmsgstr \"{target}\"\n\n")
    };
    segments.iter().enumerate().map(entry).collect()
}

fn xliff((source, target): Languages, segments: &[Segment]) -> String {
    let unit = |(index, segment): (usize, &Segment)| {
        let (source, target) = (escaped("xliff", &segment.source), escaped("xliff", &segment.target));
        format!("<trans-unit id=\"{index}\"><source>{source}</source><target>{target}</target></trans-unit>\n")
    };
    let units: String = segments.iter().enumerate().map(unit).collect();
    let head =
        format!("source-language=\"{source}\" target-language=\"{target}\" datatype=\"plaintext\" original=\"a\"");
    format!("<xliff version=\"1.2\"><file {head}><body>\n{units}</body></file></xliff>\n")
}

fn bilingual() -> impl Strategy<Value = Bilingual> {
    let format = prop::sample::select(&["po", "xliff"][..]);
    (prop::sample::select(&LANGUAGES[..]), format).prop_flat_map(|(languages, format)| {
        prop::collection::vec(translation(languages.1), 1..12)
            .prop_map(move |segments| Bilingual::new(languages, format, &segments))
    })
}

proptest! {
    #[test]
    fn findings_in_translations_are_sound(file in bilingual()) {
        assert_sound(&file.content, &file.check(&mut Worker::default()).findings)?;
    }

    #[test]
    fn findings_in_translations_do_not_depend_on_order_or_memory(files in prop::collection::vec(bilingual(), 2..4)) {
        let mut worker = Worker::default();
        for file in &files {
            let fresh = file.check(&mut Worker::default()).findings;
            prop_assert_eq!(&file.check(&mut worker).findings, &fresh);
            for other in SHUFFLED.iter() {
                prop_assert_eq!(&file.check_by(other, &mut Worker::default()).findings, &fresh);
            }
        }
    }
}

/// The rules that find something in all examples of a language, as one file of each format.
fn fired(languages: Languages) -> BTreeSet<RuleId> {
    let segments = examples(languages.1);
    let found = |format| Bilingual::new(languages, format, &segments).check(&mut Worker::default()).findings;
    ["po", "xliff"].into_iter().flat_map(found).map(|finding: Finding| finding.rule).collect()
}

/// The generator tests something only if the checks that compare find something in its files.
#[test]
fn most_rules_that_compare_find_something() {
    let fired: BTreeSet<RuleId> = LANGUAGES.into_iter().flat_map(fired).collect();
    let targets: Vec<&str> = LANGUAGES.iter().map(|(_, target)| *target).collect();
    let has_pair = |example: &Example| {
        example.source.is_some()
            && example.format.is_none()
            && example.lang.as_deref().is_some_and(|lang| targets.contains(&lang))
    };
    let rules = RULES.iter().filter(|rule| rule.file.needs == Needs::Source);
    let able: BTreeSet<RuleId> =
        rules.filter(|rule| rule.examples().unwrap().0.iter().any(has_pair)).map(|rule| rule.id.clone()).collect();
    let silent: Vec<_> = able.difference(&fired).collect();
    assert!(
        able.len() >= 15 && silent.len() * 4 <= able.len(),
        "{} of {} are silent: {silent:?}",
        silent.len(),
        able.len()
    );
}
