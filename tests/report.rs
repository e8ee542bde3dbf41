//! Snapshots of every output format over hand-made findings: what the reports make of widths, line ends and long lines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use mtlint::baseline::{Passages, fingerprints};
use mtlint::config::RulePages;
use mtlint::problem::Problem;
use mtlint::report::{FORMATS, FileReport, LeftOut, Style, Summary};
use mtlint_format::format::{FileText, LineIndex};
use mtlint_rules::finding::{Edit, Finding, Fix, Related};
use mtlint_rules::rule::{Applicability, Level, Mqm};
use mtlint_rules::rule::{RuleId, Severity};
use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;
use serde_json::Value;

struct Sample {
    content: String,
    findings: Vec<Finding>,
}

impl Sample {
    fn new(content: &str) -> Self {
        Self { content: content.to_owned(), findings: Vec::new() }
    }

    fn span(&self, text: &str) -> FileSpan {
        let start = self.content.find(text).unwrap_or_else(|| panic!("{text:?} is not in the sample"));
        FileSpan::from_range(start..start + text.len())
    }

    fn finding(&mut self, rule: &str, level: Level, text: &str, message: &str) -> &mut Finding {
        let span = self.span(text);
        self.findings.push(Finding {
            rule: RuleId::new(rule),
            language: None,
            title: format!("Demo of {rule}"),
            span,
            level,
            mqm: Mqm { category: "fluency/grammar".to_owned(), severity: Severity::Minor },
            message: message.to_owned(),
            help: String::new(),
            why: format!("Machines write this when they translate {rule} word for word, without a look at the rest."),
            fixes: Vec::new(),
            related: Vec::new(),
        });
        self.findings.last_mut().unwrap()
    }

    fn print(&self, format: &str, style: Style) -> String {
        let source = FileText::decode("article.txt".into(), format!("\u{feff}{}", self.content).into_bytes()).unwrap();
        assert_eq!(source.content(), self.content);
        let lines = LineIndex::new(source.content());
        let pages: RulePages = "https://example.org/rules/{rule}.html".parse().unwrap();
        let report = FileReport {
            path: "texts/article.txt",
            source: &source,
            lines: &lines,
            source_side: None,
            findings: &self.findings,
            fingerprints: &fingerprints(source.content(), &Passages::default(), &self.findings),
            fail_on: Level::Warning,
            pages: Some(&pages),
            language: Some(LanguageId::EN),
        };
        let mut summary = Summary::default();
        summary.add(&self.findings, 1234, LeftOut::default());
        let problems = [Problem::note("texts/b.txt", "decoded as GB18030")];
        let mut reporter = (FORMATS.iter().find(|f| f.name == format).unwrap().make)(style);
        let mut out = Vec::new();
        reporter.file(&report, &mut out).unwrap();
        reporter.finish(&summary, &problems, &mut out).unwrap();
        String::from_utf8(out).unwrap().replace(concat!("\"", env!("CARGO_PKG_VERSION"), "\""), "\"VERSION\"")
    }
}

fn replace(finding: &mut Finding, text: &str) {
    let edits = vec![Edit { span: finding.span, text: text.to_owned() }];
    finding
        .fixes
        .push(Fix { title: format!("Replace with “{text}”"), applicability: Applicability::Suggest, edits });
}

/// One of everything.
fn sample() -> Sample {
    let long = "The spokesperson said again that all sides should keep calm and carry on. ".repeat(40);
    let mut s = Sample::new(&format!(
        "The new crown epidemic, 中国的防疫政策 and the the rest.\r\n\
         \ttabbed\tcolumn with a defect\there\r\n\
         Astronauts 👩‍🚀 and 👍🏽 like  blanks, café e\u{301}tat.\r\n\
         {long}It was it was said on Monday. {long}\r\n\
         “An open quotation\r\nthat goes on\r\nand on\r\nand ends” here.\r\n\
         Hidden \u{202e}text\u{200b} and \u{1b}[2Jcontrol.\r\n\
         Macao and Macau.\r\n"
    ));
    replace(
        s.finding("calque/covid", Level::Warning, "new crown epidemic", "“new crown” renders 新冠 literally"),
        "COVID-19",
    );
    let finding = s.finding("repetition/word", Level::Error, "the the", "“the” stands twice");
    finding.help = "Keep one".to_owned();
    replace(finding, "the");
    s.finding("tabs/defect", Level::Warning, "defect", "a defect behind tabs").why.clear();
    let finding = s.finding("spacing/double", Level::Info, "  ", "two blanks");
    replace(finding, " ");
    s.finding("script/cjk", Level::Info, "中国的防疫政策", "Chinese was left untranslated");
    let finding = s.finding("repetition/word", Level::Error, "It was it was", "“it was” stands twice");
    replace(finding, "It was");
    replace(finding, "It had been");
    s.finding(
        "quotes/unbalanced",
        Level::Warning,
        "“An open quotation\r\nthat goes on\r\nand on\r\nand ends”",
        "a quotation over several lines",
    );
    s.finding("encoding/hidden", Level::Error, "\u{202e}text\u{200b}", "hidden characters: \u{202e}\u{200b}");
    let (same_line, far) = (s.span("Macao"), s.span("Astronauts"));
    let finding = s.finding("consistency/spelling", Level::Info, "Macau", "“Macau” is “Macao” elsewhere");
    finding.related.push(Related { span: same_line, message: "spelt so here".to_owned(), ..Related::default() });
    finding.related.push(Related { span: far, message: "and far away".to_owned(), ..Related::default() });
    s.findings.sort_by_key(|f| f.span);
    s
}

#[test]
fn human() {
    insta::assert_snapshot!(sample().print("human", Style::default()));
}

#[test]
fn human_on_a_narrow_terminal_in_color() {
    let text = sample().print("human", Style { color: true, width: 60, ..Style::default() });
    insta::assert_snapshot!(text.replace('\x1b', "␛"));
}

#[test]
fn short() {
    insta::assert_snapshot!(sample().print("short", Style::default()));
}

#[test]
fn jsonl() {
    insta::assert_snapshot!(sample().print("jsonl", Style::default()));
}

#[test]
fn json() {
    let text = sample().print("json", Style::default());
    serde_json::from_str::<serde_json::Value>(&text).expect("one JSON value");
    insta::assert_snapshot!(text);
}

#[test]
fn github() {
    insta::assert_snapshot!(sample().print("github", Style::default()));
}

#[test]
fn gitlab() {
    let text = sample().print("gitlab", Style::default());
    serde_json::from_str::<Value>(&text).expect("one JSON value");
    insta::assert_snapshot!(text);
    assert_eq!(Sample::new("All is well.").print("gitlab", Style::default()), "[]\n");
}

#[test]
fn checkstyle() {
    insta::assert_snapshot!(sample().print("checkstyle", Style::default()));
}

#[test]
fn junit() {
    insta::assert_snapshot!(sample().print("junit", Style::default()));
}

#[test]
fn rdjsonl() {
    insta::assert_snapshot!(sample().print("rdjsonl", Style::default()));
}

#[test]
fn sarif() {
    let text = sample().print("sarif", Style::default());
    let log: Value = serde_json::from_str(&text).expect("one JSON value");
    insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn json_without_findings_is_one_object_too() {
    let text = Sample::new("All is well.").print("json", Style::default());
    serde_json::from_str::<serde_json::Value>(&text).expect("one JSON value");
    insta::assert_snapshot!(text);
}

/// BOM (3 bytes) and CRLF count: the offsets cut the very text out of the bytes on disk.
#[test]
fn offsets_are_bytes_on_disk() {
    let sample = sample();
    let disk = format!("\u{feff}{}", sample.content);
    let printed = sample.print("jsonl", Style::default());
    for (line, finding) in printed.lines().zip(&sample.findings) {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let at = |key: &str| usize::try_from(record[key].as_u64().unwrap()).unwrap();
        assert_eq!(&disk[at("start")..at("end")], &sample.content[finding.span.range()]);
        assert_eq!(record["excerpt"].as_str().unwrap(), &sample.content[finding.span.range()]);
    }
    assert_eq!(printed.lines().count(), sample.findings.len());
}

/// The keys, in the order that docs/OUTPUT.md promises.
#[test]
fn jsonl_keys_stand_in_the_documented_order() {
    let printed = sample().print("jsonl", Style::default());
    let documented = include_str!("../docs/OUTPUT.md");
    for line in printed.lines() {
        let mut at = 0;
        for key in [
            "path",
            "rule",
            "level",
            "mqm",
            "category",
            "severity",
            "message",
            "start",
            "end",
            "line",
            "column",
            "end_line",
            "end_column",
            "excerpt",
            "language",
            "fixes",
            "related",
        ] {
            assert!(documented.contains(&format!("`{key}`")), "docs/OUTPUT.md does not tell of {key}");
            let quoted = format!("\"{key}\":");
            at += line[at..].find(&quoted).unwrap_or_else(|| panic!("{key} is missing or out of order: {line}"));
        }
    }
}

#[test]
fn nothing_raw_reaches_the_terminal() {
    for format in ["human", "short"] {
        let text = sample().print(format, Style::default());
        let raw =
            text.chars().find(|c| c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{200b}'));
        assert_eq!(raw, None, "{format}");
    }
}

#[test]
fn human_lines_fit_the_terminal() {
    for width in [40, 60, 80, 120] {
        let text = sample().print("human", Style { width, ..Style::default() });
        for line in text.lines().filter(|line| line.contains('│') || line.contains(" = ")) {
            assert!(mtlint::report::width(line) <= width + 1, "{width}: {line}");
        }
    }
}

/// Checks a value against a schema with the keywords that docs/schema/finding.schema.json uses. Other keywords are an
/// error, so that nothing in the schema is ignored.
fn validate(value: &Value, schema: &Value, root: &Value) -> Result<(), String> {
    for (key, rule) in schema.as_object().ok_or("a schema is an object")? {
        let holds = match key.as_str() {
            "$schema" | "title" | "description" | "$defs" => true,
            "$ref" => {
                let name = rule.as_str().and_then(|r| r.strip_prefix("#/$defs/")).ok_or("a ref into $defs")?;
                return validate(value, &root["$defs"][name], root);
            }
            "type" => {
                let is = |name: &str| match name {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_u64() || value.is_i64(),
                    "null" => value.is_null(),
                    _ => false,
                };
                rule.as_str().map_or_else(|| rule.as_array().unwrap().iter().any(|t| is(t.as_str().unwrap())), is)
            }
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_i64() >= rule.as_i64(),
            "minLength" => value.as_str().unwrap().chars().count() >= rule.as_u64().unwrap() as usize,
            "maxLength" => value.as_str().unwrap().chars().count() <= rule.as_u64().unwrap() as usize,
            "pattern" => value.as_str().is_none_or(|s| regex::Regex::new(rule.as_str().unwrap()).unwrap().is_match(s)),
            "required" => rule.as_array().unwrap().iter().all(|k| value.get(k.as_str().unwrap()).is_some()),
            // Later versions may add keys, but the keys of this version must be documented.
            "properties" => {
                for (name, part) in value.as_object().unwrap() {
                    validate(part, &rule[name], root).map_err(|e| format!("{name}: {e}"))?;
                }
                true
            }
            "items" => {
                value.as_array().unwrap().iter().try_for_each(|item| validate(item, rule, root))?;
                true
            }
            other => return Err(format!("unknown schema key {other}")),
        };
        if !holds {
            return Err(format!("{value} breaks {key}: {rule}"));
        }
    }
    Ok(())
}

#[test]
fn findings_follow_the_published_schema() {
    let schema: Value = serde_json::from_str(include_str!("../docs/schema/finding.schema.json")).unwrap();
    let printed = sample().print("jsonl", Style::default());
    for line in printed.lines() {
        let mut record: Value = serde_json::from_str(line).unwrap();
        validate(&record, &schema, &schema).unwrap_or_else(|e| panic!("{e}"));
        // The check finds a wrong level, a wrong number, an undocumented key and a missing key.
        for (key, wrong) in [("level", "fatal".into()), ("line", 0.into()), ("surplus", 1.into())] {
            let mut bad = record.clone();
            bad[key] = wrong;
            assert!(validate(&bad, &schema, &schema).is_err(), "{key}");
        }
        record.as_object_mut().unwrap().remove("excerpt");
        assert!(validate(&record, &schema, &schema).is_err());
    }
}

#[test]
fn rule_ids_are_links_if_the_terminal_supports_them() {
    let text = sample().print("human", Style { links: true, ..Style::default() });
    assert!(text.contains("[\x1b]8;;https://example.org/rules/"), "{text:?}");
    assert!(!sample().print("human", Style::default()).contains('\x1b'));
    assert!(sample().print("sarif", Style::default()).contains("\"helpUri\":\"https://example.org/rules/"));
}
