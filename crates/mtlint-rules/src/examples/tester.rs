//! A tester for checks: runs one rule of the rules folder on short texts that a test gives, as the rule's own examples
//! run.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use super::ExampleCase;
use crate::catalog;
use crate::engine::ActiveRule;
use crate::finding::Finding;
use crate::rule::{Example, Level, Rule};

/// The rules of the repository.
static RULES: LazyLock<Vec<Arc<Rule>>> = LazyLock::new(|| {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules"));
    catalog::folder(folder).unwrap_or_else(|errors| panic!("{errors:?}"))
});

/// Runs one rule. `flags` and `passes` take a source and its translation, `flags_text` and `passes_text` a text alone;
/// in what is flagged, `[[` and `]]` enclose each expected finding.
pub(crate) struct Tester {
    rule: Arc<Rule>,
    level: Level,
    example: Example,
}

impl Tester {
    /// A tester of a rule, by its id (`numbers/mismatch`) or, if several languages have one of that id, by its key
    /// (`en/quotes/unbalanced`). The languages are those of the rule's examples: the rule's own, or English.
    #[track_caller]
    pub(crate) fn new(name: &str) -> Self {
        let named: Vec<_> = RULES.iter().filter(|rule| rule.id.as_str() == name || rule.key() == name).collect();
        let [rule] = named.as_slice() else { panic!("{} rules are called “{name}”", named.len()) };
        Self { rule: Arc::clone(rule), level: rule.file.level.max(Level::Info), example: Example::default() }
    }

    /// A tester of a check that no rule in the folder names, by its `[match]` table.
    #[track_caller]
    pub(crate) fn of_match(table: &str) -> Self {
        let head = "title = \"Test\"\nlevel = \"warning\"\nmessage = \"Test\"\nwhy = \"Test\"";
        let mqm = "mqm = { category = \"style/awkward\", severity = \"minor\" }";
        let text = format!("{head}\n{mqm}\n\n[match]\n{table}\n");
        let rule = catalog::parse(Path::new("any/test/test.toml"), &text).unwrap_or_else(|error| panic!("{error}"));
        Self { level: rule.file.level, rule: Arc::new(rule), example: Example::default() }
    }

    /// Sets the source language.
    pub(crate) fn source(mut self, language: &str) -> Self {
        self.example.source_lang = Some(language.to_owned());
        self
    }

    /// Sets the target language, that of a text alone.
    pub(crate) fn target(mut self, language: &str) -> Self {
        self.example.lang = Some(language.to_owned());
        self
    }

    /// Sets an input format: texts are whole files of it.
    pub(crate) fn format(mut self, name: &str) -> Self {
        self.example.format = Some(name.to_owned());
        self
    }

    /// Adds a flag as PO files have them, such as `python-format`.
    pub(crate) fn po_flag(mut self, flag: &str) -> Self {
        self.example.flags.push(flag.to_owned());
        self
    }

    /// Sets an option of the rule.
    pub(crate) fn option(mut self, key: &str, value: impl Into<toml::Value>) -> Self {
        self.example.options.insert(key.to_owned(), value.into());
        self
    }

    /// Sets the level that the user gave the rule.
    pub(crate) fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Asserts that the rule finds the marked places of a translation, and nothing else.
    #[track_caller]
    pub(crate) fn flags(&self, source: &str, marked: &str) -> &Self {
        self.expect(Some(source), marked, true)
    }

    /// Asserts that the rule finds the marked places of a text, and nothing else.
    #[track_caller]
    pub(crate) fn flags_text(&self, marked: &str) -> &Self {
        self.expect(None, marked, true)
    }

    /// Asserts that the rule finds nothing in a translation.
    #[track_caller]
    pub(crate) fn passes(&self, source: &str, target: &str) -> &Self {
        self.expect(Some(source), target, false)
    }

    /// Asserts that the rule finds nothing in a text.
    #[track_caller]
    pub(crate) fn passes_text(&self, text: &str) -> &Self {
        self.expect(None, text, false)
    }

    /// Asserts the message of the only finding in a translation.
    #[track_caller]
    pub(crate) fn says(&self, source: &str, target: &str, message: &str) -> &Self {
        self.expect_message(Some(source), target, message)
    }

    /// Asserts the message of the only finding in a text.
    #[track_caller]
    pub(crate) fn says_text(&self, text: &str, message: &str) -> &Self {
        self.expect_message(None, text, message)
    }

    /// The findings in a text without marks.
    #[track_caller]
    pub(crate) fn findings_text(&self, text: &str) -> Vec<Finding> {
        let case = self.case(None, text, false);
        case.findings_of(vec![self.active()]).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[track_caller]
    fn expect(&self, source: Option<&str>, text: &str, bad: bool) -> &Self {
        if let Err(error) = self.case(source, text, bad).run_as(self.active()) {
            panic!("{} on {text:?}: {error}", self.rule.id);
        }
        self
    }

    #[track_caller]
    fn expect_message(&self, source: Option<&str>, text: &str, message: &str) -> &Self {
        let findings = self.case(source, text, false).findings_of(vec![self.active()]);
        let messages: Vec<String> = findings.into_iter().flatten().map(|finding| finding.message).collect();
        assert_eq!(messages, [message], "{} on {text:?}", self.rule.id);
        self
    }

    fn case(&self, source: Option<&str>, text: &str, bad: bool) -> ExampleCase {
        let example = Example { text: text.to_owned(), source: source.map(str::to_owned), ..self.example.clone() };
        ExampleCase { name: self.rule.id.to_string(), rule: Arc::clone(&self.rule), example, bad }
    }

    fn active(&self) -> ActiveRule {
        let options = self.example.options.clone().into_iter().collect();
        ActiveRule { rule: Arc::clone(&self.rule), level: self.level, options }
    }
}
