//! `human`: each finding with its line of text, for an editor who wants to know what, why and what instead.

use std::collections::HashSet;
use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::term::{Config, Renderer, RichDiagnostic};

use super::excerpt::{Excerpt, Page, Pages, io_error};
use super::{Ansi, FileReport, Fixable, LeftOut, Problem, Reporter, Style, Summary, thousands, visible, width, wrap};
use mtlint_rules::finding::{Finding, Fix, Related, RelatedFile};
use mtlint_rules::rule::Level;
use mtlint_rules::rule::RuleId;

/// Rules that the last line names.
const TOP: usize = 5;

struct Human {
    style: Style,
    /// Rules whose why has been told.
    told: HashSet<RuleId>,
}

pub(super) fn make(style: Style) -> Box<dyn Reporter> {
    Box::new(Human { style, told: HashSet::new() })
}

impl Reporter for Human {
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        // Of a finding over many lines the excerpt has the first and the last only.
        let config = Config { start_context_lines: 0, end_context_lines: 0, ..Config::default() };
        let name = visible(file.path);
        let mut out = Ansi::new(out, self.style);
        for finding in file.findings {
            let span = finding.span;
            let advice = advice(finding);
            let label = advice.as_ref().map_or(0, |a| width(a) + 1).min(self.style.width / 2);
            let excerpt = Excerpt::new(&name, file.source.content(), file.lines, span, self.style.width, label);
            let source = self.source_excerpt(file, finding, &excerpt);
            let diagnostic = self.diagnostic(file, finding, advice, &excerpt, source.as_ref());
            let mut renderer = Renderer::new(&mut out, &config);
            let pages = Pages { own: &excerpt, source: source.as_ref().map(|(excerpt, _)| excerpt) };
            RichDiagnostic::new(&diagnostic, &config).render(&pages, &mut renderer).map_err(io_error)?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, _: &[Problem], out: &mut dyn Write) -> io::Result<()> {
        if self.style.quiet {
            return Ok(());
        }
        write_summary(summary, &mut Ansi::new(out, self.style))
    }
}

impl Human {
    /// The lines of the source text that a finding is about, where its own excerpt does not show them.
    fn source_excerpt<'f>(
        &self,
        file: &FileReport<'_>,
        finding: &'f Finding,
        own: &Excerpt,
    ) -> Option<(Excerpt, &'f Related)> {
        let related = finding.related.iter().find(|r| r.is_source)?;
        if related.file == RelatedFile::Own && own.find(related.span).is_some() {
            return None;
        }
        let (path, source, lines) = file.file_of(related);
        let label = width(&related.message).min(self.style.width / 2);
        let name = visible(path);
        Some((Excerpt::new(&name, source.content(), lines, related.span, self.style.width, label), related))
    }

    fn diagnostic(
        &mut self,
        file: &FileReport<'_>,
        finding: &Finding,
        advice: Option<String>,
        excerpt: &Excerpt,
        source: Option<&(Excerpt, &Related)>,
    ) -> Diagnostic<Page> {
        let fits = advice.as_ref().is_some_and(|a| width(a) < excerpt.room_behind());
        let (label, mut notes) = match advice {
            Some(advice) if fits => (advice, Vec::new()),
            Some(advice) => (String::new(), vec![self.note("fix: ", &advice)]),
            None => (String::new(), Vec::new()),
        };
        let mut labels = vec![Label::primary(Page::Own, excerpt.primary()).with_message(label)];
        if let Some((page, related)) = source {
            labels.push(Label::secondary(Page::Source, page.primary()).with_message(visible(&related.message)));
        }
        let shown = source.map(|(_, related)| *related);
        for related in finding.related.iter().filter(|r| shown.is_none_or(|s| !std::ptr::eq(*r, s))) {
            match excerpt.find(related.span).filter(|_| related.file == RelatedFile::Own) {
                Some(range) => labels.push(Label::secondary(Page::Own, range).with_message(visible(&related.message))),
                None => {
                    let (path, text, lines) = file.file_of(related);
                    let at = lines.position(text.content(), related.span.start);
                    let other = if path == file.path { String::new() } else { format!("{}:", visible(path)) };
                    let place = format!("also at {other}{}:{}: ", at.line, at.column);
                    notes.push(self.note(&place, &visible(&related.message)));
                }
            }
        }
        if !finding.help.is_empty() && !says_the_fix(finding) {
            notes.push(self.note("help: ", &visible(&finding.help)));
        }
        if !finding.why.is_empty() && self.told.insert(finding.rule.clone()) {
            notes.push(self.note("why: ", &visible(&finding.why)));
        }
        Diagnostic::new(severity(finding.level))
            .with_code(self.code(file, finding))
            .with_message(visible(&finding.message))
            .with_labels(labels)
            .with_notes(notes)
    }

    /// The rule's id, a link to its page where there is one and the terminal can show it.
    fn code(&self, file: &FileReport<'_>, finding: &Finding) -> String {
        let rule = &finding.rule;
        match file.pages.filter(|_| self.style.links) {
            Some(pages) => format!("\x1b]8;;{}\x1b\\{rule}\x1b]8;;\x1b\\", pages.url(rule)),
            None => rule.to_string(),
        }
    }

    /// A note, broken to the width of the terminal less codespan's margin.
    fn note(&self, head: &str, text: &str) -> String {
        wrap(&format!("{head}{text}"), self.style.width.saturating_sub(8).max(30))
    }
}

/// True when the help line would only repeat the fix.
fn says_the_fix(finding: &Finding) -> bool {
    let text = finding.fixes.first().and_then(|fix| replacement(finding, fix));
    text.is_some_and(|text| !text.is_empty() && finding.help.contains(text))
}

/// How codespan names a level.
pub(super) fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Info | Level::Off => Severity::Note,
    }
}

/// The fixes in a few words: `write “COVID-19”`, `write “move” or “stunt”`, `delete this`, or their titles.
fn advice(finding: &Finding) -> Option<String> {
    let texts: Option<Vec<&str>> = finding.fixes.iter().map(|fix| replacement(finding, fix)).collect();
    match texts.as_deref() {
        Some([]) => None,
        Some([""]) => Some("delete this".to_owned()),
        Some(texts) if texts.iter().all(|text| !text.trim().is_empty()) => {
            let quoted: Vec<String> = texts.iter().map(|text| format!("“{}”", visible(text))).collect();
            let (last, others) = quoted.split_last()?;
            let all = if others.is_empty() { last.clone() } else { format!("{} or {last}", others.join(", ")) };
            Some(format!("write {all}"))
        }
        _ => {
            let titles: Vec<String> = finding.fixes.iter().map(|fix| visible(&fix.title)).collect();
            Some(titles.join("; or: "))
        }
    }
}

/// The new text of a fix that replaces just the span of the finding.
fn replacement<'f>(finding: &Finding, fix: &'f Fix) -> Option<&'f str> {
    match fix.edits.as_slice() {
        [edit] if edit.span == finding.span => Some(&edit.text),
        _ => None,
    }
}

fn write_summary(summary: &Summary, out: &mut Ansi<&mut dyn Write>) -> io::Result<()> {
    if !summary.fixed.is_empty() {
        let rules: Vec<String> = summary.fixed.iter().map(|(rule, n)| format!("{rule} {}", thousands(*n))).collect();
        let head = if summary.dry_run { "Would fix" } else { "Fixed" };
        writeln!(out, "{head} {}: {}", count(summary.fixed.values().sum(), "finding"), rules.join(", "))?;
    }
    let checked = format!("{} ({})", count(summary.files, "file"), count(summary.words, "word"));
    if summary.findings == 0 {
        let left_out = left_out(summary.left_out).map_or_else(String::new, |told| format!("; left out: {told}"));
        return if summary.files == 0 { Ok(()) } else { writeln!(out, "No findings in {checked}{left_out}") };
    }
    out.bold(&count(summary.findings, "finding"))?;
    let mut before = ": ";
    for (level, n) in summary.by_level.iter().rev() {
        let name = match level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info | Level::Off => "note",
        };
        write!(out, "{before}")?;
        out.severity(severity(*level), &count(*n, name))?;
        before = ", ";
    }
    if summary.files == 1 {
        writeln!(out, " in {checked}")?;
    } else {
        writeln!(out, " in {} of {checked}", thousands(summary.files_with_findings))?;
    }
    if let Some(told) = left_out(summary.left_out) {
        writeln!(out, "Left out: {told}")?;
    }
    let top = summary.top_rules(TOP);
    if let Some((most, _)) = top.first() {
        let named: Vec<String> = top.iter().map(|(rule, n)| format!("{rule} {}", thousands(*n))).collect();
        let head = if summary.by_rule.len() > TOP { "Most often: " } else { "By rule: " };
        writeln!(out, "{head}{}", named.join(", "))?;
        out.dim(&format!("`mtlint explain {most}` tells more about a rule"))?;
        writeln!(out)?;
    }
    if let Some(told) = fixable(summary.fixable) {
        out.dim(&told)?;
        writeln!(out)?;
    }
    Ok(())
}

/// What is not among the findings and why, if there is any.
fn left_out(left_out: LeftOut) -> Option<String> {
    let parts = [
        (left_out.suppressed, "suppressed in the text"),
        (left_out.in_baseline, "in the baseline"),
        (left_out.unchanged, "on unchanged lines"),
    ];
    let told = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", thousands(*n)));
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// How many findings the program could mend itself, and how.
fn fixable(fixable: Fixable) -> Option<String> {
    let by = |n: u64, flags: &str| (n > 0).then(|| format!("`--fix{flags}` mends {}", thousands(n)));
    match (by(fixable.safe, ""), fixable.suggest) {
        (None, 0) => None,
        (Some(safe), 0) => Some(safe),
        (None, suggest) => by(suggest, " --unsafe"),
        (Some(safe), suggest) => Some(format!("{safe}, with `--unsafe` {} more", thousands(suggest))),
    }
}

fn count(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", thousands(n), if n == 1 { "" } else { "s" })
}
