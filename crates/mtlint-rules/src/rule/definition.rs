//! A rule: what its file says, checked.

use std::borrow::Cow;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::embedded::{EmbeddedRule, EmbeddedRules};
use super::pattern::{Known, Matcher};
use super::{Example, RuleFile, RuleId, mqm};
use mtlint_format::document::UnitKind;
use mtlint_text::language::{LanguageId, ParseLanguageError};

/// A rule, read and checked.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `family/name`.
    pub id: RuleId,
    /// The target language; none for `any`.
    pub language: Option<LanguageId>,
    /// Of a rule for `any` language: the languages it is for; empty: all.
    pub languages: Vec<LanguageId>,
    /// What the file says, examples and `[match]` table aside.
    pub file: RuleFile,
    /// Source languages without which the rule does not run; empty: runs always.
    pub only_from: Vec<LanguageId>,
    /// Unit kinds it looks at; empty: all but furniture.
    pub units: Vec<UnitKind>,
    /// Where it was read.
    pub path: PathBuf,
    /// The folder of rules that it stands in; none: built in.
    pub root: Option<PathBuf>,
    text: Cow<'static, str>,
    matches: Matches,
}

/// The key in `[match]` below which each language has what holds for it alone.
pub(crate) const BY_LANGUAGE: &str = "language";

/// The `[match]` table.
#[derive(Clone, Debug)]
pub(super) enum Matches {
    Read(toml::Table),
    /// As JSON. Most embedded rules are of other languages than the run's texts, or wait for a source language.
    Embedded(&'static EmbeddedRules, &'static EmbeddedRule),
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
        let file: RuleFile = parse_toml(&self.path, &self.text)?;
        Ok((file.bad, file.good))
    }

    /// The path of its file below the rules folder, without the ending: `en/family/name`, unlike the id one of a kind.
    #[must_use]
    pub fn key(&self) -> String {
        let folder = self.language.map_or_else(|| "any".to_owned(), |language| language.to_string());
        format!("{folder}/{}", self.id)
    }

    /// What the rule looks for in texts of a language; read anew at each call, since most runs need it once or never.
    pub fn matcher(&self, language: LanguageId) -> Result<Matcher, String> {
        match &self.matches {
            Matches::Read(table) => Matcher::parse(&for_language(table.clone(), language)),
            Matches::Embedded(_, builtin) => {
                let table = serde_json::from_str(builtin.matches).map_err(|e| e.to_string())?;
                Matcher::parse_known(&for_language(table, language), builtin.known, Some(language))
            }
        }
    }

    /// The set of embedded rules that has the rule.
    #[must_use]
    pub(crate) fn embedded_in(&self) -> Option<&'static EmbeddedRules> {
        if let Matches::Embedded(set, _) = self.matches { Some(set) } else { None }
    }

    /// The rule's number in [`EmbeddedRules::phrases`]; none if its phrases are not there.
    #[must_use]
    pub(crate) fn embedded_index(&self) -> Option<u32> {
        match self.matches {
            Matches::Embedded(_, embedded) if matches!(embedded.known, Known::Phrases(_)) => Some(embedded.index),
            Matches::Read(_) | Matches::Embedded(..) => None,
        }
    }

    /// The keys of `[match.language]` in a rule that was read from a file.
    pub(crate) fn languages_in_match(&self) -> Vec<&str> {
        let Matches::Read(table) = &self.matches else { return Vec::new() };
        let by_language = table.get(BY_LANGUAGE).and_then(toml::Value::as_table);
        by_language.map_or_else(Vec::new, |table| table.keys().map(String::as_str).collect())
    }

    /// The `[match]` table for a language as its file gives it: what it says of that language stands in the place of what it
    /// says of all.
    pub fn match_table(&self, language: LanguageId) -> Result<toml::Table, String> {
        let table = match &self.matches {
            Matches::Read(table) => table.clone(),
            Matches::Embedded(_, builtin) => {
                toml::from_str::<RuleFile>(builtin.text).map_err(|e| e.message().to_owned())?.matcher
            }
        };
        Ok(for_language(table, language))
    }

    /// The languages that the rule is for; English alone stands for all.
    #[must_use]
    pub fn spoken(&self) -> Vec<LanguageId> {
        match self.language {
            Some(language) => vec![language],
            None if self.languages.is_empty() => vec![LanguageId::EN],
            None => self.languages.clone(),
        }
    }

    /// The text of its file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// True when the rule is for texts of a language.
    #[must_use]
    pub fn speaks(&self, language: LanguageId) -> bool {
        match self.language {
            Some(own) => own.covers(&language),
            None => self.languages.is_empty() || self.languages.iter().any(|own| own.covers(&language)),
        }
    }

    /// True when the rule runs for a target and a (possibly unknown) source language.
    #[must_use]
    pub fn applies(&self, target: LanguageId, source: Option<LanguageId>) -> bool {
        self.speaks(target)
            && (self.only_from.is_empty()
                || source.is_some_and(|source| self.only_from.iter().any(|from| from.covers(&source))))
    }

    /// True if another rule of the same id takes the place of this one in texts of a language: it is for fewer languages.
    #[must_use]
    pub fn is_replaced_by(&self, other: &Self, language: LanguageId) -> bool {
        let is_more_special = |other: LanguageId| self.language.is_none_or(|own| own != other && own.covers(&other));
        self.id == other.id && other.language.is_some_and(|other| other.covers(&language) && is_more_special(other))
    }

    /// True when the rule looks at units of a kind.
    #[must_use]
    pub fn looks_at(&self, kind: UnitKind) -> bool {
        if self.units.is_empty() { kind != UnitKind::Furniture } else { self.units.contains(&kind) }
    }
}

/// Puts what a `[match]` table says of a language in the place of what it says of all.
fn for_language(mut table: toml::Table, language: LanguageId) -> toml::Table {
    let Some(toml::Value::Table(mut by_language)) = table.remove(BY_LANGUAGE) else { return table };
    let own = language.fallbacks().find_map(|tag| by_language.remove(&tag.to_string()));
    if let Some(toml::Value::Table(own)) = own {
        if own.contains_key("regex") {
            // They were found in the regex that goes.
            table.remove("triggers");
        }
        table.extend(own);
    }
    table
}

impl Rule {
    /// Reads a rule from its path below the folder of rules and its text. Options of native checks and regular expressions are
    /// not looked at; [`crate::catalog::parse`] does that, too.
    ///
    /// # Errors
    /// When the text is no rule file, with the place.
    pub(crate) fn read(path: &Path, text: &str) -> Result<Self, RuleError> {
        let mut file: RuleFile = parse_toml(path, text)?;
        let matches = Matches::Read(std::mem::take(&mut file.matcher));
        of_file(path, file, Cow::Owned(text.to_owned()), matches)
    }

    /// The rule with the file and the folder of rules that it was read from.
    pub(crate) fn read_from(mut self, path: &Path, root: &Path) -> Self {
        path.clone_into(&mut self.path);
        self.root = Some(root.to_owned());
        self
    }
}

/// A rule from what its file says.
pub(super) fn of_file(
    path: &Path,
    file: RuleFile,
    text: Cow<'static, str>,
    matches: Matches,
) -> Result<Rule, RuleError> {
    let fail = |message: String| fault(path, &text, message);
    let (language, id) = place(path).map_err(fail)?;
    if !mqm::is_category(&file.mqm.category) {
        let span = text.find(&file.mqm.category).map(|at| at..at + file.mqm.category.len());
        let message = format!("“{}” is no MQM category; see docs/RULES.md", file.mqm.category);
        return Err(RuleError { span, ..fail(message) });
    }
    let ids = |codes: &[String]| -> Result<Vec<LanguageId>, RuleError> {
        let ids = codes.iter().map(|code| code.parse()).collect::<Result<_, ParseLanguageError>>();
        ids.map_err(|e| fail(e.to_string()))
    };
    let (languages, only_from) = (ids(&file.languages)?, ids(&file.only_from)?);
    ids(&file.source_languages)?;
    if language.is_some() && !languages.is_empty() {
        return Err(fail("a rule for several languages stands in the folder “any”".into()));
    }
    let units = file.units.iter().map(|name| unit_kind(name)).collect::<Result<Vec<_>, _>>().map_err(fail)?;
    Ok(Rule { id, language, languages, only_from, units, path: path.to_owned(), root: None, text, matches, file })
}

pub(crate) fn parse_toml<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, RuleError> {
    toml::from_str(text).map_err(|e| RuleError { span: e.span(), ..fault(path, text, e.message().to_owned()) })
}

pub(crate) fn fault(path: &Path, text: &str, message: String) -> RuleError {
    RuleError { path: path.to_owned(), span: None, message, text: text.into() }
}

/// Language and id from `en/family/name.toml`.
fn place(path: &Path) -> Result<(Option<LanguageId>, RuleId), String> {
    let parts: Vec<&str> = path.iter().filter_map(|p| p.to_str()).collect();
    let [language, family, file] = *parts.as_slice() else {
        return Err("a rule stands at <language|any>/<family>/<name>.toml below the rules folder".into());
    };
    let language = match language {
        "any" => None,
        code => Some(code.parse().map_err(|e: ParseLanguageError| e.to_string())?),
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

pub(crate) fn unreadable(path: &Path, message: &str) -> RuleError {
    RuleError { path: path.to_owned(), span: None, message: message.to_owned(), text: "".into() }
}
