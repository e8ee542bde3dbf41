//! A rule file is refused with a place inside it, or is a rule that compiles into a plan and runs.

#![no_main]

use std::path::Path;
use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use mtlint_format::format::by_name;
use mtlint_rules::catalog::parse;
use mtlint_rules::engine::{ActiveRule, Engine, Request, Worker};
use mtlint_text::language::LanguageId;

fuzz_target!(|text: &str| {
    let rule = match parse(Path::new("en/family/name.toml"), text) {
        Ok(rule) => Arc::new(rule),
        Err(error) => {
            assert!(error.span.is_none_or(|span| error.text.get(span).is_some()));
            return;
        }
    };
    let active = ActiveRule { level: rule.file.level, rule: Arc::clone(&rule), options: toml::Table::new() };
    let Ok(linter) = Engine::new(vec![active]) else { return };
    let today = jiff::civil::date(2024, 5, 6);
    let request = Request { language: Some(LanguageId::EN), source_language: None, as_of: None, today, fuzzy: false };
    let Some(format) = by_name("plain") else { return };
    // The file is its own text: the words that it waits for stand in it.
    let Ok(document) = format.read(text) else { return };
    let _ = linter.check(&mut Worker::default(), &document, &request);
});
