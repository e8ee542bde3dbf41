//! Directives in comments that silence rules for the next line or segment, a part of a file, or all of it. The comments
//! come from the format ([`Document::comments`]). A directive that silences nothing is reported.

mod directive;
mod scope;
mod write;

use rustc_hash::FxHashMap;

use directive::{Directive, KINDS, directives};
use scope::{SilencedPart, scopes};
pub use write::{Reach, write_directive};

use crate::engine::ActiveRule;
use crate::finding::{Edit, Finding, Fix};
use crate::rule::RuleId;
use crate::rule::{Applicability, Level};
use crate::rule::{RuleNames, Selector, closest};
use mtlint_format::document::Document;
use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;

/// The rule that reports directives that silence nothing. Its file has level and wording; the code here finds them.
const UNUSED: &str = "suppression/unused";
/// The rule that reports names and directives that do not exist.
const UNKNOWN: &str = "suppression/unknown";
/// The family of both. A directive for it is never reported as unused.
const FAMILY: &str = "suppression";

/// The rules that a document was checked with.
#[derive(Clone, Copy, Debug)]
pub struct Policy<'p> {
    /// The names of all existing rules.
    pub names: &'p RuleNames,
    /// Those that run, with their levels.
    pub rules: &'p [ActiveRule],
    /// The language of the document.
    pub language: LanguageId,
    /// The language it was translated from.
    pub source_language: Option<LanguageId>,
}

/// Drops the findings that directives in the document silence, adds findings about the directives, and returns the
/// number of dropped findings. `findings` are in file order before and after.
pub fn apply(content: &str, document: &Document, policy: &Policy<'_>, findings: &mut Vec<Finding>) -> u64 {
    let mut all: Vec<Directive> = document.comments.iter().flat_map(|span| directives(content, *span)).collect();
    if all.is_empty() {
        return 0;
    }
    all.sort_by_key(|directive| directive.word);
    all.dedup_by_key(|directive| directive.word);
    let (mut scopes, idle) = scopes(content, document, &all);
    let before = findings.len();
    silence(&mut scopes, findings);
    let silenced = before - findings.len();
    let mut own = policy.unknown(content, &all);
    own.extend(policy.unused(content, &scopes, &idle));
    own.sort_by_key(|finding| finding.span);
    silence(&mut scopes, &mut own);
    if !own.is_empty() {
        findings.append(&mut own);
        findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    }
    silenced as u64
}

/// Drops findings, which are in file order, and marks the scopes that dropped them. A sweep: few scopes are open at a
/// finding, because each name is open at most once as a range and once for the file.
fn silence(scopes: &mut [SilencedPart], findings: &mut Vec<Finding>) {
    let mut queues: FxHashMap<Selector, Vec<usize>> = FxHashMap::default();
    for (index, scope) in scopes.iter().enumerate() {
        queues.entry(scope.selector.clone()).or_default().push(index);
    }
    for queue in queues.values_mut() {
        // They are popped from the end.
        queue.sort_by_key(|&index| std::cmp::Reverse(scopes.get(index).map(|scope| scope.part.start)));
    }
    let mut open: FxHashMap<Selector, Vec<usize>> = FxHashMap::default();
    findings.retain(|finding| {
        let mut kept = true;
        for selector in selectors(&finding.rule) {
            let Some(queue) = queues.get_mut(&selector) else { continue };
            let open = open.entry(selector).or_default();
            let part =
                |scopes: &[SilencedPart], index: usize| scopes.get(index).map_or_else(FileSpan::default, |s| s.part);
            while queue.last().is_some_and(|&index| part(scopes, index).start <= finding.span.start) {
                open.extend(queue.pop());
            }
            open.retain(|&index| finding.span.start < part(scopes, index).end);
            for &index in open.iter() {
                if let Some(scope) = scopes.get_mut(index) {
                    scope.used = true;
                    kept = false;
                }
            }
        }
        kept
    });
}

/// The names under which a rule can be silenced.
fn selectors(rule: &RuleId) -> [Selector; 3] {
    [Selector::Rule(rule.as_str().to_owned()), Selector::Family(rule.family().to_owned()), Selector::All]
}

impl Policy<'_> {
    /// Adds findings about directives and rules that do not exist.
    fn unknown(&self, content: &str, directives: &[Directive]) -> Vec<Finding> {
        let Some(rule) = self.rule(UNKNOWN) else { return Vec::new() };
        let mut findings = Vec::new();
        for directive in directives {
            if directive.kind.is_none() {
                let word = directive.word.of(content);
                let names = KINDS.iter().map(|(name, _)| *name);
                findings.push(unknown(rule, content, directive.word, "directive", closest(word, names)));
                continue;
            }
            for name in directive.names.iter().filter(|name| !self.names.knows(&name.selector)) {
                let like = self.names.suggest(&name.selector.to_string());
                findings.push(unknown(rule, content, name.span, "rule or family", like));
            }
        }
        findings
    }

    /// Adds findings about names that silenced nothing although their rules ran.
    fn unused(&self, content: &str, scopes: &[SilencedPart], idle: &[FileSpan]) -> Vec<Finding> {
        let Some(rule) = self.rule(UNUSED) else { return Vec::new() };
        let unused = scopes.iter().filter(|scope| !scope.used && self.runs(&scope.selector)).map(|scope| scope.name);
        unused.chain(idle.iter().copied()).map(|span| finding(rule, content, span, &[])).collect()
    }

    /// True if a rule with this name ran on the document.
    fn runs(&self, selector: &Selector) -> bool {
        let could = |active: &&ActiveRule| {
            active.level != Level::Off
                && active.rule.id.family() != FAMILY
                && active.rule.applies(self.language, self.source_language)
        };
        let own =
            matches!(selector, Selector::All) && self.rules.iter().any(|active| active.rule.id.as_str() == UNUSED);
        own || self.rules.iter().filter(could).any(|active| selector.closeness(&active.rule.id) > 0)
    }

    fn rule(&self, id: &str) -> Option<&ActiveRule> {
        self.rules.iter().find(|active| active.rule.id.as_str() == id && active.level != Level::Off)
    }
}

fn unknown(rule: &ActiveRule, content: &str, span: FileSpan, what: &str, like: Option<&str>) -> Finding {
    let mut finding = finding(rule, content, span, &[("what".to_owned(), what.to_owned())]);
    if let Some(like) = like {
        finding.fixes.push(Fix {
            title: format!("Replace with “{like}”"),
            applicability: Applicability::Suggest,
            edits: vec![Edit { span, text: like.to_owned() }],
        });
    }
    finding
}

fn finding(active: &ActiveRule, content: &str, span: FileSpan, args: &[(String, String)]) -> Finding {
    let file = &active.rule.file;
    let matched = span.of(content);
    Finding {
        rule: active.rule.id.clone(),
        language: None,
        title: file.title.clone(),
        span,
        level: active.level,
        mqm: file.mqm.clone(),
        message: crate::template::fill(&file.message, args, matched),
        help: crate::template::fill(&file.help, args, matched),
        why: file.why.trim().to_owned(),
        fixes: Vec::new(),
        related: Vec::new(),
    }
}
