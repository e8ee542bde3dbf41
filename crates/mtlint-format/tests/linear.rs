//! Time grows with the size of the input, whatever the input.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use mtlint_format::format::{FORMATS, by_name};

/// What a file of the format has to begin with, and to end with.
fn frame(name: &str) -> (&'static str, &'static str) {
    match name {
        "fluent" | "properties" => ("a = ", ""),
        "strings" => ("\"a\" = \"", ""),
        "srt" => ("1\n00:00:01,000 --> 00:00:02,000\n", ""),
        "vtt" => ("WEBVTT\n\n00:01.000 --> 00:02.000\n", ""),
        "csv" => ("source,target\n", ""),
        "tsv" => ("source\ttarget\n", ""),
        "jsonl" => ("{\"target\": \"a\"}\n", ""),
        "json" | "arb" => ("{\"a\": \"", "\"}"),
        "xcstrings" => ("{\"sourceLanguage\":\"en\",\"strings\":{\"a\":{\"localizations\":{", "}}}}"),
        "android" => ("<resources><string name='a'>", "</string></resources>"),
        "stringsdict" => ("<plist><dict><key>a</key><string>", "</string></dict></plist>"),
        "xliff" => ("<xliff version='1.2'><trans-unit><source>a</source><target>", "</target></trans-unit></xliff>"),
        "tmx" => ("<tmx><tu><tuv><seg>a</seg></tuv><tuv lang='de'><seg>", "</seg></tuv></tu></tmx>"),
        _ => ("", ""),
    }
}

/// The quickest of some runs over the part repeated to the size.
fn time(name: &str, part: &str, size: usize, runs: usize) -> Duration {
    let (opening, closing) = frame(name);
    let content = [opening, &part.repeat(size / part.len()), closing].concat();
    let format = by_name(name).unwrap();
    let run = |_| {
        let start = Instant::now();
        let _ = format.read(&content);
        start.elapsed()
    };
    (0..runs).map(run).min().unwrap()
}

/// True when four times the input takes eight times the time or more.
fn grows_faster(name: &str, part: &str, runs: usize) -> bool {
    let (small, large) = (time(name, part, 25_000, runs), time(name, part, 100_000, runs));
    // Quadratic time would take seconds here. Below this a busy machine is louder than the growth: it preempts long
    // runs only.
    large > Duration::from_millis(200) && large >= 8 * small
}

/// Four times the input takes less than eight times the time.
#[test]
fn four_times_the_input_is_less_than_eight_times_the_time() {
    let parts = [
        "A sentence of words, and one more of them. ",
        "word",
        "a\n",
        "a\n\n",
        "\r",
        " ",
        "\t\n",
        "- a\n",
        "- ",
        "1. a\n",
        "> ",
        ">",
        "[",
        "![",
        "](",
        "[a](",
        "[^1]",
        "[^a]: b\n\n",
        "*a **a ",
        "_a __a ",
        "*",
        "**a",
        "`",
        "``a`",
        "~~a",
        "$a",
        "\\",
        "&",
        "&amp;",
        "&a",
        "<",
        "<a ",
        "<a>",
        "<b>x",
        "</b>",
        "<div>",
        "<div>x",
        "</div>",
        "<p>",
        "<li>",
        "<nav>",
        "<header>",
        "<header><nav>",
        "<code>",
        "<code></p>",
        "<span translate=no>",
        "<!--",
        "<!",
        "<?",
        "<![CDATA[",
        "<title>",
        "<pre>",
        "<br>",
        "a<br>",
        "<td>a",
        "|",
        "|a",
        "| a | b |\n",
        "|-",
        "---\n",
        "# ",
        "a\n===\n",
        "```\n",
        "    a\n",
        "http://",
        "www.a",
        "a@b.",
        "a@b.example ",
        "://",
        "<script>",
        "<svg>",
        "\u{3000}",
        "中",
        "😀 ",
        "<x y='",
        "<time datetime=2020-01-01>",
        "a=b\n",
        "a\\\n",
        "\\u00e9",
        "a='' {0}",
        "\"a\"=\"b\";\n",
        "/*",
        "\"",
        "a = {",
        "a = {f(\n",
        "a = { $x ->\n",
        "[a] {\n",
        "a = b\n .c = d\n",
        "{\"a\"}",
        "{\n",
        "1\n00:00:01,000 --> 00:00:02,000\na\n\n",
        "1\n\n",
        "{\\an",
        "-->",
        "source,target\n",
        "\"\",",
        "{\"target\": \"a\"}\n",
        "{\"target\": ",
        "[[",
        "\\'",
        "<g id='1'>a</g>",
        "<x id='1'/>",
        "<ph>a</ph>",
        "<mrk mtype='seg' mid='1'>a</mrk>",
        "</target><target>",
        "</string><string name='a'>",
        "</seg></tuv><tuv lang='de'><seg>",
        "\",\"a\":\"",
        "\"a\":{\"a\":\"a\"},",
        "%#@",
        "%#@a@",
        "{{",
        "<!DOCTYPE a [<!ENTITY b 'c'>",
        "<!ENTITY b 'c'>",
        "</string></resources><!DOCTYPE a [<!",
    ];
    let mut slow = Vec::new();
    for format in FORMATS {
        for part in parts {
            // Other work on the machine can slow one run, hardly the best of nine.
            if grows_faster(format.name(), part, 1) && grows_faster(format.name(), part, 9) {
                slow.push(format!("{} {part:?}", format.name()));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// 100,000 open tags, brackets, quotes: no recursion as deep as the nesting.
#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    for format in FORMATS {
        for part in [
            "{\"a\":", "[", "<g>", "<div>", "<b>", "<svg>", "[", "![", "> ", ">", "- ", "*", "**a ", "(", "<header>",
            "<form>", "* a\n ",
        ] {
            let content = format!("{}text{}", part.repeat(100_000), "</div></b>".repeat(100_000));
            let thread = std::thread::Builder::new().stack_size(512 * 1024);
            let read = thread.spawn(move || format.read(&content).map(|document| document.units.len()));
            assert!(read.unwrap().join().is_ok(), "{} {part:?}", format.name());
        }
    }
}
