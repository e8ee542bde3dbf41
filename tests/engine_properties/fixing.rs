//! Fixes of findings.

use mtlint::fix::{Patch, Safety, converge};
use mtlint_rules::engine::Worker;
use mtlint_rules::finding::Finding;
use mtlint_rules::rule::Applicability;
use mtlint_token::span::FileSpan;
use proptest::prelude::*;

use crate::engine::{ENGINE, check};
use crate::files::file;

/// The content after a fix.
fn applied(content: &str, finding: &Finding, fix: usize) -> String {
    let mut new = content.to_owned();
    for edit in finding.fixes[fix].edits.iter().rev() {
        new.replace_range(edit.span.range(), &edit.text);
    }
    new
}

/// The text between spans.
fn around(content: &str, spans: impl Iterator<Item = FileSpan>) -> Vec<&str> {
    let mut at = 0;
    let mut parts: Vec<&str> = spans
        .map(|span| {
            let part = &content[at..span.start as usize];
            at = span.end as usize;
            part
        })
        .collect();
    parts.push(&content[at..]);
    parts
}

/// The spans of the new texts of a patch in the new content.
fn written(patch: &Patch) -> impl Iterator<Item = FileSpan> {
    let mut grown = 0_i64;
    patch.edits().map(move |edit| {
        let start = usize::try_from(i64::from(edit.span.start) + grown).unwrap();
        grown += i64::try_from(edit.text.len()).unwrap() - i64::from(edit.span.len());
        FileSpan::from_range(start..start + edit.text.len())
    })
}

proptest! {
    #[test]
    fn a_safe_fix_changes_the_text_and_leaves_a_file_that_can_be_read(file in file()) {
        for finding in check(&ENGINE, &mut Worker::default(), &file.document()).findings {
            for (index, fix) in finding.fixes.iter().enumerate() {
                if fix.applicability == Applicability::Safe {
                    let new = applied(&file.content, &finding, index);
                    prop_assert!(new != file.content, "{}: {fix:?}", finding.rule);
                    prop_assert!(file.format.read(&new).is_ok(), "{}: {fix:?}", finding.rule);
                }
            }
        }
    }

    #[test]
    fn fixing_ends_touches_nothing_else_and_is_done_once(file in file(), likely: bool) {
        let before = &file.content;
        let safety = if likely { Safety::Unsafe } else { Safety::Safe };
        let findings = |content: &str| check(&ENGINE, &mut Worker::default(), &file.read(content)).findings;
        let fixed = |before: &str| {
            let mut last = before.to_owned();
            let again = |content: &str, patch: &Patch| {
                assert_eq!(around(&last, patch.edits().map(|edit| edit.span)), around(content, written(patch)));
                last = content.to_owned();
                file.format.read(content).map_err(|e| e.to_string())?;
                Ok::<_, String>(findings(content))
            };
            converge(before, findings(before), |finding| safety.choose(finding), again)
        };
        let once = fixed(before).unwrap_or_else(|e| panic!("{e:?} of {before:?}"));
        let twice = fixed(&once.content).unwrap_or_else(|e| panic!("{e:?} of {:?}", once.content));
        prop_assert_eq!(&once.content, &twice.content, "{}", before);
        let is_done = once.findings.iter().all(|finding| safety.choose(finding).is_none());
        prop_assert!(is_done || !once.at_odds.is_empty(), "{before:?} leaves {:?}", once.findings);
    }
}
