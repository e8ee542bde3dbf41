//! `human`: each finding with an excerpt of the text, for reading.

use std::collections::HashSet;
use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::term::{Config, Renderer, RichDiagnostic};

use super::excerpt::{Excerpt, ExcerptOf, Page, Pages, Room, io_error};
use super::{Ansi, FileReport, Fixable, LeftOut, Problem, Reporter, Style, Summary, Text};
use super::{count, level_name, thousands, visible, width, wrap};
use mtlint_rules::finding::{Finding, Fix, Related, RelatedFile};
use mtlint_rules::rule::Level;
use mtlint_rules::rule::RuleId;

/// The number of rules in the summary.
const TOP: usize = 5;

struct Human {
    style: Style,
    /// Rules whose “why” was printed, which is done once.
    explained: HashSet<RuleId>,
}

pub(super) fn make(style: Style) -> Box<dyn Reporter> {
    Box::new(Human { style, explained: HashSet::new() })
}

impl Reporter for Human {
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        // An excerpt has only the first and the last line of a finding, and no lines around it.
        let config = Config { start_context_lines: 0, end_context_lines: 0, ..Config::default() };
        let name = visible(file.path);
        let mut out = Ansi::new(out, self.style);
        for finding in file.findings {
            let advice = advice(finding);
            let room = self.room(advice.as_ref().map_or(0, |advice| width(advice) + 1));
            let text = ExcerptOf { name: &name, content: file.source.content(), lines: file.lines };
            let own = Excerpt::new(text, finding.span, room);
            let source = self.source_excerpt(file, finding, &own);
            let diagnostic = self.diagnostic(file, finding, advice, Excerpts { own: &own, source: source.as_ref() });
            out.set_level_name(level_name(finding.level));
            let mut renderer = Renderer::new(&mut out, &config);
            let pages = Pages { own: &own, source: source.as_ref().map(|source| &source.excerpt) };
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

/// An excerpt of the source, and the related place it shows.
struct SourceExcerpt<'f> {
    excerpt: Excerpt,
    related: &'f Related,
}

/// The excerpts of a finding.
struct Excerpts<'e> {
    own: &'e Excerpt,
    source: Option<&'e SourceExcerpt<'e>>,
}

impl Human {
    /// The room for an excerpt with a label of this width.
    fn room(&self, label: usize) -> Room {
        Room { columns: self.style.width, label: label.min(self.style.width / 2) }
    }

    /// The lines of the source that a finding is about, unless the finding's own excerpt shows them.
    fn source_excerpt<'f>(
        &self,
        file: &FileReport<'_>,
        finding: &'f Finding,
        own: &Excerpt,
    ) -> Option<SourceExcerpt<'f>> {
        let related = finding.related.iter().find(|r| r.is_source)?;
        if related.file == RelatedFile::Own && own.find(related.span).is_some() {
            return None;
        }
        let text = Text::of(file, related);
        let name = visible(text.path);
        let text = ExcerptOf { name: &name, content: text.content(), lines: text.lines };
        Some(SourceExcerpt { excerpt: Excerpt::new(text, related.span, self.room(width(&related.message))), related })
    }

    fn diagnostic(
        &mut self,
        file: &FileReport<'_>,
        finding: &Finding,
        advice: Option<String>,
        excerpts: Excerpts<'_>,
    ) -> Diagnostic<Page> {
        let Excerpts { own, source } = excerpts;
        let fits = advice.as_ref().is_some_and(|advice| width(advice) < own.room_behind());
        let (label, mut notes) = match advice {
            Some(advice) if fits => (advice, Vec::new()),
            Some(advice) => (String::new(), vec![self.note("fix: ", &advice)]),
            None => (String::new(), Vec::new()),
        };
        let mut labels = vec![Label::primary(Page::Own, own.primary()).with_message(label)];
        if let Some(SourceExcerpt { excerpt, related }) = source {
            labels.push(Label::secondary(Page::Source, excerpt.primary()).with_message(visible(&related.message)));
        }
        let shown = source.map(|source| source.related);
        for related in finding.related.iter().filter(|r| shown.is_none_or(|s| !std::ptr::eq(*r, s))) {
            match own.find(related.span).filter(|_| related.file == RelatedFile::Own) {
                Some(range) => labels.push(Label::secondary(Page::Own, range).with_message(visible(&related.message))),
                None => {
                    let text = Text::of(file, related);
                    let (at, _) = text.place(related.span);
                    let other = if text.path == file.path { String::new() } else { format!("{}:", visible(text.path)) };
                    let place = format!("see {other}{}:{}: ", at.line, at.column);
                    notes.push(self.note(&place, &visible(&related.message)));
                }
            }
        }
        if !finding.help.is_empty() && !says_the_fix(finding) {
            notes.push(self.note("help: ", &visible(&finding.help)));
        }
        if !finding.why.is_empty() && self.explained.insert(finding.rule.clone()) {
            notes.push(self.note("why: ", &visible(&finding.why)));
        }
        Diagnostic::new(severity(finding.level))
            .with_code(self.code(file, finding))
            .with_message(visible(&finding.message))
            .with_labels(labels)
            .with_notes(notes)
    }

    /// The rule id, as a link to its page if the page is published and the terminal supports links.
    fn code(&self, file: &FileReport<'_>, finding: &Finding) -> String {
        let rule = &finding.rule;
        match file.pages.filter(|_| self.style.links) {
            Some(pages) => format!("\x1b]8;;{}\x1b\\{rule}\x1b]8;;\x1b\\", pages.url(rule)),
            None => rule.to_string(),
        }
    }

    /// A note, wrapped to the width of the terminal without the margin of codespan-reporting.
    fn note(&self, head: &str, text: &str) -> String {
        wrap(&format!("{head}{text}"), self.style.width.saturating_sub(8).max(30))
    }
}

/// True if the help would only repeat the fix.
fn says_the_fix(finding: &Finding) -> bool {
    let text = finding.fixes.first().and_then(|fix| replacement(finding, fix));
    text.is_some_and(|text| !text.is_empty() && finding.help.contains(text))
}

/// The severity of codespan-reporting for a level, which decides the colour.
pub(super) fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Info | Level::Off => Severity::Note,
    }
}

/// The fixes in short: `write “COVID-19”`, `write “move” or “stunt”`, `delete this`, or their titles.
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

/// The new text of a fix that replaces exactly the span of the finding.
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
        let left_out =
            left_out(summary.left_out).map_or_else(String::new, |counts| format!(". Not reported: {counts}"));
        return if summary.files == 0 { Ok(()) } else { writeln!(out, "No findings in {checked}{left_out}") };
    }
    out.bold(&count(summary.findings, "finding"))?;
    let mut before = ": ";
    for (level, n) in summary.by_level.iter().rev() {
        let name = match level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info | Level::Off => "info",
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
    if let Some(counts) = left_out(summary.left_out) {
        writeln!(out, "Not reported: {counts}")?;
    }
    let top = summary.top_rules(TOP);
    if let Some((most, _)) = top.first() {
        let named: Vec<String> = top.iter().map(|(rule, n)| format!("{rule} {}", thousands(*n))).collect();
        let head = if summary.by_rule.len() > TOP { "Most often: " } else { "By rule: " };
        writeln!(out, "{head}{}", named.join(", "))?;
        out.dim(&format!("Run `mtlint explain {most}` for details about a rule"))?;
        writeln!(out)?;
    }
    if let Some(sentence) = fixable(summary.fixable) {
        out.dim(&sentence)?;
        writeln!(out)?;
    }
    Ok(())
}

/// How many findings are not reported, by reason.
fn left_out(left_out: LeftOut) -> Option<String> {
    let parts = [
        (left_out.suppressed, "suppressed in the text"),
        (left_out.in_baseline, "in the baseline"),
        (left_out.unchanged, "on unchanged lines"),
    ];
    let counts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, reason)| format!("{} {reason}", thousands(*n)));
    let counts: Vec<String> = counts.collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// How many findings can be fixed, and with which flags.
fn fixable(fixable: Fixable) -> Option<String> {
    let Fixable { safe, suggest } = fixable;
    match (safe, suggest) {
        (0, 0) => None,
        (0, _) => Some(format!("{} can be fixed with `--fix --unsafe`", count(suggest, "finding"))),
        (_, 0) => Some(format!("{} can be fixed with `--fix`", count(safe, "finding"))),
        _ => {
            let more = thousands(suggest);
            Some(format!("{} can be fixed with `--fix`, {more} more with `--fix --unsafe`", count(safe, "finding")))
        }
    }
}
