//! `sarif`: SARIF 2.1.0, for code scanning. <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>
//!
//! Results are written at once. They refer to rules and MQM categories by index; these are collected meanwhile and
//! written after the results, as JSON allows.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::record::EXCERPT;
use super::uri::artifact;
use super::{FileReport, Problem, Reporter, Style, Summary, Text, sentence, with_stop};
use crate::baseline::Fingerprint;
use crate::config::RulePages;
use mtlint_rules::finding::{Edit, Finding, Fix, Related};
use mtlint_rules::rule::{Applicability, Level};
use mtlint_rules::rule::{RuleId, mqm};
use mtlint_token::span::{FileSpan, text_at};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name by which results refer to the taxonomy.
const MQM: &str = "MQM";

#[derive(Default)]
struct Sarif {
    started: bool,
    rules: Vec<Value>,
    rule_indices: HashMap<RuleId, usize>,
    /// Paths of the MQM categories seen so far.
    taxa: Vec<String>,
}

pub(super) fn make(_: Style) -> Box<dyn Reporter> {
    Box::<Sarif>::default()
}

impl Reporter for Sarif {
    fn file(&mut self, file: &FileReport<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (finding, print) in file.findings.iter().zip(file.fingerprints) {
            let before = if self.start(out)? { "\n" } else { ",\n" };
            out.write_all(before.as_bytes())?;
            let result = self.result(file, finding, *print);
            serde_json::to_writer(&mut *out, &result)?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
        self.start(out)?;
        let driver = json!({
            "name": "mtlint",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "shortDescription": {"text": with_stop(env!("CARGO_PKG_DESCRIPTION").to_owned())},
            "rules": self.rules,
            "supportedTaxonomies": [{"name": MQM, "index": 0}],
        });
        let notifications: Vec<Value> = problems.iter().map(notification).collect();
        let invocation =
            json!({"executionSuccessful": summary.errors == 0, "toolExecutionNotifications": notifications});
        for (key, value) in [
            ("tool", json!({"driver": driver})),
            ("taxonomies", json!([taxonomy(&self.taxa)])),
            ("invocations", json!([invocation])),
            ("columnKind", json!("unicodeCodePoints")),
            ("newlineSequences", json!(["\r\n", "\n", "\r"])),
        ] {
            write!(out, "{}\"{key}\":{value}", if key == "tool" { "],\n" } else { ",\n" })?;
        }
        out.write_all(b"}]}\n")
    }
}

impl Sarif {
    /// Opens the log and the list of results, unless they are open. True if it opened them.
    fn start(&mut self, out: &mut dyn Write) -> io::Result<bool> {
        let first = !std::mem::replace(&mut self.started, true);
        if first {
            write!(out, "{{\"version\":\"2.1.0\",\"$schema\":\"{SCHEMA}\",\"runs\":[{{\"results\":[")?;
        }
        Ok(first)
    }

    fn result(&mut self, file: &FileReport<'_>, finding: &Finding, print: Fingerprint) -> Value {
        let mut result = json!({
            "ruleId": finding.rule.as_str(),
            "ruleIndex": self.rule(finding, file.pages),
            "level": level(finding.level),
            "message": {"text": with_stop(sentence(finding))},
            "locations": [{"physicalLocation": location(Text::own(file), finding.span)}],
            "partialFingerprints": {"mtlint/v1": print.id([finding.rule.as_str()])},
            "taxa": [self.taxon(&finding.mqm.category)],
            "properties": {"mqmSeverity": finding.mqm.severity},
        });
        let related: Vec<Value> = (1..).zip(&finding.related).map(|(id, other)| related(file, id, other)).collect();
        if !related.is_empty() {
            result["relatedLocations"] = related.into();
        }
        let applicable = finding.fixes.iter().filter(|fix| fix.applicability != Applicability::Display);
        let fixes: Vec<Value> = applicable.map(|f| fix(file, f)).collect();
        if !fixes.is_empty() {
            result["fixes"] = fixes.into();
        }
        result
    }

    /// The index of the finding's rule in the list of rules.
    fn rule(&mut self, finding: &Finding, pages: Option<&RulePages>) -> usize {
        if let Some(index) = self.rule_indices.get(&finding.rule) {
            return *index;
        }
        let index = self.rules.len();
        let taxon = self.taxon(&finding.mqm.category);
        let id = finding.rule.as_str();
        let more = format!("`mtlint explain {id}` shows examples.");
        let mut rule = json!({
            "id": id,
            "shortDescription": {"text": with_stop(finding.title.clone())},
            "fullDescription": {"text": finding.why},
            "help": {"text": format!("{} {more}", finding.why), "markdown": format!("{}\n\n{more}", finding.why)},
            "relationships": [{"target": taxon, "kinds": ["superset"]}],
            "properties": {"tags": ["translation", finding.rule.family()]},
        });
        if let Some(pages) = pages {
            rule["helpUri"] = pages.url(&finding.rule).into();
        }
        self.rules.push(rule);
        self.rule_indices.insert(finding.rule.clone(), index);
        index
    }

    /// A reference to an MQM category.
    fn taxon(&mut self, category: &str) -> Value {
        let index = self.taxa.iter().position(|known| known == category).unwrap_or_else(|| {
            self.taxa.push(category.to_owned());
            self.taxa.len() - 1
        });
        json!({"id": category, "index": index, "toolComponent": {"name": MQM, "index": 0}})
    }
}

fn taxonomy(taxa: &[String]) -> Value {
    let taxon = |path: &String| {
        let name = mqm::category(path).map_or(path.as_str(), |category| category.name);
        json!({"id": path, "name": name, "shortDescription": {"text": format!("{name}.")}})
    };
    json!({
        "name": MQM,
        "fullName": "Multidimensional Quality Metrics, MQM-Core",
        "organization": "MQM Council",
        "releaseDateUtc": mqm::RELEASE,
        "shortDescription": {"text": "Types of translation errors."},
        "informationUri": "https://themqm.org",
        "isComprehensive": false,
        "taxa": taxa.iter().map(taxon).collect::<Vec<_>>(),
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Off => "note",
    }
}

fn notification(problem: &Problem) -> Value {
    let mut notification = json!({
        "level": if problem.is_error { "error" } else { "note" },
        "message": {"text": with_stop(problem.message.clone())},
    });
    if let Some(path) = &problem.path {
        notification["locations"] = json!([{"physicalLocation": {"artifactLocation": artifact(path)}}]);
    }
    notification
}

fn location(file: Text<'_>, span: FileSpan) -> Value {
    let mut region = region(file, span);
    let text = text_at(file.content(), span.range());
    if !text.is_empty() && text.chars().nth(EXCERPT).is_none() {
        region["snippet"] = json!({"text": text});
    }
    json!({"artifactLocation": artifact(file.path), "region": region})
}

fn region(file: Text<'_>, span: FileSpan) -> Value {
    let (from, to) = file.place(span);
    let disk = file.source.on_disk(span);
    json!({
        "startLine": from.line,
        "startColumn": from.column,
        "endLine": to.line,
        "endColumn": to.column,
        "byteOffset": disk.start,
        "byteLength": disk.end - disk.start,
    })
}

fn related(file: &FileReport<'_>, id: u32, related: &Related) -> Value {
    json!({
        "id": id,
        "physicalLocation": location(Text::of(file, related), related.span),
        "message": {"text": with_stop(related.message.clone())},
    })
}

fn fix(file: &FileReport<'_>, fix: &Fix) -> Value {
    let replacement = |edit: &Edit| {
        let region = region(Text::own(file), edit.span);
        json!({"deletedRegion": region, "insertedContent": {"text": edit.text}})
    };
    let replacements: Vec<Value> = fix.edits.iter().map(replacement).collect();
    json!({
        "description": {"text": with_stop(fix.title.clone())},
        "artifactChanges": [{"artifactLocation": artifact(file.path), "replacements": replacements}],
    })
}
