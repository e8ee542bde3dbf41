//! `mtlint check --fix`: what is written, what is not, and what is said of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use tempfile::TempDir;

/// A folder with rules of its own: `new crown` is mended safely, `hot search` likely.
struct Project(TempDir);

fn rule(phrase: &str, fix: &str, applicability: &str) -> String {
    format!(
        "title = \"Demo\"\nlevel = \"warning\"\nstatus = \"stable\"\n\
         mqm = {{ category = \"fluency/grammar\", severity = \"minor\" }}\n\
         message = \"“{{match}}” is wrong\"\nwhy = \"A machine wrote it.\"\n\
         [match]\nphrases = [{{ text = \"{phrase}\", fix = \"{fix}\" }}]\napplicability = \"{applicability}\"\n\
         [[bad]]\ntext = \"The [[{phrase}]] is here.\"\n[[bad]]\ntext = \"One [[{phrase}]] more.\"\n\
         [[good]]\ntext = \"Nothing is here.\"\n[[good]]\ntext = \"Nothing at all.\"\n"
    )
}

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.rule("crown", "new crown", "COVID-19", "safe");
        project.rule("hot", "hot search", "trending topic", "suggest");
        project
    }

    fn rule(&self, name: &str, phrase: &str, fix: &str, applicability: &str) {
        self.write(&format!("rules/en/demo/{name}.toml"), rule(phrase, fix, applicability));
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("mtlint").unwrap();
        command.current_dir(self.path());
        command.args(["check", "--rules", "rules", "--select", "demo", "--lang", "en"]).args(args);
        command
    }

    /// Exit code, standard output, standard error.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        output_of(self.command(args).output().unwrap())
    }

    fn pipe(&self, args: &[&str], text: &[u8]) -> (i32, Vec<u8>, String) {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(text).unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code().unwrap(), output.stdout.clone(), output_of(output).2)
    }
}

fn output_of(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

const BAD: &str = "The new crown came.\n\nA hot search it was, new crown or not.\n";
const SAFE: &str = "The COVID-19 came.\n\nA hot search it was, COVID-19 or not.\n";
const ALL: &str = "The COVID-19 came.\n\nA trending topic it was, COVID-19 or not.\n";

#[test]
fn safe_fixes_are_applied_and_other_findings_reported() {
    let project = Project::new();
    project.write("a.txt", BAD);
    let (code, out, err) = project.run(&["--fix", "a.txt"]);
    assert_eq!((code, project.read("a.txt").as_str(), err.as_str()), (1, SAFE, ""));
    assert!(out.contains("“hot search” is wrong") && !out.contains("“new crown” is wrong"), "{out}");
    assert!(out.contains("Fixed 2 findings: demo/crown 2\n1 finding: 1 warning in 1 file"), "{out}");
    assert!(out.contains("1 finding can be fixed with `--fix --unsafe`"), "{out}");
    let (code, out, _) = project.run(&["--fix", "--unsafe", "a.txt"]);
    assert_eq!((code, project.read("a.txt").as_str()), (0, ALL));
    assert!(out.contains("Fixed 1 finding: demo/hot 1\nNo findings in 1 file"), "{out}");
}

#[test]
fn programs_get_the_counts() {
    let project = Project::new();
    project.write("a.txt", BAD);
    let summary = |args: &[&str]| {
        let (_, out, _) = project.run(args);
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["summary"].clone()
    };
    let before = summary(&["--format", "json", "a.txt"]);
    assert_eq!(before["fixable"], serde_json::json!({"safe": 2, "suggest": 1}));
    let after = summary(&["--format", "json", "--fix", "a.txt"]);
    assert_eq!(after["fixed"], serde_json::json!({"demo/crown": 2}));
    assert_eq!((&after["findings"], &after["fixable"]["safe"]), (&1.into(), &0.into()));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay_and_a_second_run_writes_nothing() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let project = Project::new();
    let path = project.write("texts/a.txt", BAD);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("texts/a.txt", project.path().join("link.txt")).unwrap();
    project.run(&["--fix", "link.txt"]);
    assert!(fs::symlink_metadata(project.path().join("link.txt")).unwrap().is_symlink());
    let first = fs::metadata(&path).unwrap();
    assert_eq!((first.permissions().mode() & 0o777, project.read("texts/a.txt").as_str()), (0o640, SAFE));
    let names = || fs::read_dir(project.path().join("texts")).unwrap().count();
    assert_eq!(names(), 1, "no other file is left behind");
    let (_, out, _) = project.run(&["--fix", "texts"]);
    let second = fs::metadata(&path).unwrap();
    assert_eq!((first.ino(), first.mtime_nsec()), (second.ino(), second.mtime_nsec()));
    assert!(!out.contains("Fixed"), "{out}");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    let (code, _, err) = project.run(&["--fix", "--unsafe", "texts"]);
    assert_eq!((code, project.read("texts/a.txt").as_str()), (2, SAFE), "a file that nobody may write");
    assert!(err.contains("cannot be written: permission denied"), "{err}");
}

#[test]
fn a_dry_run_prints_a_diff_that_git_applies() {
    let project = Project::new();
    let long = "One line.\n".repeat(20);
    project.write("texts/a.txt", format!("{long}{BAD}{long}The new crown, at last"));
    project.write("texts/b.txt", "No line end: new crown\r\nThe end.\r\n");
    project.write("texts/c.txt", "Nothing.\n");
    let before = project.read("texts/a.txt");
    let (code, diff, report) = project.run(&["--fix", "--dry-run", "texts"]);
    assert_eq!((code, project.read("texts/a.txt").as_str()), (1, before.as_str()));
    assert!(report.contains("Would fix 4 findings: demo/crown 4") && report.contains("“hot search”"), "{report}");
    assert!(
        !diff.contains("c.txt") && diff.contains("\n+The COVID-19, at last\n\\ No newline at end of file"),
        "{diff}"
    );
    project.write("p.diff", &diff);
    let git = Command::new("git").args(["apply", "p.diff"]).current_dir(project.path()).output().unwrap();
    assert!(git.status.success(), "{}\n{diff}", String::from_utf8_lossy(&git.stderr));
    let patched = (project.read("texts/a.txt"), project.read("texts/b.txt"));
    assert_eq!(project.run(&["--fix", "--dry-run", "texts"]).1, "");
    project.write("texts/a.txt", before);
    project.write("texts/b.txt", "No line end: new crown\r\nThe end.\r\n");
    project.run(&["--fix", "texts"]);
    assert_eq!((project.read("texts/a.txt"), project.read("texts/b.txt")), patched);
    let only_safe = project.write("d.txt", "The new crown.\n");
    assert_eq!(project.run(&["--fix", "--dry-run", "--fail-on", "error", only_safe.to_str().unwrap()]).0, 1);
    assert_eq!(project.run(&["--fix", "--dry-run", "--exit-zero", only_safe.to_str().unwrap()]).0, 0);
}

#[test]
fn standard_input_comes_back_mended() {
    let project = Project::new();
    let (code, out, err) = project.pipe(&["--fix", "-"], BAD.as_bytes());
    assert_eq!((code, String::from_utf8(out).unwrap().as_str()), (1, SAFE));
    assert!(err.contains("“hot search” is wrong") && err.contains("Fixed 2"), "{err}");
    // Whatever becomes of it, a filter must not swallow it.
    let (code, out, _) = project.pipe(&["--fix", "-"], b"Nothing.");
    assert_eq!((code, out.as_slice()), (0, &b"Nothing."[..]));
    let (code, out, _) = project.pipe(&["--fix", "-"], b"a\0b");
    assert_eq!((code, out.as_slice()), (2, &b"a\0b"[..]));
    project.write("no.diff", "--- a/x.txt\n+++ b/x.txt\n@@ -1 +1 @@\n-a\n+b\n");
    let (_, out, _) = project.pipe(&["--fix", "--diff", "no.diff", "-"], BAD.as_bytes());
    assert_eq!(String::from_utf8(out).unwrap(), BAD, "no changed text");
    let (_, out, _) = project.pipe(&["--fix", "--dry-run", "-"], BAD.as_bytes());
    assert!(out.starts_with(b"--- <stdin>\n+++ <stdin>\n@@"), "{}", String::from_utf8_lossy(&out));
}

#[test]
fn every_encoding_is_written_back() {
    let project = Project::new();
    let utf16 = |text: &str| format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let bom = |text: &str| format!("\u{FEFF}{text}").into_bytes();
    type Encode<'e> = &'e dyn Fn(&str) -> Vec<u8>;
    let encoders: [(&str, Encode<'_>); 3] = [("utf16", &utf16), ("latin", &latin), ("bom", &bom)];
    for (name, encode) in encoders {
        let text = "The café’s owner – an elder – said the new crown had closed the café.\r\n\r\nNothing.\r\n";
        let path = project.write(&format!("{name}.txt"), encode(text));
        let (code, out, _) = project.run(&["--fix", path.to_str().unwrap()]);
        assert_eq!(code, 0, "{name}: {out}");
        assert!(fs::read(&path).unwrap() == encode(&text.replace("new crown", "COVID-19")), "{name}");
    }
    project.rule("crown", "new crown", "中", "safe");
    let text = latin("The café’s new crown – an elder – had closed the café.\n");
    let path = project.write("latin.txt", &text);
    let (code, _, err) = project.run(&["--fix", "latin.txt"]);
    assert!(code == 1 && fs::read(&path).unwrap() == text, "{err}");
    assert!(err.contains("1 fix needs a character that the encoding of the file lacks"), "{err}");
}

#[test]
fn only_what_would_be_reported_is_mended() {
    let project = Project::new();
    let lines = "The new crown one.\nThe new crown two.\nThe new crown three.\n";
    let mended = lines.replacen("new crown two", "COVID-19 two", 1);
    project.write("a.txt", lines);
    project.write("a.diff", "--- a/a.txt\n+++ b/a.txt\n@@ -2 +2 @@\n-x\n+The new crown two.\n");
    project.run(&["--fix", "--diff", "a.diff", "a.txt"]);
    assert_eq!(project.read("a.txt"), mended, "--diff");
    let text = "<!-- mtlint-disable-next-line demo/crown -->\nThe new crown one.\n\nThe new crown two.\n";
    project.write("b.md", text);
    project.run(&["--fix", "b.md"]);
    assert_eq!(project.read("b.md"), text.replace("new crown two", "COVID-19 two"), "a directive");
    project.write("c.txt", "The new crown one.\n\nThe hot search is not here.\n");
    let mut baseline = Command::cargo_bin("mtlint").unwrap();
    baseline.current_dir(project.path());
    baseline.args(["baseline", "write", "--rules", "rules", "--select", "demo", "--lang", "en", "c.txt"]);
    assert!(baseline.output().unwrap().status.success());
    project.write("c.txt", "Said the new crown and the rest.\n\nThe new crown one.\n\nThe hot search is not here.\n");
    let (code, out, _) = project.run(&["--fix", "--unsafe", "--baseline", "mtlint-baseline.json", "c.txt"]);
    let expected = "Said the COVID-19 and the rest.\n\nThe new crown one.\n\nThe hot search is not here.\n";
    assert_eq!((code, project.read("c.txt").as_str()), (0, expected), "{out}");
    assert_eq!(project.run(&["--fix", "--level", "error", "c.txt"]).0, 0);
    assert_eq!(project.read("c.txt"), expected, "--level");
}

#[test]
fn fixes_at_odds_and_without_end_leave_the_file_alone() {
    let project = Project::new();
    project.rule("even", "good day", "fair day", "safe");
    project.rule("odd", "fair day", "good day", "safe");
    project.write("a.txt", "A good day.\n");
    let (code, _, err) = project.run(&["--fix", "a.txt"]);
    assert_eq!((code, project.read("a.txt").as_str()), (1, "A good day.\n"), "{err}");
    assert!(err.contains("note: a.txt: fixes of demo/even, demo/odd undo each other and were not applied"), "{err}");
    let project = Project::new();
    project.rule("grows", "very nice", "very nice, very nice", "safe");
    project.write("a.txt", "A very nice day.\n");
    project.write("b.txt", BAD);
    let (code, out, err) = project.run(&["--fix", "."]);
    assert_eq!((code, project.read("a.txt").as_str(), project.read("b.txt").as_str()), (2, "A very nice day.\n", SAFE));
    assert!(err.contains("error: a.txt: could not be fixed: the fixes of demo/grows keep"), "{err}");
    assert!(out.contains("“very nice” is wrong"), "{out}");
}

#[test]
fn escapes_are_those_of_the_format() {
    let project = Project::new();
    project.rule("quote", "very nice", "“nice” & <dear>", "safe");
    project.rule("straight", "so so", r#"\"so\" \\\\"#, "safe");
    for (name, text, expected) in [
        ("a.po", "msgid \"x\"\nmsgstr \"so so\"\n", "msgid \"x\"\nmsgstr \"\\\"so\\\" \\\\\\\\\"\n"),
        ("a.html", "<p>A very nice day.</p>", "<p>A “nice” &amp; &lt;dear&gt; day.</p>"),
        ("en.json", r#"{"a": {"b": "A so so day", "c": "d e"}}"#, r#"{"a": {"b": "A \"so\" \\\\ day", "c": "d e"}}"#),
    ] {
        project.write(name, text);
        let (code, out, err) = project.run(&["--fix", name]);
        assert_eq!((code, project.read(name).as_str()), (0, expected), "{out}{err}");
    }
}

#[test]
fn wrong_usage() {
    let project = Project::new();
    for args in [["--unsafe", "."], ["--dry-run", "."]] {
        let (code, _, err) = project.run(&args);
        assert!(code == 2 && err.contains("--fix"), "{err}");
    }
}
