//! Four times the text takes about four times the time, for texts that give checks and rules the most work. Quadratic
//! work would take sixteen times the time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};

use mtlint_format::format::by_name;
use mtlint_rules::engine::{ActiveRule, Engine, LanguagePair, Request, Worker};
use mtlint_rules::rule::Rule;
use mtlint_rules::rule::pattern::Matcher;
use mtlint_text::language::LanguageId;
use regex::Regex;

/// Shorter times say nothing on a busy machine.
const AUDIBLE: Duration = Duration::from_millis(100);
/// Four times the input may take at most this many times the time.
const MOST: u32 = 6;
/// The size of the smaller text in bytes. Debug builds use less, but more than the naive loop runs on.
const SMALL: usize = if cfg!(debug_assertions) { 320_000 } else { 1_000_000 };

/// Debug builds are fifteen times slower, and try only the texts that differ most.
const ALL: bool = !cfg!(debug_assertions);

static RULES: LazyLock<Vec<Arc<Rule>>> = LazyLock::new(|| mtlint::RULES.read().unwrap());

static LINTER: LazyLock<Engine> = LazyLock::new(|| {
    let active =
        |rule: &Arc<Rule>| ActiveRule { rule: Arc::clone(rule), level: rule.file.level, options: toml::Table::new() };
    let linter = Engine::new(RULES.iter().map(active).collect()).unwrap();
    linter.plan(LanguagePair { target: LanguageId::EN, source: None }).unwrap();
    linter
});

fn time(text: &str) -> Duration {
    let request = Request {
        language: Some(LanguageId::EN),
        source_language: None,
        as_of: None,
        today: jiff::civil::date(2024, 5, 6),
        fuzzy: false,
    };
    let start = Instant::now();
    let document = by_name("plain").unwrap().read(text).unwrap();
    LINTER.check(&mut Worker::default(), &document, &request).unwrap();
    start.elapsed()
}

/// One measurement runs at a time: two would share the caches, which slows the larger text more.
static ALONE: Mutex<()> = Mutex::new(());

/// True if four times the input takes more than [`MOST`] times the time, five times in a row. Other work on the machine
/// does not last that long.
fn grows_faster(run: impl Fn(usize) -> Duration, small: usize) -> bool {
    (0..5).all(|_| {
        let _alone = ALONE.lock();
        let (one, four) = (run(small), run(4 * small));
        four > AUDIBLE && four > MOST * one
    })
}

fn assert_linear(name: &str, text: impl Fn(usize) -> String) {
    assert_linear_from(SMALL, name, text);
}

fn assert_linear_from(small: usize, name: &str, text: impl Fn(usize) -> String) {
    assert!(!grows_faster(|size| time(&text(size)), small), "{name}");
}

fn repeated(part: &str) -> impl Fn(usize) -> String {
    move |size| part.repeat(size / part.len())
}

/// A text of numbered parts.
fn numbered(part: impl Fn(&mut String, usize)) -> impl Fn(usize) -> String {
    move |size| {
        let mut text = String::with_capacity(size + 64);
        let mut number = 0;
        while text.len() < size {
            part(&mut text, number);
            number += 1;
        }
        text
    }
}

/// A word of nine letters for a number, unlike the words for other numbers. Shorter words would be more alike, so that
/// four times as many names would be more than four times the work.
fn word(number: usize) -> String {
    // Multiplicative hashing by the golden ratio (Knuth 1973).
    let mut rest = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let letter = |_| {
        let letter = char::from(b'a' + u8::try_from(rest % 26).unwrap());
        rest /= 26;
        letter
    };
    (0..9).map(letter).collect()
}

const SENTENCE: &str = "The ministry said on Monday, in a report of its own, that 12 talks went on for a week. ";

#[test]
fn sentences() {
    if ALL {
        assert_linear("a line of one sentence again and again", repeated(SENTENCE));
    }
    assert_linear("paragraphs", repeated(&format!("{SENTENCE}{SENTENCE}\n\n")));
    assert_linear("a sentence without end", repeated("the talks of the ministry went on and "));
    assert_linear("tiny paragraphs", repeated("No. 1\n\n"));
    assert_linear("Chinese", repeated("外交部星期一表示，会谈将再持续一周。"));
}

#[test]
fn marks() {
    let parts = ["( ", "“", "!", "a.", "\"", "[", "'", "? ", ", ", "a-", "a@b ", "…"];
    for part in parts.into_iter().take(if ALL { parts.len() } else { 4 }) {
        // Each mark is a token: a fifth of the bytes is as many tokens.
        assert_linear_from(SMALL / 5 * part.len(), part, repeated(part));
    }
}

#[test]
fn words() {
    assert_linear("one word", repeated("word "));
    assert_linear("one function word", repeated("the "));
    assert_linear("one number", repeated("1"));
    if ALL {
        assert_linear("numbers", numbered(|text, n| write!(text, "{n} ").unwrap()));
    }
    assert_linear("all words differ", numbered(|text, n| write!(text, "{} ", word(n)).unwrap()));
}

#[test]
fn lists_and_names() {
    assert_linear("a list of names", numbered(|text, n| write!(text, "the Al{}, ", word(n)).unwrap()));
    if !ALL {
        return;
    }
    assert_linear("capitals", numbered(|text, n| write!(text, "{} ", word(n).to_uppercase()).unwrap()));
    assert_linear("quoted names", numbered(|text, n| write!(text, "“Al{}” ", word(n)).unwrap()));
}

/// Each regular expression alone, on its examples and on its triggers, in one paragraph.
#[test]
fn regular_expressions() {
    let small = SMALL / 4;
    let mut slow = Vec::new();
    let with_languages = RULES.iter().flat_map(|rule| rule.spoken().into_iter().map(move |language| (rule, language)));
    for (rule, language) in with_languages {
        let Ok(Matcher::Regex(pattern)) = rule.matcher(language) else { continue };
        let main = Regex::new(&pattern.regex).unwrap();
        let bad: String = rule.examples().unwrap().0.iter().map(|e| e.text.replace('\n', " ") + " ").collect();
        let bad = bad.replace("[[", "").replace("]]", "");
        let triggers: String = pattern.requirements.triggers.iter().map(|t| format!("{} ", t.literal)).collect();
        for part in [bad, triggers.clone(), triggers.replace(' ', "")].iter().filter(|p| !p.is_empty()) {
            let run = |size: usize| {
                let text = part.repeat(size / part.len() + 1);
                let start = Instant::now();
                assert!(main.find_iter(&text).count() <= text.len());
                start.elapsed()
            };
            if grows_faster(run, small) {
                slow.push(format!("{} on {part:?}", rule.id));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
