//! Xcode string catalogs: one file for all languages, one document for each.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::escape;
use super::scan::{Member, Node, Text, Value, parse};
use crate::document::{Document, Escape, Metadata, Remark, Syntax, Unit, UnitState};
use crate::format::contract::{Format, FormatError, Parts};
use crate::format::frame::Frame;
use crate::format::unit_writer::{UnitWriter, plural_category};

/// The format.
#[derive(Debug)]
pub(in crate::format) struct Xcstrings;

impl Format for Xcstrings {
    fn name(&self) -> &'static str {
        "xcstrings"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xcstrings"]
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame(
            r#"{"sourceLanguage":"en","strings":{"{source}":{"localizations":{"de":{"stringUnit":{"value":"{target}"}}}}}}"#,
        )]
    }

    /// The first language.
    fn read(&self, content: &str) -> Result<Document, FormatError> {
        Ok(Catalog::read(content)?.documents().into_iter().next().unwrap_or_default())
    }

    fn parts<'c>(&self, content: &'c str) -> Parts<'c> {
        match Catalog::read(content) {
            Ok(catalog) => Box::new(catalog.documents().into_iter().map(Ok)),
            Err(e) => Box::new(std::iter::once(Err(e))),
        }
    }
}

struct Catalog<'s> {
    content: &'s str,
    source: Cow<'s, str>,
    strings: Vec<Member<'s>>,
    remarks: Vec<Remark>,
}

impl<'s> Catalog<'s> {
    fn read(content: &'s str) -> Result<Self, FormatError> {
        let (root, remarks) = parse(content)?;
        let span = root.span;
        let wrong = |message: &str| FormatError { span, message: message.to_owned() };
        let Value::Object(members) = root.value else {
            return Err(wrong("a string catalog is a JSON object"));
        };
        let (mut source, mut strings) = (None, None);
        for member in members {
            match (&*member.key.text(), member.node.value) {
                ("sourceLanguage", Value::String(text)) => source = Some(text.text()),
                ("strings", Value::Object(members)) => strings = Some(members),
                _ => {}
            }
        }
        let source = source.ok_or_else(|| wrong("this string catalog has no sourceLanguage"))?;
        let strings = strings.ok_or_else(|| wrong("this string catalog has no strings"))?;
        Ok(Self { content, source, strings, remarks })
    }

    /// A document for each target language, in file order.
    fn documents(&self) -> Vec<Document> {
        let mut by_language: FxHashMap<Cow<'s, str>, usize> = FxHashMap::default();
        let mut documents: Vec<(Cow<'s, str>, UnitWriter<'s>)> = Vec::new();
        for string in self.strings.iter().filter(|string| is_translated(string)) {
            let source = self.localizations(string).find(|(code, _)| *code == self.source);
            let source = source.map_or_else(Vec::new, |(_, node)| all_forms(node));
            for (language, node) in self.localizations(string).filter(|(code, _)| *code != self.source) {
                let index = *by_language.entry(language.clone()).or_insert_with(|| {
                    documents.push((language, UnitWriter::new(self.content)));
                    documents.len() - 1
                });
                if let Some((_, units)) = documents.get_mut(index) {
                    self.units(string, &source, node, units);
                }
            }
        }
        if let Some((_, units)) = documents.first_mut() {
            self.remarks.iter().cloned().for_each(|remark| units.remark(remark));
        }
        let source_language = self.source.parse().ok();
        let finish = |(code, units): (Cow<'_, str>, UnitWriter<'_>)| {
            let metadata = Metadata { language: code.parse().ok(), source_language, ..Metadata::default() };
            units.finish(metadata, Escape(escape))
        };
        documents.into_iter().map(finish).collect()
    }

    fn localizations<'m>(&self, string: &'m Member<'s>) -> impl Iterator<Item = (Cow<'s, str>, &'m Node<'s>)> {
        members(field(&string.node, "localizations")).iter().map(|member| (member.key.text(), &member.node))
    }

    /// Adds the forms of one string in one language.
    fn units(&self, string: &Member<'s>, source: &[Form<'s>], target: &Node<'s>, units: &mut UnitWriter<'s>) {
        let mut groups: FxHashMap<String, (u32, u32)> = FxHashMap::default();
        for form in all_forms(target) {
            let key = format!("{}{}", string.key.text(), form.path);
            let unit = Unit {
                key: Some(key),
                state: form.state,
                syntax: Syntax::OBJC.union(Syntax::PRINTF),
                ..Unit::default()
            };
            // If the source language has no text, the key is the text.
            let said = counterpart(source, &form).map_or(string.key, |form| form.text);
            units.push(unit, Some(&said.side(self.content)), &form.text.side(self.content));
            if let Some(category) = form.category {
                let base = form.path.trim_end_matches(']').trim_end_matches(category).to_owned();
                let (group, count) = groups.entry(base).or_insert_with(|| (units.new_group(), 0));
                units.plural(*group, *count, Some(category));
                *count += 1;
            }
        }
    }
}

fn is_translated(string: &Member<'_>) -> bool {
    let should = field(&string.node, "shouldTranslate");
    !matches!(should.map(|node| &node.value), Some(Value::Literal("false")))
}

/// A text of a string in a language: the only one, or that of a plural category or device.
#[derive(Debug)]
struct Form<'s> {
    /// What distinguishes it from the others: `[one]`, `[iphone][other]`.
    path: String,
    category: Option<&'static str>,
    state: UnitState,
    text: Text<'s>,
}

fn all_forms<'s>(node: &Node<'s>) -> Vec<Form<'s>> {
    let mut found = Vec::new();
    forms(node, &mut String::new(), None, &mut found);
    found
}

/// The source form that a form translates: the same, or the one for other numbers, or the only one.
fn counterpart<'f, 's>(source: &'f [Form<'s>], form: &Form<'s>) -> Option<&'f Form<'s>> {
    let with = |path: &str| source.iter().find(|form| form.path == path);
    let base = form.category.and_then(|category| form.path.strip_suffix(&format!("[{category}]")));
    with(&form.path).or_else(|| with(&format!("{}[other]", base?))).or_else(|| with(""))
}

/// The forms of a string in a language, in file order.
fn forms<'s>(node: &Node<'s>, path: &mut String, category: Option<&'static str>, found: &mut Vec<Form<'s>>) {
    for member in members(Some(node)) {
        match &*member.key.text() {
            "stringUnit" => {
                let state = string(field(&member.node, "state")).map(|state| state.text());
                if let Some(text) = string(field(&member.node, "value")) {
                    let state = match state.as_deref() {
                        Some("new") => UnitState::Untranslated,
                        Some("needs_review" | "stale") => UnitState::Unapproved,
                        _ => UnitState::Translated,
                    };
                    found.push(Form { path: path.clone(), category, state, text });
                }
            }
            // Each kind of variation contains cases, and each case is like a localization.
            "variations" => {
                for kind in members(Some(&member.node)) {
                    let is_plural = kind.key.text() == "plural";
                    for case in members(Some(&kind.node)) {
                        let name = case.key.text();
                        let category = if is_plural { plural_category(&name) } else { None };
                        within(path, &name, |path| forms(&case.node, path, category, found));
                    }
                }
            }
            "substitutions" => {
                for variable in members(Some(&member.node)) {
                    within(path, &variable.key.text(), |path| forms(&variable.node, path, None, found));
                }
            }
            _ => {}
        }
    }
}

fn within(path: &mut String, name: &str, read: impl FnOnce(&mut String)) {
    let length = path.len();
    path.push('[');
    path.push_str(name);
    path.push(']');
    read(path);
    path.truncate(length);
}

fn members<'m, 's>(node: Option<&'m Node<'s>>) -> &'m [Member<'s>] {
    match node.map(|node| &node.value) {
        Some(Value::Object(members)) => members,
        _ => &[],
    }
}

fn field<'m, 's>(node: &'m Node<'s>, name: &str) -> Option<&'m Node<'s>> {
    members(Some(node)).iter().find(|member| member.key.text() == name).map(|member| &member.node)
}

fn string<'s>(node: Option<&Node<'s>>) -> Option<Text<'s>> {
    match node.map(|node| &node.value) {
        Some(Value::String(text)) => Some(*text),
        _ => None,
    }
}
