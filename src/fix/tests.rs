#![allow(clippy::unwrap_used, clippy::panic)]

use super::{ROUNDS, Safety, Stop, converge, make};
use mtlint_rules::finding::{Edit, Finding, Fix};
use mtlint_rules::rule::{Applicability, Level};
use mtlint_rules::rule::{Mqm, RuleId, Severity};
use mtlint_token::span::FileSpan;

fn edit(start: u32, end: u32, text: &str) -> Edit {
    Edit { span: FileSpan::new(start, end), text: text.to_owned() }
}

fn finding(rule: &str, level: Level, edits: &[Edit]) -> Finding {
    Finding {
        rule: RuleId::new(rule),
        language: None,
        title: String::new(),
        span: edits.first().map_or_else(FileSpan::default, |edit| edit.span),
        level,
        mqm: Mqm { category: "fluency".to_owned(), severity: Severity::Minor },
        message: String::new(),
        help: String::new(),
        why: String::new(),
        fixes: vec![Fix { title: String::new(), applicability: Applicability::Safe, edits: edits.to_vec() }],
        related: Vec::new(),
    }
}

/// The text after one step, and the rules whose findings were fixed.
fn made(content: &str, findings: &[Finding]) -> (String, Vec<String>) {
    let made = make(content, findings.iter().map(|finding| (finding, &finding.fixes[0])));
    assert_eq!(made.fixed.len() + made.left.len(), findings.len());
    (made.patch.apply(content), made.fixed.iter().map(|finding| finding.rule.to_string()).collect())
}

#[test]
fn of_two_that_touch_the_earlier_the_higher_level_the_longer_the_first_by_name() {
    let content = "one two three four";
    let early = finding("z/early", Level::Info, &[edit(0, 5, "A")]);
    let grave = finding("y/grave", Level::Error, &[edit(4, 7, "B")]);
    let mild = finding("x/mild", Level::Warning, &[edit(4, 9, "C")]);
    let long = finding("y/long", Level::Warning, &[edit(4, 13, "D")]);
    let twin = finding("b/twin", Level::Warning, &[edit(4, 9, "E")]);
    let cases: [(&[&Finding], &str, &[&str]); 4] = [
        (&[&grave, &early], "Awo three four", &["z/early"]),
        (&[&mild, &grave], "one B three four", &["y/grave"]),
        (&[&mild, &long], "one D four", &["y/long"]),
        (&[&mild, &twin], "one Ehree four", &["b/twin"]),
    ];
    for (findings, text, rules) in cases {
        for findings in [findings.to_vec(), findings.iter().rev().copied().collect()] {
            let findings: Vec<Finding> = findings.into_iter().cloned().collect();
            let rules: Vec<String> = rules.iter().map(|&rule| rule.to_owned()).collect();
            assert_eq!(made(content, &findings), (text.to_owned(), rules));
        }
    }
}

#[test]
fn all_edits_of_a_fix_or_none() {
    let pair = finding("a/pair", Level::Error, &[edit(0, 1, "("), edit(4, 5, ")")]);
    let inner = finding("b/inner", Level::Error, &[edit(4, 5, "!")]);
    let far = finding("c/far", Level::Info, &[edit(2, 3, "_")]);
    assert_eq!(made("\"a b\"", &[inner.clone(), far.clone(), pair.clone()]).0, "(a_b)");
    let before = finding("b/before", Level::Info, &[edit(0, 1, "<")]);
    let first = Finding { level: Level::Off, ..pair };
    assert_eq!(
        made("\"a b\"", &[before, first, inner]),
        ("<a b!".to_owned(), vec!["b/before".into(), "b/inner".into()])
    );
}

#[test]
fn the_same_edits_fix_both() {
    let both = [finding("a/a", Level::Info, &[edit(0, 1, "x")]), finding("b/b", Level::Info, &[edit(0, 1, "x")])];
    assert_eq!(made("y", &both), ("x".to_owned(), vec!["a/a".to_owned(), "b/b".to_owned()]));
}

/// Each `from` in the content is a finding that writes `to`.
fn check(content: &str, rules: &[(&str, &str, &str)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (rule, from, to) in rules {
        for (at, _) in content.match_indices(from) {
            let span = FileSpan::from_range(at..at + from.len());
            findings.push(finding(rule, Level::Info, &[Edit { span, text: (*to).to_owned() }]));
        }
    }
    findings
}

fn run(content: &str, rules: &[(&str, &str, &str)]) -> Result<super::Fixed, Stop<()>> {
    let again = |content: &str, _: &super::Patch| Ok(check(content, rules));
    converge(content, check(content, rules), |finding| Safety::Safe.choose(finding), again)
}

#[test]
fn fixes_that_touch_are_made_one_after_the_other() {
    let fixed = run(&"ab".repeat(50), &[("r/a", "ab", "c")]).unwrap();
    assert_eq!((fixed.content, fixed.by_rule[&RuleId::new("r/a")]), ("c".repeat(50), 50));
    assert!(fixed.findings.is_empty() && fixed.at_odds.is_empty());
}

#[test]
fn fixes_that_undo_each_other_are_not_applied_and_others_are() {
    let rules = [("r/ab", "a", "b"), ("r/bc", "b", "c"), ("r/ca", "c", "a"), ("r/x", "x", "y")];
    let fixed = run("a x", &rules).unwrap();
    let names: Vec<&str> = fixed.at_odds.iter().map(RuleId::as_str).collect();
    assert_eq!(names, ["r/ab", "r/bc", "r/ca"]);
    assert_eq!(fixed.content, "b y", "what is met twice first");
    assert_eq!(run(&fixed.content, &rules).unwrap().content, fixed.content, "a second run");
    assert_eq!(fixed.findings, check(&fixed.content, &rules));
}

#[test]
fn a_text_that_keeps_growing_is_an_error() {
    let mut rounds = 0;
    let rules = [("r/grow", "a", "aa")];
    let again = |content: &str, _: &super::Patch| {
        rounds += 1;
        Ok::<_, ()>(check(content, &rules).into_iter().take(1).collect())
    };
    let stop = converge("a", check("a", &rules), |finding| Safety::Safe.choose(finding), again).unwrap_err();
    let Stop::Endless(endless) = stop else { panic!("{stop:?}") };
    assert_eq!(endless.to_string(), "the fixes of r/grow keep causing new findings");
    assert_eq!(rounds, ROUNDS);
    let doubling = [("r/double", "a", "a a")];
    let again = |content: &str, _: &super::Patch| {
        assert!(content.len() < 1 << 18, "it must not fill the memory");
        Ok::<_, ()>(check(content, &doubling))
    };
    let stop = converge("a", check("a", &doubling), |finding| Safety::Safe.choose(finding), again).unwrap_err();
    assert!(matches!(stop, Stop::Endless(_)));
}
