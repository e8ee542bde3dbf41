//! Texts in one language.

use std::collections::BTreeSet;

use mtlint_format::format::by_name;
use mtlint_rules::engine::Worker;
use mtlint_rules::rule::Rule;
use mtlint_text::language::LanguageId;
use proptest::prelude::*;

use crate::engine::{ENGINE, RULES, SHUFFLED, assert_filled, assert_sound, check};
use crate::files::file;
use crate::soup::{SENTENCES, text};

proptest! {
    #[test]
    fn findings_are_sound(file in file()) {
        let findings = check(&ENGINE, &mut Worker::default(), &file.document()).findings;
        assert_sound(&file.content, &findings)?;
        // Other formats write braces of their own.
        if file.format.name() == "plain" {
            assert_filled(&findings)?;
        }
    }

    #[test]
    fn the_order_of_the_rules_changes_nothing(file in file()) {
        let document = file.document();
        let findings = check(&ENGINE, &mut Worker::default(), &document).findings;
        for other in SHUFFLED.iter() {
            prop_assert_eq!(&findings, &check(other, &mut Worker::default(), &document).findings);
        }
    }

    #[test]
    fn a_worker_remembers_nothing(contents in prop::collection::vec(text(), 2..5)) {
        let mut worker = Worker::default();
        for content in &contents {
            let document = by_name("plain").unwrap().read(content).unwrap();
            let used = check(&ENGINE, &mut worker, &document);
            let fresh = check(&ENGINE, &mut Worker::default(), &document);
            prop_assert_eq!(used.findings, fresh.findings);
            prop_assert_eq!(used.words, fresh.words);
        }
    }
}

/// The generator tests something only if the rules find something in its texts.
#[test]
fn most_rules_find_something_in_their_own_words() {
    let mut fired = BTreeSet::new();
    let mut worker = Worker::default();
    for sentences in SENTENCES.chunks(4) {
        let document = by_name("plain").unwrap().read(&sentences.join("\n\n")).unwrap();
        fired.extend(check(&ENGINE, &mut worker, &document).findings.into_iter().map(|f| f.rule));
    }
    // Rules that need a source, a file of some format or another language find nothing here.
    let plain = |rule: &Rule| {
        let examples = rule.examples().unwrap().0;
        examples.iter().any(|e| e.source.is_none() && e.format.is_none() && e.lang.as_deref().is_none_or(|l| l == "en"))
    };
    let can = RULES.iter().filter(|rule| rule.language.is_none_or(|l| l == LanguageId::EN) && plain(rule));
    let able: BTreeSet<_> = can.map(|rule| &rule.id).collect();
    let silent: Vec<_> = able.iter().filter(|id| !fired.contains(**id)).collect();
    assert!(silent.len() * 5 <= able.len(), "{} of {} are silent: {silent:?}", silent.len(), able.len());
}
