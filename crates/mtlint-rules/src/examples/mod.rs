//! Runs the examples of a rule: the bad ones must give the marked spans, the good ones nothing.

#[cfg(test)]
mod tester;

#[cfg(test)]
pub(crate) use tester::Tester;

use std::path::Path;
use std::sync::Arc;

use jiff::civil::{Date, date};

use crate::engine::{ActiveRule, Engine, Request, Worker};
use crate::finding::Finding;
use crate::rule::RuleNames;
use crate::rule::{Example, Level, Rule, RuleError};
use crate::suppress::{self, Policy};
use mtlint_format::align;
use mtlint_format::document::{
    BilingualBuilder, Difference, Document, Escape, MaskedSide, Metadata, SideText, Syntax, TextBuilder, Unit, UnitKind,
};
use mtlint_format::format;
use mtlint_format::inline;
use mtlint_text::language::LanguageId;
use mtlint_token::span::{FileSpan, TextSpan};

/// The reference date of examples that give none.
const EXAMPLE_DATE: Date = date(2024, 1, 1);

/// One example of a rule, ready to run.
#[derive(Clone, Debug)]
pub struct ExampleCase {
    /// `family/name/bad-1`, counted from 1.
    pub name: String,
    /// The rule.
    pub rule: Arc<Rule>,
    /// The example.
    pub example: Example,
    /// Whether findings are expected.
    pub bad: bool,
}

/// All examples of a rule. A rule needs at least two of each kind; fewer are an error.
pub fn cases(rule: &Arc<Rule>) -> Result<Vec<ExampleCase>, RuleError> {
    let (bad, good) = rule.examples()?;
    if bad.len() < 2 || good.len() < 2 {
        let message = format!("needs two bad and two good examples at least, has {} and {}", bad.len(), good.len());
        return Err(RuleError { path: rule.path.clone(), span: None, message, text: "".into() });
    }
    let case = |bad: bool| {
        move |(number, example): (usize, Example)| ExampleCase {
            name: format!("{}/{}-{number}", rule.id, if bad { "bad" } else { "good" }),
            rule: Arc::clone(rule),
            example,
            bad,
        }
    };
    let bad = (1..).zip(bad).map(case(true));
    Ok(bad.chain((1..).zip(good).map(case(false))).collect())
}

impl ExampleCase {
    /// Runs the rule alone. The error is a sentence with the expected and the actual findings.
    pub fn run(&self) -> Result<(), String> {
        let options = self.example.options.clone().into_iter().collect();
        self.run_as(ActiveRule { rule: Arc::clone(&self.rule), level: self.rule.file.level.max(Level::Info), options })
    }

    fn run_as(&self, active: ActiveRule) -> Result<(), String> {
        let (text, expected) = if self.bad { unmark(&self.example.text)? } else { (self.example.text.clone(), vec![]) };
        let findings = self.lint(&text, vec![active])?;
        let found: Vec<FileSpan> = findings.iter().map(|f| f.span).collect();
        if found != expected {
            let show = |spans: &[FileSpan]| spans.iter().map(|s| &text[s.range()]).collect::<Vec<_>>().join("” and “");
            return Err(format!("expected “{}”, found “{}”", show(&expected), show(&found)));
        }
        match &self.example.fixed {
            Some(fixed) if *fixed != apply_first_fixes(&text, &findings) => {
                Err(format!("fixed to “{}”", apply_first_fixes(&text, &findings)))
            }
            _ => Ok(()),
        }
    }

    /// Runs other rules on the example's text, marks taken out.
    pub fn findings_of(&self, rules: Vec<ActiveRule>) -> Result<Vec<Finding>, String> {
        let text = if self.bad { unmark(&self.example.text)?.0 } else { self.example.text.clone() };
        self.lint(&text, rules)
    }

    fn lint(&self, text: &str, rules: Vec<ActiveRule>) -> Result<Vec<Finding>, String> {
        let language = |code: &Option<String>| code.as_deref().map(str::parse::<LanguageId>).transpose();
        let target = language(&self.example.lang).map_err(|e| e.to_string())?;
        let source = language(&self.example.source_lang).map_err(|e| e.to_string())?;
        let as_of = self.example.as_of.as_deref().map(str::parse::<Date>).transpose().map_err(|e| e.to_string())?;
        let request = Request {
            language: target.or(self.rule.spoken().first().copied()),
            source_language: source.or(self.rule.only_from.first().copied()),
            as_of,
            today: EXAMPLE_DATE,
            fuzzy: true,
        };
        let names: RuleNames = rules.iter().map(|active| &active.rule.id).chain([&self.rule.id]).collect();
        let linter = Engine::new(rules).map_err(|e| e.to_string())?;
        let mut document = document(&self.example, text)?;
        document.differences.extend(self.example.stale.iter().map(|when| Difference::stale(when)));
        let mut outcome = linter.check(&mut Worker::default(), &document, &request).map_err(|e| e.to_string())?;
        let (language, source_language) = (outcome.language, outcome.source_language);
        let policy = Policy { names: &names, rules: linter.rules(), language, source_language };
        suppress::apply(text, &document, &policy, &mut outcome.findings);
        Ok(outcome.findings)
    }
}

/// The example as a document: a file of its format, paragraphs with their sources, or plain text.
fn document(example: &Example, text: &str) -> Result<Document, String> {
    if let Some(name) = &example.format {
        let format = format::by_name(name).ok_or_else(|| format!("no format “{name}”"))?;
        let target = format.read(text).map_err(|e| e.message)?;
        let Some(source) = &example.source else { return Ok(target) };
        let source = format.read(source).map_err(|e| e.message)?;
        return Ok(align::pair(&source, target, Path::new("source")));
    }
    match &example.source {
        Some(source) => bilingual(source, text, &example.flags),
        None => Ok(plain(text)),
    }
}

/// Pairs each paragraph of the source with the paragraph of the target in the same position.
fn bilingual(source: &str, target: &str, flags: &[String]) -> Result<Document, String> {
    let paragraphs = |text: &str| -> Vec<FileSpan> {
        let mut at = 0;
        let spans = text.split("\n\n").map(|p| {
            let span = FileSpan::from_range(at..at + p.len());
            at += p.len() + 2;
            span
        });
        spans.collect()
    };
    let (sources, targets) = (paragraphs(source), paragraphs(target));
    if sources.len() != targets.len() {
        return Err(format!("{} paragraphs of source, {} of text", sources.len(), targets.len()));
    }
    let syntax =
        flags.iter().fold(Syntax::empty(), |syntax, flag| syntax.union(Syntax::of_flag(flag).unwrap_or_default()));
    let mut builder = BilingualBuilder::of_pair(source, target);
    let side = |content: &str, span: FileSpan| {
        let (mut side, mut masks) = (SideText::new(span), Vec::new());
        side.verbatim(content, span);
        inline::scan(side.text(), syntax, &mut masks);
        (side, masks)
    };
    for (s, t) in sources.into_iter().zip(targets) {
        let ((source, source_masks), (target, target_masks)) = (side(source, s), side(target, t));
        let unit = Unit { syntax, ..Unit::default() };
        builder.unit(unit, Some(MaskedSide::new(&source, &source_masks)), MaskedSide::new(&target, &target_masks));
    }
    Ok(builder.finish(Metadata::default(), Escape::NONE))
}

fn plain(text: &str) -> Document {
    let mut builder = TextBuilder::new(text);
    let mut units = Vec::new();
    let mut at = 0;
    for paragraph in text.split_inclusive("\n\n") {
        let body = paragraph.trim_end();
        builder.verbatim(FileSpan::from_range(at..at + body.len()));
        if let Some(target) = builder.end_unit() {
            units.push(Unit::monolingual(UnitKind::Paragraph, target));
        }
        at += paragraph.len();
    }
    Document { target: builder.finish(), units, ..Document::default() }
}

/// Removes the marks from a bad example. If the text has double brackets itself, `⟦` and `⟧` are the marks.
fn unmark(marked: &str) -> Result<(String, Vec<FileSpan>), String> {
    let (open, close) = if marked.contains('⟦') { ("⟦", "⟧") } else { ("[[", "]]") };
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some(at) = rest.find(open) {
        text.push_str(&rest[..at]);
        let inside = &rest[at + open.len()..];
        let end = inside.find(close).ok_or_else(|| format!("{open} without {close}"))?;
        let start = text.len();
        text.push_str(&inside[..end]);
        let span = TextSpan::from_range(start..text.len());
        spans.push(FileSpan::new(span.start, span.end));
        rest = &inside[end + close.len()..];
    }
    text.push_str(rest);
    if spans.is_empty() {
        Err(format!("a bad example marks its findings with {open} and {close}"))
    } else {
        Ok((text, spans))
    }
}

/// Applies the first fix of each finding, from the last finding to the first.
fn apply_first_fixes(text: &str, findings: &[Finding]) -> String {
    let mut fixed = text.to_owned();
    for finding in findings.iter().rev() {
        for edit in finding.fixes.first().map_or(&[][..], |f| &f.edits).iter().rev() {
            if fixed.get(edit.span.range()).is_some() {
                fixed.replace_range(edit.span.range(), &edit.text);
            }
        }
    }
    fixed
}
