//! Reads folders of rule files and validates the rules.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::measured;
use crate::check;
use crate::rule::definition::{BY_LANGUAGE, fault, unreadable};
use crate::rule::pattern::Matcher;
use crate::rule::{Rule, RuleError};
use mtlint_text::language::LanguageId;

/// All rules below a folder with the layout of rules/, in path order.
///
/// # Errors
/// One error for each broken file.
pub fn folder(root: &Path) -> Result<Vec<Arc<Rule>>, Vec<RuleError>> {
    let (mut rules, mut errors) = (Vec::new(), Vec::new());
    if !root.is_dir() {
        return Err(vec![unreadable(root, "this is not a folder")]);
    }
    let mut walk = ignore::WalkBuilder::new(root);
    walk.standard_filters(false).sort_by_file_path(Path::cmp);
    let figures = root.join(measured::FILE_NAME);
    for entry in walk.build() {
        match entry {
            Ok(entry) if entry.path() == figures => {}
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
    let rule = parse(relative, &text).map_err(|e| RuleError { path: path.to_owned(), ..e })?;
    Ok(rule.read_from(path, root))
}

/// Reads and validates one rule from its path below the folder of rules and its text.
///
/// # Errors
/// If the text is not a rule file or its `[match]` table cannot be used, with the place.
pub fn parse(path: &Path, text: &str) -> Result<Rule, RuleError> {
    let rule = Rule::read(path, text)?;
    validate(&rule).map_err(|message| RuleError { span: match_table(text), ..fault(path, text, message) })?;
    Ok(rule)
}

/// Finds mistakes that reading does not find, in each language of the rule: patterns that do not compile, options that
/// a check refuses, options for a language that the rule is not for.
///
/// # Errors
/// With a sentence for the author of the rule.
pub fn validate(rule: &Rule) -> Result<(), String> {
    for language in rule.spoken() {
        match rule.matcher(language)? {
            Matcher::Phrases(_) | Matcher::Tokens(_) => {}
            Matcher::Regex(pattern) => pattern.validate()?,
            Matcher::Native { name, options } => check::validate(&name, &options)?,
        }
    }
    for code in rule.languages_in_match() {
        code.parse::<LanguageId>().map_err(|error| format!("[match.{BY_LANGUAGE}.{code}]: {error}"))?;
    }
    let named = |code: &&str| rule.languages.is_empty() || rule.languages.iter().any(|own| own.to_string() == *code);
    rule.languages_in_match().into_iter().find(|code| !named(code)).map_or(Ok(()), |code| {
        Err(format!("[match.{BY_LANGUAGE}.{code}] is never used: add “{code}” to the languages of the rule"))
    })
}

fn match_table(text: &str) -> Option<Range<usize>> {
    text.find("[match]").map(|at| at..at + "[match]".len())
}
