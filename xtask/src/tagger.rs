//! Measures the accuracy of the tagger on tagged text: `cargo xtask tagger en_ewt-ud-test.conllu`.

#![allow(clippy::print_stdout, reason = "tells the figures to the one who runs it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use mtlint_format::document::{Text, UnitKind};
use mtlint_text::language::{Facts, LanguageId};
use mtlint_text::lexicon::{LexiconMemo, Tag};
use mtlint_text::tagger::{Tagger, TaggerWord};
use mtlint_text::text::{Analysis, Words};
use mtlint_token::span::TextSpan;

/// Measure the accuracy of the tagger on tagged text
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// CoNLL-U files with Penn Treebank tags in the fifth column
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Also print this many of the most common errors
    #[arg(long, default_value_t = 0)]
    errors: usize,
}

/// The counts for the words that have a tag in the gold standard.
#[derive(Default)]
struct TagCounts {
    /// For each tag: words that have it, words that the tagger gave it, and both.
    tags: BTreeMap<&'static str, [usize; 3]>,
    words: usize,
    right: usize,
    /// Words of the gold standard that the tokenizer splits differently.
    apart: usize,
    /// How often a word with a tag was given another tag.
    errors: BTreeMap<(String, &'static str, &'static str), usize>,
}

/// Reads the files and prints the figures.
pub(crate) fn run(args: &Args) -> Result<(), String> {
    let (tagger, facts) = (Tagger::english(), Facts::of(LanguageId::EN));
    let (mut words, lexicon, mut analysis) = (Words::default(), LexiconMemo::new(LanguageId::EN), Analysis::default());
    facts.classify(&mut words);
    let mut tally = TagCounts::default();
    for file in &args.files {
        let content = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        for block in content.split("\n\n") {
            let Some((text, gold)) = sentence(block) else { continue };
            let span = TextSpan::new(0, u32::try_from(text.string.len()).unwrap_or(u32::MAX));
            analysis.fill(&text.string, [(span, UnitKind::Paragraph)].into_iter(), &mut words, facts);
            let mut found = BTreeMap::new();
            for sentence in &analysis.sentences {
                let tokens = analysis.tokens.get(sentence.tokens()).unwrap_or_default();
                let seen: Vec<_> = tokens.iter().map(|t| TaggerWord::of(&text.string, t, &words, &lexicon)).collect();
                found.extend(tokens.iter().map(|t| (t.span.start, t.span.end)).zip(tagger.tag(&seen)));
            }
            for ((start, end), tag) in gold {
                tally.count(text.slice(TextSpan::new(start, end)), tag, found.get(&(start, end)).copied());
            }
        }
    }
    tally.print(args.errors);
    Ok(())
}

/// The byte range of a word, and its tag.
type Tagged = ((u32, u32), Tag);

/// The text of a sentence, and its words with places and tags; punctuation is left out.
fn sentence(block: &str) -> Option<(Text, Vec<Tagged>)> {
    let string = block.lines().find_map(|line| line.strip_prefix("# text = "))?.to_owned();
    let (mut gold, mut at) = (Vec::new(), 0);
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, _, _, tag, ..] = columns.as_slice() else { continue };
        if id.contains(['-', '.']) {
            continue;
        }
        let Some(offset) = string.get(at..).and_then(|rest| rest.find(form)) else { continue };
        let (start, end) = (at + offset, at + offset + form.len());
        at = end;
        if let (Some(tag), Ok(start), Ok(end)) = (Tag::by_name(tag), start.try_into(), end.try_into()) {
            gold.push(((start, end), tag));
        }
    }
    Some((Text { string, ..Text::default() }, gold))
}

impl TagCounts {
    fn count(&mut self, word: &str, gold: Tag, found: Option<Tag>) {
        let Some(found) = found else {
            self.apart += 1;
            return;
        };
        self.words += 1;
        if gold != found {
            *self.errors.entry((word.to_lowercase(), gold.name(), found.name())).or_default() += 1;
        }
        self.right += usize::from(gold == found);
        self.tags.entry(gold.name()).or_default()[0] += 1;
        self.tags.entry(found.name()).or_default()[1] += 1;
        self.tags.entry(gold.name()).or_default()[2] += usize::from(gold == found);
    }

    fn print(&self, errors: usize) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "{} words, {:.1} % right; {} more are cut otherwise by the tokeniser",
            self.words,
            share(self.right, self.words),
            self.apart
        );
        println!("{:6} {:>7} {:>10} {:>8}", "tag", "words", "precision", "recall");
        for (tag, [gold, found, both]) in &self.tags {
            println!("{tag:6} {gold:>7} {:>9.1}% {:>7.1}%", share(*both, *found), share(*both, *gold));
        }
        let mut common: Vec<_> = self.errors.iter().collect();
        common.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for ((word, gold, found), count) in common.into_iter().take(errors) {
            println!("{count:6} {word} {gold} given {found}");
        }
    }
}
