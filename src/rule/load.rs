//! Reads rule files: the built-in ones from the binary, a user's from a folder, both by the same code.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::pattern::Matcher;
use super::{Example, RuleFile, RuleId, mqm};
use crate::document::UnitKind;
use crate::language::LanguageId;

/// Path below rules/ and text of each built-in rule; written by build.rs.
const BUILTIN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/builtin_rules.rs"));

/// A rule, read and checked.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `family/name`.
    pub id: RuleId,
    /// The target language; none for `any`.
    pub language: Option<LanguageId>,
    /// What the file says, examples aside.
    pub file: RuleFile,
    /// Source languages without which the rule does not run; empty: runs always.
    pub only_from: Vec<LanguageId>,
    /// Unit kinds it looks at; empty: all but furniture.
    pub units: Vec<UnitKind>,
    /// What it looks for.
    pub matcher: Matcher,
    /// Where it was read.
    pub path: PathBuf,
    text: Arc<str>,
}

/// Why a rule file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message}", path.display())]
pub struct RuleError {
    /// The rule file.
    pub path: PathBuf,
    /// Where in the file, in bytes.
    pub span: Option<Range<usize>>,
    /// What is wrong.
    pub message: String,
    /// The file's text, for showing the place.
    pub text: Arc<str>,
}

impl Rule {
    /// The rule's examples: bad ones, then good ones.
    pub fn examples(&self) -> Result<(Vec<Example>, Vec<Example>), RuleError> {
        let file: RuleFile = parse_toml(&self.path, &self.text, &self.text)?;
        Ok((file.bad, file.good))
    }

    /// True when the rule runs for a target and a (possibly unknown) source language.
    #[must_use]
    pub fn applies(&self, target: LanguageId, source: Option<LanguageId>) -> bool {
        self.language.is_none_or(|l| l == target)
            && (self.only_from.is_empty() || source.is_some_and(|s| self.only_from.contains(&s)))
    }

    /// True when the rule looks at units of a kind.
    #[must_use]
    pub fn looks_at(&self, kind: UnitKind) -> bool {
        if self.units.is_empty() { kind != UnitKind::Furniture } else { self.units.contains(&kind) }
    }
}

/// The rules in the binary, by id. The error is a defect of this program; the tests load them all.
pub fn builtin() -> Result<Vec<Arc<Rule>>, RuleError> {
    BUILTIN.iter().map(|(path, text)| parse(Path::new(path), text).map(Arc::new)).collect()
}

/// All rules below a folder laid out as rules/ is, in path order; every broken file is reported.
pub fn folder(root: &Path) -> Result<Vec<Arc<Rule>>, Vec<RuleError>> {
    let (mut rules, mut errors) = (Vec::new(), Vec::new());
    if !root.is_dir() {
        return Err(vec![unreadable(root, "is not a folder")]);
    }
    let mut walk = ignore::WalkBuilder::new(root);
    walk.standard_filters(false).sort_by_file_path(Path::cmp);
    for entry in walk.build() {
        match entry {
            Ok(entry) if entry.path().extension().is_some_and(|e| e == "toml") => match read(root, entry.path()) {
                Ok(rule) => rules.push(Arc::new(rule)),
                Err(error) => errors.push(error),
            },
            Ok(_) => {}
            Err(error) => errors.push(unreadable(root, &error.to_string())),
        }
    }
    if errors.is_empty() { Ok(rules) } else { Err(errors) }
}

fn read(root: &Path, path: &Path) -> Result<Rule, RuleError> {
    let text = std::fs::read_to_string(path).map_err(|e| unreadable(path, &e.to_string()))?;
    let relative = path.strip_prefix(root).unwrap_or(path);
    let mut rule = parse(relative, &text).map_err(|e| RuleError { path: path.to_owned(), ..e })?;
    rule.path = path.to_owned();
    let fail =
        |message| RuleError { path: path.to_owned(), span: match_table(&text), message, text: text.as_str().into() };
    if let Matcher::Regex(pattern) = &rule.matcher {
        pattern.validate().map_err(fail)?;
    }
    rule.examples()?;
    Ok(rule)
}

/// Reads one rule from its path below the rules folder and its text.
pub fn parse(path: &Path, text: &str) -> Result<Rule, RuleError> {
    // Examples are read when somebody asks for them: they are most of the text, and no check needs them.
    let examples = ["\n[[bad]]", "\n[[good]]"].iter().filter_map(|table| text.find(table)).min();
    let head = examples.map_or(text, |end| &text[..=end]);
    let file = parse_toml(path, head, text)?;
    let fail = |span: Option<Range<usize>>, message: String| RuleError {
        path: path.to_owned(),
        span,
        message,
        text: text.into(),
    };
    let (language, id) = place(path).map_err(|m| fail(None, m))?;
    if !mqm::is_category(&file.mqm.category) {
        let span = text.find(&file.mqm.category).map(|at| at..at + file.mqm.category.len());
        return Err(fail(span, format!("“{}” is no MQM category; see docs/RULES.md", file.mqm.category)));
    }
    let only_from = file.only_from.iter().map(|l| l.parse()).collect::<Result<Vec<_>, _>>();
    let only_from = only_from.map_err(|e: crate::language::ParseLanguageError| fail(None, e.to_string()))?;
    let units = file.units.iter().map(|name| unit_kind(name)).collect::<Result<Vec<_>, _>>();
    let units = units.map_err(|m| fail(None, m))?;
    let matcher = Matcher::parse(&file.matcher).map_err(|m| fail(match_table(text), m))?;
    Ok(Rule { id, language, only_from, units, matcher, path: path.to_owned(), text: text.into(), file })
}

fn parse_toml(path: &Path, part: &str, text: &str) -> Result<RuleFile, RuleError> {
    toml::from_str(part).map_err(|e| RuleError {
        path: path.to_owned(),
        span: e.span(),
        message: e.message().to_owned(),
        text: text.into(),
    })
}

/// Language and id from `en/family/name.toml`.
fn place(path: &Path) -> Result<(Option<LanguageId>, RuleId), String> {
    let parts: Vec<&str> = path.iter().filter_map(|p| p.to_str()).collect();
    let [language, family, file] = *parts.as_slice() else {
        return Err("a rule stands at <language|any>/<family>/<name>.toml below the rules folder".into());
    };
    let language = match language {
        "any" => None,
        code => Some(code.parse().map_err(|e: crate::language::ParseLanguageError| e.to_string())?),
    };
    Ok((language, RuleId::new(&format!("{family}/{}", file.trim_end_matches(".toml")))))
}

fn unit_kind(name: &str) -> Result<UnitKind, String> {
    Ok(match name {
        "paragraph" => UnitKind::Paragraph,
        "heading" => UnitKind::Heading,
        "list-item" => UnitKind::ListItem,
        "cell" => UnitKind::Cell,
        "furniture" => UnitKind::Furniture,
        "segment" => UnitKind::Segment,
        _ => {
            return Err(format!(
                "no unit kind “{name}”; there are paragraph, heading, list-item, cell, furniture, segment"
            ));
        }
    })
}

fn match_table(text: &str) -> Option<Range<usize>> {
    text.find("[match]").map(|at| at..at + "[match]".len())
}

fn unreadable(path: &Path, message: &str) -> RuleError {
    RuleError { path: path.to_owned(), span: None, message: message.to_owned(), text: "".into() }
}
