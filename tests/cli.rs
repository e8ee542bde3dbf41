//! What a user types, wrong input included, and what comes of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::assert::OutputAssertExt;
use assert_cmd::cargo::CommandCargoExt;
use predicates::prelude::*;
use predicates::str::{contains, ends_with, is_empty, starts_with};
use tempfile::TempDir;

/// A folder with texts and two rules of its own, so that no built-in rule decides about these tests.
struct Project(TempDir);

fn rule(title: &str, level: &str, phrase: &str, fix: &str) -> String {
    format!(
        "title = \"{title}\"\nlevel = \"{level}\"\nstatus = \"stable\"\n\
         mqm = {{ category = \"fluency/grammar\", severity = \"minor\" }}\n\
         message = \"“{{match}}” is wrong\"\nhelp = \"Write “{fix}”\"\nwhy = \"A machine wrote it.\"\n\
         [match]\nphrases = [{{ text = \"{phrase}\", fix = \"{fix}\" }}]\n\
         [[bad]]\ntext = \"The [[{phrase}]] is here.\"\n[[bad]]\ntext = \"One [[{phrase}]] more.\"\n\
         [[good]]\ntext = \"The {fix} is here.\"\n[[good]]\ntext = \"Nothing at all.\"\n"
    )
}

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.write("rules/en/demo/crown.toml", rule("Crown", "warning", "new crown", "COVID-19"));
        project.write("rules/en/demo/hot.toml", rule("Hot search", "info", "hot search", "trending topic"));
        project
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn mtlint(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("mtlint").unwrap();
        command.current_dir(self.path()).args(args).env_remove("NO_COLOR");
        command
    }

    /// `check` with the project's own rules only.
    fn check(&self, args: &[&str]) -> Command {
        let mut command = self.mtlint(&["check", "--rules", "rules", "--select", "demo", "--lang", "en"]);
        command.args(args);
        command
    }

    fn stdout(&self, args: &[&str]) -> String {
        String::from_utf8(self.check(args).output().unwrap().stdout).unwrap()
    }
}

const BAD: &str = "The new crown came.\n\nA hot search it was.\n";

#[test]
fn exit_codes_by_level() {
    let project = Project::new();
    project.write("a.txt", BAD).write("info.txt", "A hot search.\n").write("clean.txt", "All is well.\n");
    for (args, code) in [
        (&["clean.txt"][..], 0),
        (&["info.txt"], 0),
        (&["--fail-on", "info", "info.txt"], 1),
        (&["a.txt"], 1),
        (&["--fail-on", "error", "a.txt"], 0),
        (&["--exit-zero", "a.txt"], 0),
        (&["--exit-zero", "missing.txt"], 2),
        (&["--ignore", "demo/crown", "a.txt"], 0),
        (&["--level", "error", "a.txt"], 0),
    ] {
        project.check(args).assert().code(code);
    }
}

#[test]
fn human_output() {
    let project = Project::new();
    project.write("a.txt", BAD);
    insta::assert_snapshot!(project.stdout(&["a.txt"]));
}

#[test]
fn clean_files_are_counted() {
    let project = Project::new();
    project.write("clean.txt", "All is well.\n");
    project.check(&["clean.txt"]).assert().success().stdout("No findings in 1 file (3 words)\n");
    project.check(&["--format", "jsonl", "clean.txt"]).assert().success().stdout(is_empty());
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let project = Project::new();
    project.write("a.txt", BAD).write("b.txt", b"bin\0ary").write("c.txt", BAD);
    project
        .check(&["--format", "short", "missing.txt", "a.txt", "b.txt", "c.txt"])
        .assert()
        .code(2)
        .stdout(contains("a.txt:1:5: warning[demo/crown]").and(contains("c.txt:3:3: info[demo/hot]")))
        .stderr(contains("missing.txt: no such file or folder").and(contains("b.txt: byte 3 is NUL")));
}

#[test]
#[cfg(unix)]
fn a_file_without_permission_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    project.write("a.txt", BAD);
    fs::set_permissions(project.path().join("a.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(project.path().join("a.txt")).is_ok() {
        return; // root reads everything
    }
    project.check(&["a.txt"]).assert().code(2).stderr(contains("permission denied"));
}

#[test]
fn usage_errors() {
    let project = Project::new();
    project.write("a.txt", BAD);
    for (args, said) in [
        (&["check", "--fromat", "json"][..], "--format"),
        (&["check", "--format", "xml"], "possible values: human, short, json, jsonl"),
        (&["check", "--lang", "english"], "not a language tag"),
        (&["check", "--as-of", "soon"], "--as-of"),
        (&["check", "--threads", "0"], "--threads"),
        (&["a.txt"], "write: mtlint check a.txt"),
        (&["chekc"], "check"),
        (&[], "Usage: mtlint"),
    ] {
        project.mtlint(args).assert().code(2).stdout(is_empty()).stderr(contains(said));
    }
}

#[test]
fn help_and_version_are_answers() {
    let project = Project::new();
    project.mtlint(&["--help"]).assert().success().stdout(contains("Examples:").and(contains("mtlint check")));
    project.mtlint(&["check", "--help"]).assert().success().stdout(contains("Exit codes:"));
    project.mtlint(&["--version"]).assert().success().stdout(starts_with("mtlint "));
}

#[test]
fn unknown_rules_are_reported_with_a_suggestion() {
    let project = Project::new();
    project.write("a.txt", BAD);
    for (args, said) in [
        (&["--select", "demo/crwn"][..], "--select: there is no rule `demo/crwn`; did you mean `demo/crown`?"),
        (&["--ignore", "dmeo"], "--ignore: there is no rule or family `dmeo`; did you mean `demo`?"),
    ] {
        let mut command = project.mtlint(&["check", "--rules", "rules", "a.txt"]);
        command.args(args).assert().code(2).stdout(is_empty()).stderr(contains(said));
    }
    project
        .mtlint(&["explain", "--rules", "rules", "crown"])
        .assert()
        .code(2)
        .stderr(contains("did you mean `demo/crown`?"));
}

#[test]
fn a_broken_rule_is_shown_with_its_place() {
    let project = Project::new();
    project.write("a.txt", BAD).write("rules/en/demo/bad.toml", "title = 1\n");
    let output = project.check(&["a.txt"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8(output.stderr).unwrap());
    project.check(&["--rules", "nowhere", "a.txt"]).assert().code(2).stderr(contains("nowhere"));
}

#[test]
fn a_broken_config_is_shown_with_its_place_and_only_its_files_are_left_out() {
    let project = Project::new();
    project.write("bad/mtlint.toml", "[check]\nlang = \"en\"\nignroe = [\"demo\"]\n").write("bad/a.txt", BAD);
    project.write("bad/b.txt", BAD).write("good/a.txt", BAD);
    let output = project.check(&["--format", "short", "bad", "good"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    insta::assert_snapshot!(String::from_utf8(output.stderr).unwrap());
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.contains("good/a.txt") && !stdout.contains("bad/"), "{stdout}");
}

#[test]
fn unknown_rules_and_options_in_a_config_are_shown_with_their_place() {
    let project = Project::new();
    project.write("a.txt", BAD);
    project.write(
        "mtlint.toml",
        "[check]\nrules = [\"rules\"]\nselect = [\"demo\"]\n[levels]\n\"demo/hott\" = \"error\"\n",
    );
    project
        .mtlint(&["check", "a.txt"])
        .assert()
        .code(2)
        .stderr(contains("mtlint.toml:5:1").and(contains("did you mean `demo/hot`?")));
}

#[test]
fn a_config_decides_about_files_and_flags_win_over_it() {
    let project = Project::new();
    project.write("a.txt", BAD).write("docs/b.txt", BAD).write("drafts/c.txt", BAD);
    project.write(
        "mtlint.toml",
        "[check]\nlang = \"en\"\nrules = [\"rules\"]\nselect = [\"demo\"]\nexclude = [\"drafts/\"]\n\
         [levels]\n\"demo\" = \"error\"\n\
         [[overrides]]\npaths = [\"docs/**\"]\nignore = [\"demo/crown\"]\nlevels = { \"demo/hot\" = \"info\" }\n",
    );
    let run = |args: &[&str]| {
        let mut command = project.mtlint(&["check", "--format", "short"]);
        String::from_utf8(command.args(args).output().unwrap().stdout).unwrap()
    };
    insta::assert_snapshot!(run(&["."]), @r"
    a.txt:1:5: error[demo/crown] “new crown” is wrong
    a.txt:3:3: error[demo/hot] “hot search” is wrong
    docs/b.txt:3:3: info[demo/hot] “hot search” is wrong
    ");
    insta::assert_snapshot!(run(&["--select", "demo/crown", "docs", "drafts/c.txt"]), @r"
    docs/b.txt:1:5: error[demo/crown] “new crown” is wrong
    drafts/c.txt:1:5: error[demo/crown] “new crown” is wrong
    ");
    project.write("other.toml", "[check]\nlang = \"en\"\nrules = [\"rules\"]\nselect = [\"demo/hot\"]\n");
    insta::assert_snapshot!(run(&["--config", "other.toml", "a.txt"]), @"a.txt:3:3: info[demo/hot] “hot search” is wrong");
    project.mtlint(&["check", "--config", "none.toml", "a.txt"]).assert().code(2).stderr(contains("none.toml"));
}

#[test]
fn phrases_that_are_not_to_be_flagged_and_other_languages() {
    let project = Project::new();
    project.write("a.txt", "The Ministry of New Crown and the new crown.\n");
    project.write("mtlint.toml", "[check]\ndo-not-flag = [\"Ministry of New Crown\"]\n");
    assert_eq!(project.stdout(&["--format", "short", "a.txt"]).lines().count(), 1);
    project.write("mtlint.toml", "[check]\nlanguages = [\"en\"]\n");
    project.write("fr.txt", "Le gouvernement a annoncé hier de nouvelles mesures pour protéger les citoyens.\n");
    project.mtlint(&["check", "fr.txt"]).assert().success().stderr(contains("fr.txt: skipped: its language is fr"));
}

#[test]
fn standard_input() {
    let project = Project::new();
    let run = |args: &[&str]| {
        let mut command = assert_cmd::Command::from_std(project.check(args));
        command.write_stdin(BAD).output().unwrap()
    };
    let output = run(&["--format", "short", "-"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.starts_with(b"<stdin>:1:5: "));
    let output = run(&["--format", "short", "--stdin-filename", "texts/a.md", "-"]);
    assert!(output.stdout.starts_with(b"texts/a.md:1:5: "));
}

#[test]
fn an_empty_folder_is_no_error() {
    let project = Project::new();
    fs::create_dir(project.path().join("empty")).unwrap();
    project.check(&["empty"]).assert().success().stderr(contains("empty: no text files to check"));
    project.write("zero.txt", "");
    project.check(&["zero.txt"]).assert().success();
}

#[test]
#[cfg(unix)]
fn a_folder_loop_ends() {
    let project = Project::new();
    project.write("loop/a.txt", BAD);
    std::os::unix::fs::symlink(project.path().join("loop"), project.path().join("loop/again")).unwrap();
    assert_eq!(project.stdout(&["--format", "short", "loop"]).lines().count(), 2);
}

#[test]
#[cfg(unix)]
fn a_broken_pipe_is_no_error() {
    let project = Project::new();
    project.write("a.txt", BAD.repeat(20_000));
    let mut child = project.check(&["a.txt"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn thread_count_changes_nothing() {
    let project = Project::new();
    for index in 0..300 {
        project.write(&format!("texts/{:02}/{index:03}.txt", index % 7), format!("{}{}", "x ".repeat(index), BAD));
    }
    for format in ["human", "jsonl", "json"] {
        let outputs = ["1", "2", "7"].map(|n| project.stdout(&["--format", format, "--threads", n, "texts"]));
        assert!(outputs[0].matches("demo/crown").count() >= 300);
        assert_eq!(outputs[0], outputs[1]);
        assert_eq!(outputs[0], outputs[2]);
    }
}

#[test]
fn a_byte_order_mark_and_crlf_count_in_offsets() {
    let project = Project::new();
    let disk = "\u{feff}One line.\r\nThe new crown.\r\n";
    project.write("a.txt", disk);
    let record: serde_json::Value = serde_json::from_str(&project.stdout(&["--format", "jsonl", "a.txt"])).unwrap();
    assert_eq!(record["start"], disk.find("new").unwrap());
    assert_eq!(record["end"], disk.find("new").unwrap() + "new crown".len());
    assert_eq!((&record["line"], &record["column"]), (&2.into(), &5.into()));
}

#[test]
fn other_encodings_are_read_with_a_note() {
    let project = Project::new();
    let utf16: Vec<u8> = "\u{feff}The new crown.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    project.write("a.txt", utf16);
    let assert = project.check(&["--format", "jsonl", "a.txt"]).assert().code(1);
    assert.stdout(contains("\"start\":10,\"end\":28,")).stderr(contains("note: a.txt: decoded as UTF-16LE"));
}

#[test]
fn json_holds_findings_notes_and_a_summary() {
    let project = Project::new();
    project.write("a.txt", BAD);
    let value: serde_json::Value =
        serde_json::from_str(&project.stdout(&["--format", "json", "a.txt", "missing.txt"])).unwrap();
    assert_eq!(value["findings"].as_array().unwrap().len(), 2);
    assert_eq!(value["summary"]["by_rule"]["demo/crown"], 1);
    assert_eq!(value["notes"][0]["path"], "missing.txt");
    assert_eq!(value["notes"][0]["level"], "error");
}

#[test]
fn colors() {
    let project = Project::new();
    project.write("a.txt", BAD);
    let is_colored = |args: &[&str]| project.stdout(args).contains('\x1b');
    assert!(!is_colored(&["a.txt"]));
    assert!(is_colored(&["--color", "always", "a.txt"]));
    assert!(!is_colored(&["--color", "never", "a.txt"]));
    assert!(!is_colored(&["--color", "always", "--format", "jsonl", "a.txt"]));
}

#[test]
fn who_wants_quiet_hears_findings_and_errors_only() {
    let project = Project::new();
    project.write("a.txt", BAD).write("clean.txt", "All is well.\n");
    let out = |args: &[&str]| {
        let output = project.check(args).output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (loud, quiet) = (out(&["a.txt"]).0, out(&["--quiet", "a.txt"]).0);
    assert!(loud.starts_with(&quiet) && loud.contains("in 1 file") && !quiet.contains("in 1 file"), "{quiet}");
    assert!(!quiet.is_empty());
    assert_eq!(out(&["-q", "clean.txt"]), (String::new(), String::new()));
    fs::create_dir(project.path().join("empty")).unwrap();
    assert!(!out(&["empty"]).1.is_empty());
    assert_eq!(out(&["--quiet", "empty"]).1, "");
    assert!(out(&["--quiet", "gone.txt"]).1.contains("no such file"));
}

#[test]
fn links_to_rule_pages_are_made_where_they_are_wanted() {
    let project = Project::new();
    project.write("a.txt", BAD).write("mtlint.toml", "[check]\nrule-pages = \"https://example.org/{rule}.html\"\n");
    let link = "\x1b]8;;https://example.org/demo/";
    assert!(project.stdout(&["--hyperlinks", "always", "a.txt"]).contains(link));
    assert!(!project.stdout(&["a.txt"]).contains('\x1b'), "a pipe shows no links");
    assert!(project.stdout(&["--format", "rdjsonl", "a.txt"]).contains("\"url\":\"https://example.org/demo/"));
    project.write("mtlint.toml", "[check]\nrule-pages = \"docs/rules\"\n");
    project.check(&["a.txt"]).assert().code(2).stderr(contains("is not an address of rule pages"));
    fs::remove_file(project.path().join("mtlint.toml")).unwrap();
    assert!(!project.stdout(&["--hyperlinks", "always", "a.txt"]).contains('\x1b'), "no pages, no links");
}

#[test]
fn completions_and_manual_pages() {
    let project = Project::new();
    for (shell, part) in [("bash", "complete -F _mtlint"), ("zsh", "#compdef mtlint"), ("fish", "complete -c mtlint")] {
        project.mtlint(&["completions", shell]).assert().code(0).stdout(contains(part)).stdout(contains("source-lang"));
    }
    project.mtlint(&["man"]).assert().code(0).stdout(contains(".TH mtlint 1"));
    project.mtlint(&["man", "check"]).assert().code(0).stdout(contains(".TH mtlint-check 1")).stdout(contains("fail"));
    project.mtlint(&["man", "chekc"]).assert().code(2).stderr(contains("there is no command `chekc`"));
}

#[test]
fn rules_are_listed_and_filtered() {
    let project = Project::new();
    let list = |args: &[&str]| {
        let mut command = project.mtlint(&["rules", "--rules", "rules"]);
        String::from_utf8(command.args(args).output().unwrap().stdout).unwrap()
    };
    insta::assert_snapshot!(list(&["demo"]));
    let json: serde_json::Value = serde_json::from_str(&list(&["--format", "json", "demo/hot"])).unwrap();
    assert_eq!((&json[0]["id"], &json[0]["language"]), (&"demo/hot".into(), &"en".into()));
    assert!(!list(&["--lang", "de"]).contains("demo/hot"));
    assert!(!list(&["--status", "nursery"]).contains("demo/hot"));
    project.mtlint(&["rules", "xyzzy"]).assert().code(2).stderr(contains("there is no rule or family `xyzzy`"));
}

#[test]
fn rules_are_tested() {
    let project = Project::new();
    let test = |project: &Project| project.mtlint(&["rules", "test", "rules"]).assert();
    test(&project).success().stdout("2 rules in rules: 8 examples, 0 failed\n");
    let broken = rule("Crown", "warning", "new crown", "COVID-19").replace("[[new crown]] more", "[[new]] crown more");
    project.write("rules/en/demo/crown.toml", broken);
    test(&project).code(1).stdout(contains("demo/crown/bad-2: expected “new”, found “new crown”"));
    project.write("rules/en/demo/crown.toml", "nonsense");
    test(&project).code(2).stderr(contains("rules/en/demo/crown.toml:1"));
}

const MEASURED: &str = r#"
date = "2024-05-31"
[corpora.news]
language = "en"
words = { mt = 40000, human = 10000 }
[rules."en/demo/crown"]
news = { mt = 36, human = 1, mt_per_10k = 9.0, human_per_10k = 1.0, errors = { of = 4, precision = 0.75, chance = 0.25 } }
[rules."en/demo/hot"]
news = { mt = 36, human = 1, mt_per_10k = 9.0, human_per_10k = 1.0, errors = { of = 20, precision = 0.6, chance = 0.25 } }
"#;

#[test]
fn figures_are_shown() {
    let project = Project::new();
    project.write("rules/measured.toml", MEASURED);
    let tell = |args: &[&str]| {
        let output = project.mtlint(args).args(["--rules", "rules"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    insta::assert_snapshot!(tell(&["rules", "demo"]));
    insta::assert_snapshot!(tell(&["explain", "demo"]));
    let json: serde_json::Value = serde_json::from_str(&tell(&["rules", "demo/hot", "--format", "json"])).unwrap();
    assert_eq!(
        (&json[0]["measured"]["precision"], &json[0]["measured"]["precision_of"]),
        (&0.6.into(), &"errors".into())
    );
    assert!(!tell(&["rules", "demo", "--min-precision", "0.8"]).contains("demo/hot"));
}

#[test]
fn only_rules_that_are_sure_enough_run() {
    let project = Project::new();
    project.write("a.txt", BAD).write("rules/measured.toml", MEASURED);
    let found = |args: &[&str]| project.stdout(&[args, &["--format", "short", "a.txt"]].concat());
    assert!(found(&[]).contains("demo/hot"));
    let sure = found(&["--min-precision", "0.9"]);
    assert!(sure.contains("demo/crown") && !sure.contains("demo/hot"));
    project.check(&["--min-precision", "80", "a.txt"]).assert().code(2).stderr(contains("from 0 to 1"));
    project.write("mtlint.toml", "[check]\nmin-precision = 0.95\n");
    assert_eq!(found(&[]), "");
    project.write("rules/measured.toml", "date = 1");
    project.check(&["a.txt"]).assert().code(2).stderr(contains("rules/measured.toml:1:8"));
    project.check(&["--min-precision", "0", "--config", "mtlint.toml", "a.txt"]).assert().code(2);
}

#[test]
fn explain() {
    let project = Project::new();
    let output = project.mtlint(&["explain", "--rules", "rules", "demo/crown"]).output().unwrap();
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
}

#[test]
fn init_writes_once_and_what_it_writes_is_valid() {
    let project = Project::new();
    project.write("a.txt", BAD);
    project.mtlint(&["init"]).assert().success().stdout(starts_with("Wrote mtlint.toml."));
    project.check(&["a.txt"]).assert().code(1);
    project.write("mtlint.toml", "# mine\n");
    project.mtlint(&["init"]).assert().code(2).stderr(ends_with("mtlint.toml: already exists; it was not changed\n"));
    assert_eq!(fs::read_to_string(project.path().join("mtlint.toml")).unwrap(), "# mine\n");
}

#[test]
fn stats_as_table_and_json() {
    let project = Project::new();
    let text = "# A heading\n\nThe cat doesn’t sit on the well-known mat. It sleeps.\n\nIt is an extraordinarily complicated matter.\n";
    project.write("a.md", text);
    let run = |args: &[&str]| {
        let output = project.mtlint(&["stats", "--lang", "en"]).args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    insta::assert_snapshot!(run(&["a.md"]));
    let json: serde_json::Value = serde_json::from_str(&run(&["--format", "json", "a.md", "a.md"])).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
    // doesn’t and well-known are one word each, the heading is not counted: 8 + 2 + 6.
    assert_eq!((&json[0]["words"], &json[0]["sentences"]), (&16.into(), &3.into()));
    let longest = &json[0]["longest_sentences"][0];
    let at = |key: &str| usize::try_from(longest[key].as_u64().unwrap()).unwrap();
    assert_eq!(&text[at("start")..at("end")], "The cat doesn’t sit on the well-known mat.");
    assert_eq!((&longest["line"], &longest["column"], &longest["words"]), (&3.into(), &1.into(), &8.into()));
    project.mtlint(&["stats", "missing.txt"]).assert().code(2).stderr(contains("no such file"));
}

/// A text of 520 words with as many wrong phrases as asked for.
fn sample(wrong: usize) -> String {
    let clean = "The harbour was quiet and nobody spoke. ".repeat(520_usize.div_ceil(7));
    "The new crown came. ".repeat(wrong) + &clean
}

#[test]
fn a_score_passes_fails_or_is_none() {
    let project = Project::new();
    project.write("good.txt", sample(2)).write("bad.txt", sample(9)).write("short.txt", BAD);
    project.write("critical/rules/en/demo/crown.toml", {
        rule("Crown", "warning", "new crown", "COVID-19").replace("\"minor\"", "\"critical\"")
    });
    for (args, code, verdict) in [
        (&["good.txt"][..], 0, "pass"),
        (&["bad.txt"], 1, "fail  below the threshold"),
        (&["bad.txt", "--threshold", "80"], 0, "pass"),
        (&["bad.txt", "--acceptable", "20"], 0, "pass"),
        (&["good.txt", "--threshold", "99.5"], 1, "fail"),
        (&["good.txt", "--rules", "critical/rules"], 1, "fail  a finding is critical"),
        (&["short.txt"], 0, "none  fewer than 500 words"),
        (&["short.txt", "--floor", "5"], 1, "fail"),
        (&["missing.txt", "good.txt"], 2, "pass"),
        (&["good.txt", "--ignore", "demo/crown"], 0, "pass"),
    ] {
        let flags = ["score", "--rules", "rules", "--select", "demo", "--lang", "en"];
        project
            .mtlint(&flags)
            .args(args)
            .assert()
            .code(code)
            .stdout(contains(verdict).and(contains("does not replace a human MQM evaluation")));
    }
    project.mtlint(&["score", "--threshold", "100", "good.txt"]).assert().code(2).stderr(contains("less than 100"));
    project.mtlint(&["score", "--acceptable", "0", "good.txt"]).assert().code(2).stderr(contains("above 0"));
}

#[test]
fn a_score_as_table_and_json() {
    let project = Project::new();
    project.write("bad.txt", sample(9)).write("good.txt", sample(1)).write("short.txt", BAD);
    let run = |args: &[&str]| {
        let flags = ["score", "--rules", "rules", "--select", "demo", "--lang", "en"];
        String::from_utf8(project.mtlint(&flags).args(args).output().unwrap().stdout).unwrap()
    };
    insta::assert_snapshot!(run(&["bad.txt"]));
    insta::assert_snapshot!(run(&["--each", "bad.txt", "good.txt", "short.txt"]));
    let json: serde_json::Value = serde_json::from_str(&run(&["--format", "json", "bad.txt", "good.txt"])).unwrap();
    assert_eq!((&json["judged"], &json["fails"]), (&"all".into(), &false.into()));
    let [all, bad] = [&json["all"], &json["files"][0]];
    assert_eq!((&all["findings"], &all["penalty"], &bad["findings"]), (&10.into(), &10.0.into(), &9.into()));
    assert_eq!((&bad["path"], &bad["verdict"], &all["verdict"]), (&"bad.txt".into(), &"fail".into(), &"pass".into()));
    let words = bad["words"].as_f64().unwrap();
    assert_eq!(bad["raw"].as_f64().unwrap(), 100.0 * (1.0 - 9.0 / words));
    assert_eq!(bad["calibrated"].as_f64().unwrap(), 100.0 - 9.0 / words * 1000.0);
    let kind = &all["dimensions"][0]["types"][0];
    assert_eq!((&kind["category"], &kind["minor"]), (&"fluency/grammar".into(), &10.into()));
    assert_eq!(json["scheme"]["multipliers"]["critical"], 25.0);
    // Each text is judged by itself.
    let each: serde_json::Value =
        serde_json::from_str(&run(&["--format", "json", "--each", "bad.txt", "good.txt"])).unwrap();
    assert_eq!((&each["judged"], &each["fails"]), (&"each".into(), &true.into()));
}

#[test]
fn a_config_sets_the_scheme_of_a_score() {
    let project = Project::new();
    project.write("bad.txt", sample(9));
    let code = |config: &str, args: &[&str]| {
        project.write("mtlint.toml", format!("[check]\nrules = ['rules']\nselect = ['demo']\n{config}"));
        project.mtlint(&["score", "--lang", "en", "bad.txt"]).args(args).output().unwrap().status.code()
    };
    assert_eq!(code("", &[]), Some(1));
    assert_eq!(code("[score]\nthreshold = 80", &[]), Some(0));
    assert_eq!(code("[score]\nthreshold = 80", &["--threshold", "90"]), Some(1));
    assert_eq!(code("[score]\nfloor = 1000", &[]), Some(0));
    assert_eq!(code("[score]\nmultipliers = { minor = 0.5 }", &[]), Some(0));
    assert_eq!(code("[score]\nmultipliers = { minor = -1 }", &[]), Some(2));
}

/// The data blocks of a page by their ids.
fn blocks(page: &str) -> std::collections::BTreeMap<&str, serde_json::Value> {
    let blocks = page.split("<script type=\"application/json\" id=\"").skip(1);
    let block = |block| {
        let (id, rest) = str::split_once(block, "\">").unwrap();
        (id, serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap())
    };
    blocks.map(block).collect()
}

#[test]
fn a_report_holds_texts_findings_and_scores() {
    let project = Project::new();
    let text = "\u{feff}A 😀 new crown\r\ncame.\r\n\r\n</script><script>alert(1)</script> hot search\r\n";
    project.write("texts/a.txt", text).write("texts/b.txt", "All is well.\n").write("texts/c.txt", b"bin\0ary");
    let flags = ["report", "--rules", "rules", "--select", "demo", "--lang", "en", "texts", "-o", "page.html"];
    let message = "page.html: 2 findings in 2 files\n";
    project.mtlint(&flags).assert().code(2).stdout(message).stderr(contains("c.txt: byte 3 is NUL"));
    let page = fs::read_to_string(project.path().join("page.html")).unwrap();
    assert!(!page.contains("alert(1)</script>"));
    let blocks = blocks(&page);
    assert_eq!(blocks.keys().copied().collect::<Vec<_>>(), ["file-0", "file-1", "index"]);
    let (file, index) = (&blocks["file-0"], &blocks["index"]);
    assert_eq!((&file["path"], &file["key"]), (&"texts/a.txt".into(), &"texts/a.txt".into()));
    assert_eq!((&file["content"], &file["bom"]), (&text.trim_start_matches('\u{feff}').into(), &true.into()));
    // The emoji is two code units.
    let crown = &file["findings"][0];
    assert_eq!((&crown["span"], &crown["level"]), (&serde_json::json!([5, 14]), &"warning".into()));
    assert_eq!(crown["fixes"][0]["edits"], serde_json::json!([[5, 14, "COVID-19"]]));
    let runs = &file["parts"][0]["units"][0]["runs"];
    assert_eq!(runs, &serde_json::json!([[0, 14], [14, 16, " "], [16, 21]]));
    assert_eq!((&index["files"][0]["warnings"], &index["files"][1]["infos"]), (&1.into(), &0.into()));
    assert_eq!((&index["all"]["findings"], &index["all"]["verdict"]), (&2.into(), &"too-short".into()));
    assert!(index["notes"][0].as_str().unwrap().contains("c.txt"));
}

#[test]
fn a_report_leaves_out_what_its_baseline_knows() {
    let project = Project::new();
    project.write("a.txt", BAD);
    let run = |args: &[&str]| {
        let mut command = project.mtlint(args);
        command.args(["--rules", "rules", "--select", "demo", "--lang", "en"]).output().unwrap()
    };
    run(&["baseline", "write", "a.txt", "--baseline", "known.json"]);
    project.write("a.txt", format!("{BAD}\nOne new crown more.\n"));
    let page = String::from_utf8(run(&["report", "a.txt", "--baseline", "known.json", "-o", "-"]).stdout).unwrap();
    let blocks = blocks(&page);
    assert_eq!(blocks["file-0"]["findings"].as_array().unwrap().len(), 1);
    let known = fs::read_to_string(project.path().join("known.json")).unwrap();
    assert_eq!(
        (&blocks["index"]["baseline"], &blocks["index"]["baseline_name"]),
        (&known.into(), &"known.json".into())
    );
    for (args, complaint) in [
        (&["report", "a.txt"][..], "--output"),
        (&["report", "a.txt", "-o", "no/such/page.html"], "its folder does not exist"),
        (&["report", "a.txt", "-o", "p.html", "--baseline", "none.json"], "no such file"),
        (&["report", ".", "-o", "p.html", "--source", "a.txt"], "--source takes one file"),
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains(complaint), "{args:?}");
    }
    assert!(!project.path().join("p.html").exists());
}
