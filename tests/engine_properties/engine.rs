//! The engine with all rules, and what holds for any finding.

use std::sync::{Arc, LazyLock};

use mtlint_format::document::Document;
use mtlint_rules::engine::{ActiveRule, Engine, Outcome, Request, Worker};
use mtlint_rules::finding::Finding;
use mtlint_rules::rule::Rule;
use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;
use proptest::prelude::*;

pub(crate) static RULES: LazyLock<Vec<Arc<Rule>>> = LazyLock::new(|| mtlint::RULES.read().unwrap());

/// All rules, nursery included.
pub(crate) static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(active()).unwrap());

/// The same rules in other orders: backwards, and by a stride that tears families apart.
pub(crate) static SHUFFLED: LazyLock<[Engine; 2]> = LazyLock::new(|| {
    let backwards: Vec<ActiveRule> = active().into_iter().rev().collect();
    let mut strided: Vec<(usize, ActiveRule)> = active().into_iter().enumerate().collect();
    strided.sort_by_key(|(index, _)| index.wrapping_mul(0x9e37_79b9) % 1009);
    let strided = strided.into_iter().map(|(_, rule)| rule).collect();
    [backwards, strided].map(|rules| Engine::new(rules).unwrap())
});

fn active() -> Vec<ActiveRule> {
    let active =
        |rule: &Arc<Rule>| ActiveRule { rule: Arc::clone(rule), level: rule.file.level, options: toml::Table::new() };
    RULES.iter().map(active).collect()
}

pub(crate) fn request(language: &str, source: &str) -> Request {
    Request {
        language: Some(language.parse::<LanguageId>().unwrap()),
        source_language: Some(source.parse().unwrap()),
        as_of: None,
        today: jiff::civil::date(2024, 5, 6),
        fuzzy: false,
    }
}

/// Checks an English text translated from Chinese.
pub(crate) fn check(engine: &Engine, worker: &mut Worker, document: &Document) -> Outcome {
    engine.check(worker, document, &request("en", "zh")).unwrap()
}

/// Asserts that findings are in order, have whole spans inside the file and fill their placeholders.
pub(crate) fn assert_sound(content: &str, findings: &[Finding]) -> Result<(), TestCaseError> {
    let keys: Vec<_> = findings.iter().map(|f| (f.span, f.rule.clone())).collect();
    prop_assert!(keys.is_sorted(), "{keys:?}");
    for finding in findings {
        prop_assert!(is_inside(content, finding.span), "{finding:?}");
        prop_assert!(finding.related.iter().all(|r| is_inside(content, r.span)), "{finding:?}");
        prop_assert!(!finding.message.is_empty(), "{}", finding.rule);
        for fix in &finding.fixes {
            let mut end = 0;
            for edit in &fix.edits {
                prop_assert!(is_inside(content, edit.span) && edit.span.start >= end, "{}: {edit:?}", finding.rule);
                end = edit.span.end;
            }
        }
    }
    Ok(())
}

/// True for a span inside the content, on character boundaries.
fn is_inside(content: &str, span: FileSpan) -> bool {
    content.get(span.range()).is_some()
}

/// Asserts that no text of a finding has an unfilled placeholder. The content must not have braces.
pub(crate) fn assert_filled(findings: &[Finding]) -> Result<(), TestCaseError> {
    for finding in findings {
        let texts = [&finding.message, &finding.help].into_iter().chain(finding.fixes.iter().map(|f| &f.title));
        for text in texts.chain(finding.fixes.iter().flat_map(|f| f.edits.iter().map(|e| &e.text))) {
            prop_assert!(!has_placeholder(text), "{}: {text}", finding.rule);
        }
    }
    Ok(())
}

fn has_placeholder(text: &str) -> bool {
    text.split('{').skip(1).any(|rest| {
        rest.split_once('}').is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
    })
}
