//! A rule, read from its file and validated.

use std::borrow::Cow;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::embedded::{EmbeddedRule, EmbeddedRules};
use super::pattern::{Matcher, Prepared};
use super::{Example, RuleFile, RuleId, mqm};
use mtlint_format::document::UnitKind;
use mtlint_text::language::{LanguageId, ParseLanguageError};

/// A rule, read from its file.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `family/name`.
    pub id: RuleId,
    /// The target language; none for `any`.
    pub language: Option<LanguageId>,
    /// The languages that a rule for `any` language is for; empty: all.
    pub languages: Vec<LanguageId>,
    /// The content of the file, without examples and `[match]` table.
    pub file: RuleFile,
    /// The rule runs only if the source language is one of these; empty: it always runs.
    pub only_from: Vec<LanguageId>,
    /// The kinds of units it looks at; empty: all but furniture.
    pub units: Vec<UnitKind>,
    /// The path it was read from.
    pub path: PathBuf,
    /// The folder of rules that contains it; none for built-in rules.
    pub root: Option<PathBuf>,
    text: Cow<'static, str>,
    matches: Matches,
}

/// The key in `[match]` whose tables apply to one language each.
pub(crate) const BY_LANGUAGE: &str = "language";

/// The `[match]` table.
#[derive(Clone, Debug)]
pub(super) enum Matches {
    Read(toml::Table),
    /// As JSON, parsed when needed: in most runs most embedded rules are for other languages.
    Embedded(&'static EmbeddedRules, &'static EmbeddedRule),
}

/// Why a rule file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message}", path.display())]
pub struct RuleError {
    /// The rule file.
    pub path: PathBuf,
    /// The place in the file, in bytes.
    pub span: Option<Range<usize>>,
    /// What is wrong, as a sentence for the author of the rule.
    pub message: String,
    /// The text of the file, for showing the place.
    pub text: Arc<str>,
}

impl Rule {
    /// The examples of the rule: bad ones, then good ones.
    ///
    /// # Errors
    /// If the file cannot be parsed.
    pub fn examples(&self) -> Result<(Vec<Example>, Vec<Example>), RuleError> {
        let file: RuleFile = parse_toml(&self.path, &self.text)?;
        Ok((file.bad, file.good))
    }

    /// The path of its file below the rules folder, without the extension: `en/family/name`. Unlike the id, it is
    /// unique.
    #[must_use]
    pub fn key(&self) -> String {
        let folder = self.language.map_or_else(|| "any".to_owned(), |language| language.to_string());
        format!("{folder}/{}", self.id)
    }

    /// The pattern of the rule for texts in a language. Parsed at each call, because most runs need it once or never.
    ///
    /// # Errors
    /// With a sentence for the author of the rule.
    pub fn matcher(&self, language: LanguageId) -> Result<Matcher, String> {
        match &self.matches {
            Matches::Read(table) => Matcher::parse(&for_language(table.clone(), language)),
            Matches::Embedded(_, builtin) => {
                let table = serde_json::from_str(builtin.matches).map_err(|e| e.to_string())?;
                Matcher::parse_prepared(&for_language(table, language), builtin.prepared, Some(language))
            }
        }
    }

    /// The set of embedded rules that contains the rule.
    #[must_use]
    pub(crate) fn embedded_in(&self) -> Option<&'static EmbeddedRules> {
        if let Matches::Embedded(set, _) = self.matches { Some(set) } else { None }
    }

    /// The number of the rule in [`EmbeddedRules::phrases`]; none if its phrases are not there.
    #[must_use]
    pub(crate) fn embedded_index(&self) -> Option<u32> {
        match self.matches {
            Matches::Embedded(_, embedded) if matches!(embedded.prepared, Prepared::Phrases(_)) => Some(embedded.index),
            Matches::Read(_) | Matches::Embedded(..) => None,
        }
    }

    /// The languages of `[match.language]` in a rule that was read from a file.
    pub(crate) fn languages_in_match(&self) -> Vec<&str> {
        let Matches::Read(table) = &self.matches else { return Vec::new() };
        let by_language = table.get(BY_LANGUAGE).and_then(toml::Value::as_table);
        by_language.map_or_else(Vec::new, |table| table.keys().map(String::as_str).collect())
    }

    /// The `[match]` table of the file for a language: keys in the table of that language replace those for all
    /// languages.
    ///
    /// # Errors
    /// If the file cannot be parsed.
    pub fn match_table(&self, language: LanguageId) -> Result<toml::Table, String> {
        let table = match &self.matches {
            Matches::Read(table) => table.clone(),
            Matches::Embedded(_, builtin) => {
                toml::from_str::<RuleFile>(builtin.text).map_err(|e| e.message().to_owned())?.matcher
            }
        };
        Ok(for_language(table, language))
    }

    /// The languages that the rule is for. For a rule for all languages, English alone.
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

    /// True if the rule is for texts in a language.
    #[must_use]
    pub fn speaks(&self, language: LanguageId) -> bool {
        match self.language {
            Some(own) => own.covers(&language),
            None => self.languages.is_empty() || self.languages.iter().any(|own| own.covers(&language)),
        }
    }

    /// True if the rule runs for a target language and a source language, which may be unknown.
    #[must_use]
    pub fn applies(&self, target: LanguageId, source: Option<LanguageId>) -> bool {
        self.speaks(target)
            && (self.only_from.is_empty()
                || source.is_some_and(|source| self.only_from.iter().any(|from| from.covers(&source))))
    }

    /// True if another rule with the same id replaces this one for texts in a language, because it is more specific.
    #[must_use]
    pub fn is_replaced_by(&self, other: &Self, language: LanguageId) -> bool {
        let is_more_special = |other: LanguageId| self.language.is_none_or(|own| own != other && own.covers(&other));
        self.id == other.id && other.language.is_some_and(|other| other.covers(&language) && is_more_special(other))
    }

    /// True if the rule looks at units of a kind.
    #[must_use]
    pub fn looks_at(&self, kind: UnitKind) -> bool {
        if self.units.is_empty() { kind != UnitKind::Furniture } else { self.units.contains(&kind) }
    }
}

/// Moves the keys in the table of a language to the top of a `[match]` table, where they replace those for all
/// languages.
fn for_language(mut table: toml::Table, language: LanguageId) -> toml::Table {
    let Some(toml::Value::Table(mut by_language)) = table.remove(BY_LANGUAGE) else { return table };
    let own = language.fallbacks().find_map(|tag| by_language.remove(&tag.to_string()));
    if let Some(toml::Value::Table(own)) = own {
        if own.contains_key("regex") {
            // They belong to the regex that is replaced.
            table.remove("triggers");
        }
        table.extend(own);
    }
    table
}

impl Rule {
    /// Reads a rule from its path below the folder of rules and its text. [`crate::catalog::parse`] also validates the
    /// options of native checks and the regular expressions.
    ///
    /// # Errors
    /// If the text is not a rule file, with the place.
    pub(crate) fn read(path: &Path, text: &str) -> Result<Self, RuleError> {
        let mut file: RuleFile = parse_toml(path, text)?;
        let matches = Matches::Read(std::mem::take(&mut file.matcher));
        of_file(path, file, Cow::Owned(text.to_owned()), matches)
    }

    /// Sets the file and the folder of rules that the rule was read from.
    pub(crate) fn read_from(mut self, path: &Path, root: &Path) -> Self {
        path.clone_into(&mut self.path);
        self.root = Some(root.to_owned());
        self
    }
}

/// A rule from the content of its file.
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
        let message = format!("“{}” is not an MQM category; docs/RULES.md lists them", file.mqm.category);
        return Err(RuleError { span, ..fail(message) });
    }
    let ids = |codes: &[String]| -> Result<Vec<LanguageId>, RuleError> {
        let ids = codes.iter().map(|code| code.parse()).collect::<Result<_, ParseLanguageError>>();
        ids.map_err(|e| fail(e.to_string()))
    };
    let (languages, only_from) = (ids(&file.languages)?, ids(&file.only_from)?);
    ids(&file.source_languages)?;
    if language.is_some() && !languages.is_empty() {
        return Err(fail("a rule with languages must be in the folder “any”".into()));
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
        return Err("the path of a rule must be <language>/<family>/<name>.toml or any/<family>/<name>.toml below the rules folder".into());
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
                "unknown unit kind “{name}”; the kinds are paragraph, heading, list-item, cell, furniture, segment"
            ));
        }
    })
}

pub(crate) fn unreadable(path: &Path, message: &str) -> RuleError {
    RuleError { path: path.to_owned(), span: None, message: message.to_owned(), text: "".into() }
}
