//! The library, as another program uses it.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;
use mtlint::{Error, Finding, Level, Linter, NamedText, Report, Safety, Segment, Severity};
use serde_json::Value;

/// The date of all runs here.
const DATE: &str = "2026-01-01";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// What a finding is compared by.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    rule: String,
    level: String,
    start: u64,
    end: u64,
    line: u64,
    column: u64,
    message: String,
    fixes: usize,
    related: usize,
}

impl Seen {
    fn of_library(finding: &Finding) -> Self {
        Self {
            rule: finding.rule.clone(),
            level: format!("{:?}", finding.level).to_lowercase(),
            start: finding.span.start as u64,
            end: finding.span.end as u64,
            line: finding.start.line as u64,
            column: finding.start.column as u64,
            message: finding.message.clone(),
            fixes: finding.fixes.len(),
            related: finding.related.len(),
        }
    }

    fn of_program(line: &str) -> Self {
        let finding: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        let number = |key: &str| finding[key].as_u64().unwrap();
        let count = |key: &str| finding[key].as_array().unwrap().len();
        Self {
            rule: text("rule"),
            level: text("level"),
            start: number("start"),
            end: number("end"),
            line: number("line"),
            column: number("column"),
            message: text("message"),
            fixes: count("fixes"),
            related: count("related"),
        }
    }
}

fn of_library(report: &Report) -> Vec<Seen> {
    report.findings.iter().map(Seen::of_library).collect()
}

fn of_program(args: &[&str]) -> Vec<Seen> {
    let mut command = Command::cargo_bin("mtlint").unwrap();
    command.args(["check", "--exit-zero", "--format", "jsonl", "--as-of", DATE]).args(args);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(Seen::of_program).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

#[test]
fn the_library_finds_what_the_program_finds() {
    let linter = Linter::builder().as_of(DATE).today(DATE).build().unwrap();
    let (mut compared, mut findings) = (0, 0);
    for file in files(&fixtures()) {
        let Ok(report) = linter.check_file(&file) else { continue };
        let program = of_program(&[file.to_str().unwrap()]);
        assert_eq!(of_library(&report), program, "{}", file.display());
        compared += 1;
        findings += program.len();
    }
    assert!(compared >= 20 && findings >= 50, "{compared} files, {findings} findings");
}

#[test]
fn a_pair_is_checked_as_the_program_checks_it() {
    let folder = tempfile::tempdir().unwrap();
    let (source, target) = (folder.path().join("guide.md"), folder.path().join("guide.fr.md"));
    fs::write(&source, "# Mooring\n\nThe quay has 12 bollards (see `quay.toml`).\n").unwrap();
    fs::write(&target, "# Amarrage\n\nLe quai a 21 bollards (voir `quay.toml`).\n").unwrap();
    let linter = Linter::builder().target("fr").as_of(DATE).today(DATE).build().unwrap();
    let report = linter.check_pair(&source, &target).unwrap();
    let program = of_program(&["--lang", "fr", "--source", source.to_str().unwrap(), target.to_str().unwrap()]);
    assert_eq!(of_library(&report), program);
    let numbers = report.findings.iter().find(|finding| finding.rule == "numbers/mismatch").unwrap();
    let related = &numbers.related[0];
    assert!(related.is_source && related.path.as_deref().is_some_and(|path| path.ends_with("guide.md")), "{related:?}");

    let (source, target) = (fs::read_to_string(&source).unwrap(), fs::read_to_string(&target).unwrap());
    let (source, target) = (NamedText::new("guide.md", &source), NamedText::new("guide.fr.md", &target));
    let texts = linter.check_text_pair(source, target).unwrap();
    assert_eq!(of_library(&texts), of_library(&report), "texts in memory");
}

#[test]
fn segments_are_checked_beside_their_sources() {
    let linter = Linter::builder().target("de").source("en").today(DATE).build().unwrap();
    let segments = [
        Segment::new("a", "The quay has 12 bollards.", "Der Kai hat 12 Poller."),
        Segment::new("b", "The crane lifts 40 tonnes.", "Ü: Der Kran hebt 14 Tonnen."),
        Segment::new("c", "", "Der Hafen ist und und bleibt klein."),
    ];
    let report = linter.check_segments(segments).unwrap();
    let seen: Vec<_> = report.findings.iter().map(|f| (f.unit.as_deref().unwrap(), f.rule.as_str())).collect();
    assert_eq!(seen, [("b", "numbers/mismatch"), ("c", "repetition/word")]);
    let number = &report.findings[0];
    assert_eq!((number.excerpt.as_str(), number.span.start, number.start.column), ("14", 18, 18));
    assert_eq!("Ü: Der Kran hebt 14 Tonnen.".get(number.span.start..number.span.end), Some("14"));
    assert_eq!(report.language.as_deref(), Some("de"));
}

#[test]
fn a_finding_is_plain_data() {
    let linter = Linter::builder().target("en").source("zh").build().unwrap();
    let report = linter.check_text("news.txt", "Nobody knew of the new crown epidemic.").unwrap();
    let [finding] = report.findings.as_slice() else { panic!("{report:?}") };
    assert_eq!((finding.rule.as_str(), finding.level), ("calque/zh-covid", Level::Warning));
    assert_eq!((finding.category.as_str(), finding.severity), ("accuracy/overly-literal", Severity::Major));
    assert_eq!(finding.excerpt, "new crown epidemic");
    assert_eq!(finding.fixes[0].safety, Safety::Suggested);
    assert!(!finding.message.is_empty() && !finding.why.is_empty() && !finding.title.is_empty());
}

#[test]
fn a_unit_is_named_by_its_key() {
    let linter = Linter::builder().target("fr").build().unwrap();
    let report = linter.check_text("app_fr.arb", r#"{"title": "Le port", "quay": "Le le quai"}"#).unwrap();
    let units: Vec<_> = report.findings.iter().map(|finding| finding.unit.as_deref()).collect();
    assert_eq!(units, [Some("quay")]);
}

#[test]
fn directives_phrases_and_selections_count() {
    let text = "Nobody knew knew it.\n\nA band band plays.\n";
    let rules = |linter: mtlint::LinterBuilder| -> Vec<String> {
        let report = linter.target("en").build().unwrap().check_text("a.txt", text).unwrap();
        report.findings.into_iter().map(|finding| finding.excerpt).collect()
    };
    let all = rules(Linter::builder());
    assert_eq!(all, ["knew knew", "band band"]);
    assert_eq!(rules(Linter::builder().do_not_flag(["band band"])), ["knew knew"]);
    assert!(rules(Linter::builder().ignore(["repetition"])).is_empty());
    assert!(rules(Linter::builder().select(["quotes"])).is_empty());
    assert!(rules(Linter::builder().config_text("[levels]\n\"repetition\" = \"off\"\n")).is_empty());

    let suppressed = format!("mtlint-disable-next-line repetition/word\n{text}");
    let report = Linter::builder().target("en").build().unwrap().check_text("a.txt", &suppressed).unwrap();
    assert_eq!((report.findings.len(), report.suppressed), (1, 1));
}

#[test]
fn a_config_is_a_file_or_the_nearest_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let (config, text) = (folder.path().join("mtlint.toml"), folder.path().join("a.txt"));
    fs::write(&config, "[check]\nlang = \"en\"\nignore = [\"repetition\"]\n").unwrap();
    fs::write(&text, "Nobody knew knew it.\n").unwrap();
    let count = |builder: mtlint::LinterBuilder| builder.build().unwrap().check_file(&text).unwrap().findings.len();
    assert_eq!(count(Linter::builder().target("en")), 1);
    assert_eq!(count(Linter::builder().config(&config)), 0);
    assert_eq!(count(Linter::builder().find_config()), 0);
}

#[test]
fn mistakes_are_errors_with_their_place() {
    let setting = |result: Result<Linter, Error>| match result {
        Err(Error::Setting { setting, .. }) => setting,
        other => panic!("{other:?}"),
    };
    assert_eq!(setting(Linter::builder().target("english text").build()), "target");
    assert_eq!(setting(Linter::builder().as_of("yesterday").build()), "as_of");
    assert_eq!(setting(Linter::builder().min_precision(2.0).build()), "min_precision");

    let Err(Error::Problems(problems)) = Linter::builder().select(["quotes/unbalancd"]).build() else { panic!() };
    assert!(problems[0].help.as_deref().is_some_and(|help| help.contains("quotes/unbalanced")), "{problems:?}");

    let Err(Error::Problems(problems)) = Linter::builder().config_text("[check]\nlnag = \"de\"\n").build() else {
        panic!()
    };
    assert_eq!(problems[0].position.map(|at| at.line), Some(2));

    let linter = Linter::builder().build().unwrap();
    let Err(Error::Problems(problems)) = linter.check_text("broken.xlf", "<xliff><file>") else { panic!() };
    assert_eq!(problems[0].path.as_deref(), Some("broken.xlf"));
    assert!(linter.check_file("no/such/file.txt").is_err());
}

#[test]
fn a_linter_is_shared_between_threads() {
    let linter = Linter::builder().target("en").build().unwrap();
    let check = || linter.check_text("a.txt", "Nobody knew knew it.").unwrap().findings.len();
    let counts: Vec<usize> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(check)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(counts, [1, 1, 1, 1]);
}

#[test]
fn the_program_in_the_library_page_is_the_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = fs::read_to_string(root.join("examples/check_text.rs")).unwrap();
    let page = fs::read_to_string(root.join("docs/LIBRARY.md")).unwrap();
    let start = example.find("use mtlint::").unwrap();
    assert!(page.contains(example[start..].trim_end()), "docs/LIBRARY.md differs from examples/check_text.rs");
}
