//! A page a rule, in Markdown, and an index: docs/rules/, written by `cargo xtask rule-pages`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::measured;
use mtlint_rules::catalog::measured::Figures;
use mtlint_rules::rule::{Example, Level, Rule, RuleError, RuleId, Severity, Status};

/// The pages of rules, by their paths below docs/rules/. Rules of one id for several languages share a page.
///
/// # Errors
/// When an example of a rule is broken.
pub fn pages(rules: &[Arc<Rule>], figures: &Figures) -> Result<BTreeMap<String, String>, RuleError> {
    let mut by_id: BTreeMap<&RuleId, Vec<&Rule>> = BTreeMap::new();
    for rule in rules {
        by_id.entry(&rule.id).or_default().push(rule);
    }
    let mut pages = BTreeMap::from([("README.md".to_owned(), index(&by_id))]);
    for (id, variants) in by_id {
        pages.insert(format!("{id}.md"), page(id, &variants, figures)?);
    }
    Ok(pages)
}

fn index(by_id: &BTreeMap<&RuleId, Vec<&Rule>>) -> String {
    let mut out = "# Rules\n\nWritten by `cargo xtask rule-pages`. ".to_owned();
    out += "[RULES.md](../RULES.md) tells how to write one, [QUALITY.md](../QUALITY.md) how they are measured.\n";
    let mut family = "";
    for (id, variants) in by_id {
        if id.family() != family {
            family = id.family();
            out += &format!("\n## {family}\n\n| rule | languages | level | status | finds |\n|---|---|---|---|---|\n");
        }
        let told: Vec<String> = variants.iter().map(|rule| languages(rule)).collect();
        let Some(first) = variants.first().map(|rule| &rule.file) else { continue };
        let (level, status, title) = (level(first.level), status(first.status), cell(&first.title));
        out += &format!("| [{id}]({id}.md) | {} | {level} | {status} | {title} |\n", told.join(", "));
    }
    out
}

fn page(id: &RuleId, variants: &[&Rule], figures: &Figures) -> Result<String, RuleError> {
    let mut out = format!("# {id}\n");
    for rule in variants {
        if variants.len() > 1 {
            out += &format!("\n# In {}\n", languages(rule));
        }
        out += &one(rule, figures)?;
    }
    out += &format!(
        "\n## Switch it off\n\n```toml\n# mtlint.toml\n[levels]\n\"{id}\" = \"off\"\n```\n\n\
         In one place of a text: a comment `mtlint-disable-next-line {id}` on the line before.\n"
    );
    Ok(out)
}

fn one(rule: &Rule, figures: &Figures) -> Result<String, RuleError> {
    let file = &rule.file;
    let severity = match file.mqm.severity {
        Severity::Neutral => "neutral",
        Severity::Minor => "minor",
        Severity::Major => "major",
        Severity::Critical => "critical",
    };
    let mut out = format!(
        "\n{}.\n\n`{}`, {}, for texts in {}; MQM {}, {severity}.\n",
        text(&file.title),
        level(file.level),
        status(file.status),
        languages(rule),
        file.mqm.category,
    );
    if !file.only_from.is_empty() {
        out += &format!("Runs only where the source language is known to be {}.\n", file.only_from.join(", "));
    } else if !file.source_languages.is_empty() {
        out += &format!("Seen most in translations from {}.\n", file.source_languages.join(", "));
    }
    let mut section = |head: &str, told: &str| {
        if !told.is_empty() {
            out += &format!("\n## {head}\n\n{}\n", text(told.trim()));
        }
    };
    section("What it says", &file.message);
    section("Why a machine writes this", &file.why);
    section("What to do", &file.help);
    section("How sure it is", &measured(figures.of(rule)).join("\n\n"));
    let (bad, good) = rule.examples()?;
    out += &examples("Found", &bad);
    out += &examples("Not found", &good);
    Ok(out)
}

fn examples(head: &str, examples: &[Example]) -> String {
    if examples.is_empty() {
        return String::new();
    }
    let mut out = format!("\n## {head}\n");
    for example in examples {
        let mut told = String::new();
        if let Some(source) = &example.source {
            told += &format!("(from) {}\n", source.trim_end());
        }
        told += &format!("{}\n", example.text.trim_end());
        if let Some(fixed) = &example.fixed {
            told += &format!("→ {}\n", fixed.trim_end());
        }
        // A fence longer than any in the example.
        let fence = "`".repeat(told.split(|c| c != '`').map(str::len).max().unwrap_or_default().max(2) + 1);
        out += &format!("\n{fence}text\n{told}{fence}\n");
    }
    out
}

/// A text whose signs are no markup.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '<' | '>' | '*' | '_' | '[' | ']' | '\\' | '`' | '#' | '~' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn cell(title: &str) -> String {
    text(title).replace('\n', " ")
}

fn languages(rule: &Rule) -> String {
    match rule.language {
        Some(language) => language.to_string(),
        None if rule.file.languages.is_empty() => "any language".to_owned(),
        None => rule.file.languages.join(", "),
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
        Level::Off => "off",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Stable => "stable",
        Status::Nursery => "nursery",
        Status::Deprecated => "deprecated",
    }
}
