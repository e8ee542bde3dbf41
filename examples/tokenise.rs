//! Reads, decodes and tokenizes all files of a folder without running rules, for comparison in `benches/ratios.py`.

use std::path::PathBuf;
use std::process::ExitCode;

use mtlint_format::document::Text;
use mtlint_format::format::{FileText, by_path};
use mtlint_text::language::{Facts, LanguageId};
use mtlint_text::text::{Analysis, Words};

fn main() -> ExitCode {
    let facts = Facts::of(LanguageId::EN);
    let (mut words, mut analysis, mut tokens) = (Words::default(), Analysis::default(), 0);
    facts.classify(&mut words);
    for folder in std::env::args().skip(1) {
        for path in files(&folder) {
            let Ok(bytes) = std::fs::read(&path) else { return ExitCode::FAILURE };
            let Ok(source) = FileText::decode(path.clone(), bytes) else { return ExitCode::FAILURE };
            let Some(Ok(document)) = by_path(&path).map(|format| format.read(source.content())) else { continue };
            tokens += tokenise(&document.target, &document, &mut words, facts, &mut analysis);
        }
    }
    if tokens > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut walk = ignore::WalkBuilder::new(folder);
    let entries = walk.sort_by_file_path(std::path::Path::cmp).build().flatten();
    entries.map(ignore::DirEntry::into_path).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect()
}

fn tokenise(
    text: &Text,
    document: &mtlint_format::document::Document,
    words: &mut Words,
    facts: &Facts,
    analysis: &mut Analysis,
) -> usize {
    analysis.fill(&text.string, document.units.iter().map(|u| (u.target.span, u.kind)), words, facts);
    analysis.tokens.len()
}
