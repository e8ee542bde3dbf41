//! The whole linter, from bytes to findings, with all rules. The first byte chooses the format.

#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use mtlint_format::format::{FORMATS, FileText, LineIndex};
use mtlint_rules::engine::{ActiveRule, Engine, Request, Worker};
use mtlint_rules::rule::Rule;
use mtlint_text::language::LanguageId;

static LINTER: LazyLock<Engine> = LazyLock::new(|| {
    let active =
        |rule: &Arc<Rule>| ActiveRule { rule: Arc::clone(rule), level: rule.file.level, options: toml::Table::new() };
    let rules = mtlint::RULES.read().unwrap_or_else(|error| panic!("{error}"));
    Engine::new(rules.iter().map(active).collect()).unwrap_or_else(|error| panic!("{error}"))
});

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let Ok(file) = FileText::decode("fuzz".into(), bytes.to_vec()) else { return };
    let Ok(document) = FORMATS[usize::from(choice) % FORMATS.len()].read(file.content()) else { return };
    let request = Request {
        language: (choice & 0x80 == 0).then_some(LanguageId::EN),
        source_language: None,
        as_of: None,
        today: jiff::civil::date(2024, 5, 6),
        fuzzy: false,
    };
    let outcome = LINTER.check(&mut Worker::default(), &document, &request);
    let lines = LineIndex::new(file.content());
    for finding in outcome.map(|outcome| outcome.findings).unwrap_or_default() {
        let edits = finding.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        for span in edits.chain(finding.related.iter().map(|r| r.span)).chain([finding.span]) {
            assert!(file.content().get(span.range()).is_some(), "{finding:?}");
            assert!(file.on_disk(span).end <= bytes.len() as u64, "{finding:?}");
            assert!(lines.position(file.content(), span.start).line >= 1);
        }
    }
});
