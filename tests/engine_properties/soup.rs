//! Texts that wake many rules.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::engine::RULES;

/// The words of the rules' examples.
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

/// The bad examples without their marks.
pub(crate) static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let examples = RULES.iter().flat_map(|rule| rule.examples().unwrap().0);
    examples.map(|example| example.text.replace("[[", "").replace("]]", "")).collect()
});

pub(crate) const MARKS: &[&str] = &[
    ".", ",", ";", ":", "!", "?", "…", "“", "”", "\"", "‘", "’", "'", "(", ")", "[", "]", "（", "）", "《", "》", "。",
    "，", "、", "-", "–", "—", "/", "%", "$", "&", "#", "@", "*", "_", "~", "`", "|", ">", "<", "\\",
];

pub(crate) const OTHERS: &[&str] = &[
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

fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => any::<Index>().prop_map(|i| i.get(&WORDS).clone()),
        2 => any::<Index>().prop_map(|i| i.get(&SENTENCES).clone()),
        3 => prop::sample::select(MARKS).prop_map(str::to_owned),
        2 => prop::sample::select(OTHERS).prop_map(str::to_owned),
    ]
}

pub(crate) fn gap() -> impl Strategy<Value = &'static str> {
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

pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![2 => soup(), 1 => stutter(), 1 => ".{0,80}".prop_map(|s| s.replace(['{', '}'], ""))]
}
