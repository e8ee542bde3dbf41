//! `mtlint explain`.

use std::io::{self, Write};

use super::args::ExplainArgs;
use super::rules::{catalog, fail, language, level, status};
use super::{CLEAN, Streams};
use crate::problem::Problem;
use crate::report::{Ansi, visible, wrap};
use mtlint_rules::catalog::Figure;
use mtlint_rules::rule::Selector;
use mtlint_rules::rule::{Example, Rule};

pub(super) fn run(args: &ExplainArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let catalog = match catalog(&args.rules, streams)? {
        Ok(catalog) => catalog,
        Err(code) => return Ok(code),
    };
    let unknown = catalog.unknown_selectors(None, std::slice::from_ref(&args.rule));
    if !unknown.is_empty() {
        return fail(&unknown, streams);
    }
    let figures = match catalog.figures() {
        Ok(figures) => figures,
        Err(problem) => return fail(&[problem], streams),
    };
    for (index, rule) in catalog.selected(&args.rule).enumerate() {
        if index > 0 {
            writeln!(streams.out)?;
        }
        let in_full = matches!(args.rule, Selector::Rule(_));
        let examples = match in_full.then(|| rule.examples()).transpose() {
            Ok(examples) => examples,
            Err(error) => return fail(&[Problem::from(error)], streams),
        };
        let mut page = Page { out: Ansi::new(&mut *streams.out, streams.terminal.out_style()), columns: 0 };
        page.columns = streams.terminal.width.min(100);
        page.head(rule)?;
        page.measured(figures.of(rule), in_full)?;
        if let Some((bad, good)) = examples {
            page.examples("Found", &bad)?;
            page.examples("Not found", &good)?;
        }
    }
    Ok(CLEAN)
}

struct Page<'o> {
    out: Ansi<&'o mut dyn Write>,
    columns: usize,
}

impl Page<'_> {
    fn head(&mut self, rule: &Rule) -> io::Result<()> {
        let file = &rule.file;
        self.out.bold(rule.id.as_str())?;
        writeln!(self.out, ": {}", file.title)?;
        let severity = format!("{:?}", file.mqm.severity).to_lowercase();
        writeln!(
            self.out,
            "{}, {}, for texts in {}; MQM: {}, {severity}",
            level(file.level),
            status(file.status),
            languages(rule),
            file.mqm.category,
        )?;
        if !file.only_from.is_empty() {
            writeln!(
                self.out,
                "Runs only if the source language is known to be one of: {}",
                file.only_from.join(", ")
            )?;
        } else if !file.source_languages.is_empty() {
            writeln!(self.out, "Most frequent in translations from: {}", file.source_languages.join(", "))?;
        }
        self.paragraph("Message", &file.message)?;
        self.paragraph("Why", &file.why)?;
        self.paragraph("Help", &file.help)
    }

    /// The measured figures: all sentences if `in_full`, otherwise the first.
    fn measured(&mut self, figure: Option<&Figure>, in_full: bool) -> io::Result<()> {
        let sentences = crate::explain::measured(figure);
        let count = if in_full { sentences.len() } else { 1 };
        let shown: Vec<String> = sentences.into_iter().take(count).collect();
        self.paragraph("Measured", &shown.join("\n"))
    }

    fn paragraph(&mut self, title: &str, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        self.out.bold(title)?;
        writeln!(self.out)?;
        self.indented(text)
    }

    fn examples(&mut self, title: &str, examples: &[Example]) -> io::Result<()> {
        if examples.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        self.out.bold(title)?;
        writeln!(self.out)?;
        for example in examples {
            if let Some(source) = &example.source {
                self.indented(&format!("(source) {source}"))?;
            }
            self.indented(&example.text)?;
            if let Some(fixed) = &example.fixed {
                self.indented(&format!("→ {fixed}"))?;
            }
        }
        Ok(())
    }

    fn indented(&mut self, text: &str) -> io::Result<()> {
        let lines = text.lines().map(|line| wrap(&visible(line), self.columns.saturating_sub(4)));
        let all = lines.collect::<Vec<_>>().join("\n");
        all.lines().try_for_each(|line| writeln!(self.out, "{}", format!("    {line}").trim_end()))
    }
}

/// The languages of the texts that a rule checks: `de`, `de, cs, hr` or `any language`.
fn languages(rule: &Rule) -> String {
    if rule.language.is_some() {
        language(rule)
    } else if rule.languages.is_empty() {
        "any language".to_owned()
    } else {
        rule.file.languages.join(", ")
    }
}
