//! Times the stages of a run: `cargo bench`. `benches/ratios.py` compares whole runs with `wc -w` and with tokenizing
//! alone.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use mtlint_format::format::by_name;
use mtlint_rules::catalog;
use mtlint_rules::engine::{ActiveRule, Engine, Plan, Request, Worker};
use mtlint_rules::rule::Status;
use mtlint_text::language::{Facts, LanguageId};
use mtlint_text::text::{Analysis, Words};

fn main() {
    divan::main();
}

const ARTICLE: &str = include_str!("../fixtures/articles/harbour.txt");

fn stable() -> Vec<ActiveRule> {
    let rules = mtlint::RULES.read().unwrap_or_default();
    let stable = rules.into_iter().filter(|r| r.file.status == Status::Stable);
    stable.map(|rule| ActiveRule { level: rule.file.level, rule, options: toml::Table::new() }).collect()
}

/// A megabyte of copies of the article, each a separate document.
fn documents() -> Vec<mtlint_format::document::Document> {
    let format = by_name("plain");
    (0..1_000_000 / ARTICLE.len()).filter_map(|_| format?.read(ARTICLE).ok()).collect()
}

fn request() -> Request {
    let today = jiff::civil::date(2026, 1, 1);
    Request { language: Some(LanguageId::EN), source_language: None, as_of: None, today, fuzzy: false }
}

#[divan::bench]
fn load_rules() -> usize {
    mtlint::RULES.read().map_or(0, |rules| rules.len())
}

#[divan::bench]
fn compile_plan(bencher: Bencher) {
    let rules = stable();
    bencher.bench_local(|| Plan::compile(&rules, LanguageId::EN, None).map(|plan| plan.len()));
}

#[divan::bench]
fn tokenise(bencher: Bencher) {
    let documents = documents();
    let bytes: usize = documents.iter().map(|d| d.target.string.len()).sum();
    let facts = Facts::of(LanguageId::EN);
    let (mut words, mut analysis) = (Words::default(), Analysis::default());
    facts.classify(&mut words);
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for document in &documents {
            let units = document.units.iter().map(|u| (u.target.span, u.kind));
            analysis.fill(&document.target.string, units, &mut words, facts);
            black_box(analysis.tokens.len());
        }
    });
}

#[divan::bench]
fn all_rules(bencher: Bencher) {
    let documents = documents();
    let bytes: usize = documents.iter().map(|d| d.target.string.len()).sum();
    let Ok(linter) = Engine::new(stable()) else { return };
    let mut worker = Worker::default();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for document in &documents {
            black_box(linter.check(&mut worker, document, &request()).is_ok());
        }
    });
}

/// The same text with 100, 1,000 and 10,000 phrases: with the trie the number hardly matters.
#[divan::bench(args = [100, 1000, 10_000])]
fn phrases(bencher: Bencher, count: usize) {
    let documents = documents();
    let bytes: usize = documents.iter().map(|d| d.target.string.len()).sum();
    let Ok(linter) = Engine::new(phrase_rules(count)) else { return };
    let mut worker = Worker::default();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for document in &documents {
            black_box(linter.check(&mut worker, document, &request()).is_ok());
        }
    });
}

/// `count` rules with one phrase each: two words of the article that are not adjacent in it. The trie is entered often
/// and rarely matches.
fn phrase_rules(count: usize) -> Vec<ActiveRule> {
    let words: Vec<&str> = ARTICLE.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 3).collect();
    let rule = |number: usize| {
        let (first, second) = (words.get(number % words.len())?, words.get(number * 7 % words.len())?);
        let text = format!(
            "title = 't'\nlevel = 'info'\nmqm = {{ category = 'style', severity = 'minor' }}\nmessage = 'm'\nwhy = 'w'\n\
             [match]\nphrases = ['{first} {second} x{number}']\n"
        );
        let path = format!("en/bench/phrase-{number}.toml");
        let rule = catalog::parse(std::path::Path::new(&path), &text).ok()?;
        Some(ActiveRule { level: rule.file.level, rule: rule.into(), options: toml::Table::new() })
    };
    (0..count).filter_map(rule).collect()
}

/// Looks up every word of the article in the lexicon.
#[divan::bench]
fn lexicon_lookups(bencher: Bencher) {
    let Some(lexicon) = mtlint_text::lexicon::Lexicon::of(LanguageId::EN) else { return };
    let words: Vec<String> = ARTICLE.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_lowercase).collect();
    bencher
        .counter(divan::counter::ItemsCount::new(words.len()))
        .bench_local(|| words.iter().filter(|word| lexicon.get(black_box(word)).is_some()).count());
}

/// Opening the lexicon: nothing is decoded.
#[divan::bench]
fn open_lexicon() -> Option<mtlint_text::lexicon::Lexicon> {
    mtlint_text::lexicon::Lexicon::of(LanguageId::EN)
}
