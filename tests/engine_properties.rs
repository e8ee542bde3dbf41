//! What holds for the engine with all built-in rules on any text: soups of the very words that the rules wait for,
//! marks in odd places, scripts without spaces. Debug builds compare the plan with the naive loop on every document.
//! `PROPTEST_CASES=20000` makes a longer search of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use mtlint::fix::{Patch, Safety, converge};
use mtlint_format::document::Document;
use mtlint_format::format::{FORMATS, by_name};
use mtlint_rules::engine::{ActiveRule, Engine, Outcome, Request, Worker};
use mtlint_rules::finding::Finding;
use mtlint_rules::rule::Applicability;
use mtlint_rules::rule::Rule;
use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;
use proptest::prelude::*;
use proptest::sample::Index;

static RULES: LazyLock<Vec<Arc<Rule>>> = LazyLock::new(|| mtlint::RULES.read().unwrap());

/// All rules, nursery included.
static LINTER: LazyLock<Engine> = LazyLock::new(|| Engine::new(active()).unwrap());

/// The same rules in other orders: backwards, and by a stride that tears families apart.
static SHUFFLED: LazyLock<[Engine; 2]> = LazyLock::new(|| {
    let backwards: Vec<ActiveRule> = active().into_iter().rev().collect();
    let mut strided: Vec<(usize, ActiveRule)> = active().into_iter().enumerate().collect();
    strided.sort_by_key(|(index, _)| index.wrapping_mul(0x9e37_79b9) % 1009);
    let strided = strided.into_iter().map(|(_, rule)| rule).collect();
    [backwards, strided].map(|rules| Engine::new(rules).unwrap())
});

/// The words of the rules' own examples, the bad ones in whole too.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words = BTreeSet::new();
    for rule in RULES.iter() {
        let (bad, good) = rule.examples().unwrap();
        for example in bad.iter().chain(&good) {
            let text = example.text.replace(['[', ']'], "");
            words.extend(text.split_whitespace().map(str::to_owned));
        }
    }
    words.into_iter().collect()
});

static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let examples = RULES.iter().flat_map(|rule| rule.examples().unwrap().0);
    examples.map(|example| example.text.replace("[[", "").replace("]]", "")).collect()
});

const MARKS: &[&str] = &[
    ".", ",", ";", ":", "!", "?", "…", "“", "”", "\"", "‘", "’", "'", "(", ")", "[", "]", "（", "）", "《", "》", "。",
    "，", "、", "-", "–", "—", "/", "%", "$", "&", "#", "@", "*", "_", "~", "`", "|", ">", "<", "\\",
];

const OTHERS: &[&str] = &[
    "2019",
    "2020",
    "12345678",
    "1,000",
    "3.14",
    "1st",
    "A",
    "I",
    "U.S.",
    "a.a.a",
    "中国",
    "疫情",
    "新冠病毒",
    "です",
    "한국",
    "Москва",
    "العالم",
    "😀",
    "👩\u{200d}🚀",
    "🇨🇳",
    "e\u{301}",
    "\u{301}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{fffd}",
    "\u{a0}",
    "\u{3000}",
    "&amp;",
    "&nbsp;",
    "<b>",
    "</b>",
    "<p>",
    "<br>",
    "http://a.example/b",
    "ＡＢ",
];

fn active() -> Vec<ActiveRule> {
    let active =
        |rule: &Arc<Rule>| ActiveRule { rule: Arc::clone(rule), level: rule.file.level, options: toml::Table::new() };
    RULES.iter().map(active).collect()
}

fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => any::<Index>().prop_map(|i| i.get(&WORDS).clone()),
        2 => any::<Index>().prop_map(|i| i.get(&SENTENCES).clone()),
        3 => prop::sample::select(MARKS).prop_map(str::to_owned),
        2 => prop::sample::select(OTHERS).prop_map(str::to_owned),
    ]
}

fn gap() -> impl Strategy<Value = &'static str> {
    prop_oneof![12 => Just(" "), 2 => Just(""), 1 => prop::sample::select(&["\n\n", "\n", "  ", "\r\n", ". ", ", "][..])]
}

/// A text without braces, so that a brace in a message is a placeholder.
fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec((part(), gap()), 0..60)
        .prop_map(|parts| parts.into_iter().map(|(part, gap)| part + gap).collect::<String>().replace(['{', '}'], ""))
}

/// A few parts again and again: loops, lists, doubles.
fn stutter() -> impl Strategy<Value = String> {
    (prop::collection::vec(part(), 1..6), prop::collection::vec((any::<Index>(), gap()), 0..60)).prop_map(
        |(parts, order)| {
            let text: String = order.iter().map(|(i, gap)| format!("{}{gap}", i.get(&parts))).collect();
            text.replace(['{', '}'], "")
        },
    )
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![2 => soup(), 1 => stutter(), 1 => ".{0,80}".prop_map(|s| s.replace(['{', '}'], ""))]
}

/// The text as a file of the format; formats that take any text get it as it is.
fn file(format: usize, text: &str) -> String {
    match FORMATS[format].name() {
        "po" => {
            let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r");
            format!("msgid \"source\"\nmsgstr \"\"\n\"{escaped}\"\n")
        }
        _ => text.to_owned(),
    }
}

/// A format that has no such file here may refuse it.
fn document(format: usize, content: &str) -> Document {
    FORMATS[format].read(content).unwrap_or_default()
}

fn request(source: Option<&str>) -> Request {
    Request {
        language: Some(LanguageId::EN),
        source_language: source.map(|code| code.parse().unwrap()),
        as_of: None,
        today: jiff::civil::date(2024, 5, 6),
        fuzzy: false,
    }
}

fn check(linter: &Engine, worker: &mut Worker, document: &Document) -> Outcome {
    linter.check(worker, document, &request(Some("zh"))).unwrap()
}

fn inside(content: &str, span: FileSpan) -> bool {
    content.get(span.range()).is_some()
}

fn has_placeholder(text: &str) -> bool {
    text.split('{').skip(1).any(|rest| {
        rest.split_once('}').is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
    })
}

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

/// Where the new texts of a patch stand in the new content.
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
    fn findings_are_sound(content in text(), format in 0..FORMATS.len()) {
        let content = file(format, &content);
        let document = document(format, &content);
        let findings = check(&LINTER, &mut Worker::default(), &document).findings;
        let keys: Vec<_> = findings.iter().map(|f| (f.span, f.rule.clone())).collect();
        prop_assert!(keys.is_sorted(), "{keys:?}");
        for finding in &findings {
            prop_assert!(inside(&content, finding.span), "{finding:?}");
            prop_assert!(finding.related.iter().all(|r| inside(&content, r.span)), "{finding:?}");
            let texts = [&finding.message, &finding.help].into_iter().chain(finding.fixes.iter().map(|f| &f.title));
            for text in texts.chain(finding.fixes.iter().flat_map(|f| f.edits.iter().map(|e| &e.text))) {
                prop_assert!(!has_placeholder(text), "{}: {text}", finding.rule);
            }
            prop_assert!(!finding.message.is_empty(), "{}", finding.rule);
            for fix in &finding.fixes {
                let mut end = 0;
                for edit in &fix.edits {
                    prop_assert!(inside(&content, edit.span) && edit.span.start >= end, "{}: {edit:?}", finding.rule);
                    end = edit.span.end;
                }
            }
        }
    }

    #[test]
    fn a_safe_fix_changes_the_text_and_leaves_a_file_that_can_be_read(content in text(), format in 0..FORMATS.len()) {
        let content = file(format, &content);
        let document = document(format, &content);
        for finding in check(&LINTER, &mut Worker::default(), &document).findings {
            for (index, fix) in finding.fixes.iter().enumerate() {
                if fix.applicability == Applicability::Safe {
                    let new = applied(&content, &finding, index);
                    prop_assert!(new != content, "{}: {fix:?}", finding.rule);
                    prop_assert!(FORMATS[format].read(&new).is_ok(), "{}: {fix:?}", finding.rule);
                }
            }
        }
    }

    #[test]
    fn fixing_ends_touches_nothing_else_and_is_done_once(content in text(), format in 0..FORMATS.len(), likely: bool) {
        let before = file(format, &content);
        let safety = if likely { Safety::Unsafe } else { Safety::Safe };
        let findings = |content: &str| check(&LINTER, &mut Worker::default(), &document(format, content)).findings;
        let fixed = |before: &str| {
            let mut last = before.to_owned();
            let again = |content: &str, patch: &Patch| {
                assert_eq!(around(&last, patch.edits().map(|edit| edit.span)), around(content, written(patch)));
                last = content.to_owned();
                FORMATS[format].read(content).map_err(|e| e.to_string())?;
                Ok::<_, String>(findings(content))
            };
            converge(before, findings(before), |finding| safety.choose(finding), again)
        };
        let once = fixed(&before).unwrap_or_else(|e| panic!("{e:?} of {before:?}"));
        let twice = fixed(&once.content).unwrap_or_else(|e| panic!("{e:?} of {:?}", once.content));
        prop_assert_eq!(&once.content, &twice.content, "{}", before);
        let is_done = once.findings.iter().all(|finding| safety.choose(finding).is_none());
        prop_assert!(is_done || !once.at_odds.is_empty(), "{before:?} leaves {:?}", once.findings);
    }

    #[test]
    fn the_order_of_the_rules_changes_nothing(content in text(), format in 0..FORMATS.len()) {
        let content = file(format, &content);
        let document = document(format, &content);
        let findings = check(&LINTER, &mut Worker::default(), &document).findings;
        for other in SHUFFLED.iter() {
            prop_assert_eq!(&findings, &check(other, &mut Worker::default(), &document).findings);
        }
    }

    #[test]
    fn a_worker_remembers_nothing(contents in prop::collection::vec(text(), 2..5)) {
        let mut worker = Worker::default();
        for content in &contents {
            let document = document(0, content);
            let used = check(&LINTER, &mut worker, &document);
            let fresh = check(&LINTER, &mut Worker::default(), &document);
            prop_assert_eq!(used.findings, fresh.findings);
            prop_assert_eq!(used.words, fresh.words);
        }
    }
}

/// The generator is worth something only if the rules answer to it.
#[test]
fn most_rules_find_something_in_their_own_words() {
    let mut fired = BTreeSet::new();
    let mut worker = Worker::default();
    for sentences in SENTENCES.chunks(4) {
        let document = by_name("plain").unwrap().read(&sentences.join("\n\n")).unwrap();
        fired.extend(check(&LINTER, &mut worker, &document).findings.into_iter().map(|f| f.rule));
    }
    // Rules that need a source beside the text, a file of some format or another language have nothing to find here.
    let plain = |rule: &Rule| {
        let examples = rule.examples().unwrap().0;
        examples.iter().any(|e| e.source.is_none() && e.format.is_none() && e.lang.as_deref().is_none_or(|l| l == "en"))
    };
    let can = RULES.iter().filter(|rule| rule.language.is_none_or(|l| l == LanguageId::EN) && plain(rule));
    let able: BTreeSet<_> = can.map(|rule| &rule.id).collect();
    let silent: Vec<_> = able.iter().filter(|id| !fired.contains(**id)).collect();
    assert!(silent.len() * 5 <= able.len(), "{} of {} are silent: {silent:?}", silent.len(), able.len());
}
