//! Time grows with the size of the input, whatever the input.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use mtlint_format::format::{FORMATS, Format, Frame};

/// The quickest of some runs over the part repeated to the size.
fn time(format: &dyn Format, frame: Frame, part: &str, size: usize, runs: usize) -> Duration {
    let content = frame.raw(&part.repeat(size / part.len()));
    let run = |_| {
        let start = Instant::now();
        let _ = format.read(&content);
        start.elapsed()
    };
    (0..runs).map(run).min().unwrap()
}

/// True when four times the input takes eight times the time or more.
fn grows_faster(format: &dyn Format, frame: Frame, part: &str, runs: usize) -> bool {
    let (small, large) = (time(format, frame, part, 25_000, runs), time(format, frame, part, 100_000, runs));
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
        // In a string catalog: another language.
        "\"}},\"a\":{\"stringUnit\":{\"value\":\"",
        // In PO: another string, another message.
        "\"\n\"",
        "\"\nmsgid \"a\"\nmsgstr \"",
        "%#@",
        "%#@a@",
        "{{",
        "<!DOCTYPE a [<!ENTITY b 'c'>",
        "<!ENTITY b 'c'>",
        "</string></resources><!DOCTYPE a [<!",
    ];
    let mut slow = Vec::new();
    for &format in FORMATS {
        for &frame in format.frames() {
            // Other work on the machine can slow one run, hardly the best of nine.
            let is_slow = |part: &&str| grows_faster(format, frame, part, 1) && grows_faster(format, frame, part, 9);
            slow.extend(parts.into_iter().filter(is_slow).map(|part| format!("{} {part:?}", format.name())));
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
