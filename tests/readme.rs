//! What the documents say is what the program does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;
use mtlint_rules::check::CheckSpec;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn mtlint(args: &str) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("mtlint").unwrap();
    let output = command.current_dir(root()).args(args.split_whitespace()).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

/// The fenced blocks of a language, in order.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// A document without its fenced blocks.
fn prose(path: &str) -> String {
    read(path).split("```").step_by(2).collect()
}

/// The README's first two commands: lint an article, run the tests.
fn commands() -> (String, String) {
    let readme = read("README.md");
    let blocks = blocks(&readme, "sh");
    (blocks[0].trim().to_owned(), blocks[1].trim().to_owned())
}

/// The output cut to findings of these rules, in order, and the last lines.
fn excerpt(output: &str, rules: &[&str]) -> String {
    let blocks: Vec<&str> = output.split("\n\n").collect();
    let mut rules = rules.iter().peekable();
    let (mut text, mut behind) = (String::new(), 0);
    for (index, block) in blocks.iter().enumerate() {
        let wanted =
            rules.next_if(|rule| block.lines().next().is_some_and(|l| l.contains(&format!("[{rule}]")))).is_some();
        if wanted || index + 1 == blocks.len() {
            let gap = if index == behind { "\n\n" } else { "\n…\n" };
            text += if text.is_empty() { "" } else { gap };
            text += block;
            behind = index + 1;
        }
    }
    assert_eq!(rules.next(), None, "no finding of this rule, or not in this order");
    text
}

/// With `UPDATE_README` set the output is put into the README instead.
#[test]
fn the_output_in_the_readme_is_the_output() {
    let readme = read("README.md");
    let (_, behind) = readme.split_once("<!-- output of: ").unwrap();
    let (args, _) = behind.split_once(" -->").unwrap();
    let (first, _) = commands();
    assert_eq!(first, format!("cargo run --release --quiet -- {args}"));
    let (code, output) = mtlint(args);
    assert_eq!(code, Some(1));
    let shown = blocks(behind, "text")[0];
    let heads = shown.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let rules: Vec<&str> = heads.filter_map(|l| Some(l.split_once('[')?.1.split_once(']')?.0)).collect();
    assert!(rules.len() >= 3);
    let excerpt = excerpt(&output, &rules);
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(root().join("README.md"), readme.replace(shown, &excerpt)).unwrap();
    } else {
        assert_eq!(shown, excerpt, "run UPDATE_README=1 cargo test --test readme");
    }
}

#[test]
fn ci_runs_the_commands_of_the_readme() {
    let ci = read(".ci/run");
    let (lint, test) = commands();
    for command in [lint, test] {
        assert!(ci.contains(&command), ".ci/run lacks: {command}");
    }
}

/// Every command line of the program in the documents is one that it takes.
#[test]
fn command_lines_in_the_documents_are_understood() {
    let mut seen = 0;
    for path in ["README.md", "CONTRIBUTING.md", "docs/RULES.md", "docs/CONFIG.md", "docs/OUTPUT.md", "docs/CI.md"] {
        let text = read(path);
        for line in blocks(&text, "sh").into_iter().flat_map(str::lines) {
            let Some(args) = line.strip_prefix("mtlint ") else { continue };
            let args = args.split([' ', '\t']).filter(|a| !a.is_empty()).take_while(|a| !matches!(*a, "#" | "<" | ">"));
            // Looks at the flags alone: --help wins over everything but a flag that does not exist.
            let args: Vec<&str> = args.collect();
            let output = Command::cargo_bin("mtlint").unwrap().args(&args).arg("--help").output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{path}: {line}");
            seen += 1;
        }
    }
    assert!(seen >= 10, "only {seen} command lines found");
}

#[test]
fn rules_named_in_the_documents_exist() {
    let (_, table) = mtlint("rules");
    let ids: Vec<&str> = table.lines().filter_map(|line| line.split_whitespace().next()).collect();
    for path in ["README.md", "CONTRIBUTING.md", "docs/CONFIG.md"] {
        let text = read(path);
        for (at, _) in text.match_indices("mtlint explain ") {
            let rule = text[at..].split_whitespace().nth(2).unwrap().trim_matches(['`', ';', ',', '.']);
            assert!(rule == "RULE" || ids.contains(&rule), "{path}: {rule}");
        }
    }
}

#[test]
fn the_config_examples_are_taken() {
    for path in ["README.md", "docs/CONFIG.md"] {
        let folder = tempfile::tempdir().unwrap();
        let text = read(path);
        let example = blocks(&text, "toml")[0];
        fs::write(folder.path().join("mtlint.toml"), example).unwrap();
        fs::write(folder.path().join("terms.csv"), "berth,poste à quai\n").unwrap();
        fs::write(folder.path().join("a.txt"), "The boats came in one by one before noon.\n").unwrap();
        if example.contains("\nbaseline = ") {
            fs::write(folder.path().join("mtlint-baseline.json"), "{\"version\": 1, \"files\": {}}").unwrap();
        }
        let output = Command::cargo_bin("mtlint").unwrap().arg("check").arg(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{path}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn every_line_of_the_written_config_can_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let mtlint = |args: &[&str]| {
        let output = Command::cargo_bin("mtlint").unwrap().current_dir(folder.path()).args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    };
    mtlint(&["init"]);
    let path = folder.path().join("mtlint.toml");
    let lines = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = lines.lines().map(|line| line.strip_prefix("#: ").unwrap_or(line)).collect();
    fs::write(&path, lines.join("\n")).unwrap();
    fs::create_dir(folder.path().join("my-rules")).unwrap();
    fs::write(folder.path().join("a.txt"), "The boats came in one by one before noon.\n").unwrap();
    mtlint(&["baseline", "write"]);
    mtlint(&["check"]);
}

/// The examples of rule files in CONTRIBUTING.md pass `mtlint rules test`.
#[test]
fn the_rule_in_contributing_passes_its_own_examples() {
    let text = read("CONTRIBUTING.md");
    let rule = blocks(&text, "toml")[0];
    let (path, _) = rule.strip_prefix("# ").unwrap().split_once('\n').unwrap();
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join(path.strip_prefix("rules/").unwrap());
    fs::create_dir_all(below.parent().unwrap()).unwrap();
    fs::write(below, rule).unwrap();
    let output = Command::cargo_bin("mtlint").unwrap().args(["rules", "test"]).arg(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
}

/// The page for rule authors knows every class and category.
#[test]
fn the_rule_page_is_complete() {
    let text = read("docs/RULES.md");
    let (_, classes) = text.split_once("Classes: `").unwrap();
    let classes: Vec<&str> = classes.split('`').next().unwrap().split_whitespace().collect();
    for name in mtlint_text::text::ClassBits::names() {
        assert!(classes.contains(&name.as_str()), "class {name}");
    }
    for category in mtlint_rules::rule::mqm::CATEGORIES {
        let name = category.path.rsplit('/').next().unwrap();
        assert!(text.contains(&format!("`{name}`")), "category {}", category.path);
    }
}

/// With `UPDATE_README` set the table is written anew.
#[test]
fn the_rule_page_has_the_table_of_checks() {
    let text = read("docs/RULES.md");
    let (_, below) = text.split_once("| check | finds |").unwrap();
    let (_, below) = below.split_once("|---|---|---|\n").unwrap();
    let (shown, _) = below.split_once("\n\n").unwrap();
    let row = |check: &CheckSpec| {
        format!("| `{}` | {} | {} |", check.name, check.finds, check.options).replace("|  |", "| |")
    };
    let mut rows: Vec<String> = mtlint_rules::check::all().map(row).collect();
    rows.sort_unstable();
    let table = rows.join("\n");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(root().join("docs/RULES.md"), text.replace(shown, &table)).unwrap();
    } else {
        assert_eq!(shown, table, "run UPDATE_README=1 cargo test --test readme");
    }
}

#[test]
fn the_patterns_on_the_rule_page_are_taken() {
    let text = read("docs/RULES.md");
    let mut seen = 0;
    for block in blocks(&text, "toml").into_iter().filter(|b| b.starts_with("[match]")) {
        let file: toml::Table = toml::from_str(block).unwrap();
        mtlint_rules::rule::pattern::Matcher::parse(file["match"].as_table().unwrap())
            .unwrap_or_else(|e| panic!("{e}: {block}"));
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[test]
fn links_between_documents_lead_somewhere() {
    let documents = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/ARCHITECTURE.md", "docs/RULES.md"];
    for path in documents.into_iter().chain(["docs/CONFIG.md", "docs/OUTPUT.md"]) {
        let text = prose(path);
        let folder: PathBuf = root().join(path).parent().unwrap().to_owned();
        for target in text.split("](").skip(1).map(|rest| rest.split([')', '#']).next().unwrap()) {
            assert!(target.starts_with("http") || folder.join(target).exists(), "{path}: {target}");
        }
    }
}

/// The rooms that the architecture page names are those that exist.
#[test]
fn the_architecture_page_names_every_room() {
    let text = read("docs/ARCHITECTURE.md");
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let room = format!("`{}/`", path.file_name().unwrap().to_string_lossy());
            assert!(text.contains(&room), "docs/ARCHITECTURE.md does not name {room}");
        }
    }
}
