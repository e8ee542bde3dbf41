//! JSON with nested keys and texts: i18next, Vue I18n, React Intl, Chrome's `messages.json` and their like.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::scan::{Member, Node, Text, Value, parse};
use super::{enter, escape, escape_icu};
use crate::document::{Document, Escape, Metadata, Syntax, Unit};
use crate::format::contract::{Format, FormatError};
use crate::format::frame::Frame;
use crate::format::locale;
use crate::format::unit_writer::{UnitWriter, plural_category};
use crate::inline;
use mtlint_token::span::text_at;

/// The format.
#[derive(Debug)]
pub(in crate::format) struct Messages;

impl Format for Messages {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    /// Most JSON files contain no text.
    fn is_walked(&self, path: &Path) -> bool {
        locale::is_resource(path)
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame(r#"{"a": {"b": "{target}"}}"#)]
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let (root, remarks) = parse(content)?;
        let mut walk =
            Walk { content, segments: UnitWriter::new(content), path: String::new(), syntax: syntax(content) };
        walk.node(&root);
        for remark in remarks {
            walk.segments.remark(remark);
        }
        let escape = Escape(if walk.syntax.intersects(Syntax::ICU) { escape_icu } else { escape });
        Ok(walk.segments.finish(Metadata::default(), escape))
    }
}

/// The syntax of the library that the texts are for, judged by their placeholders. A message with branches is ICU in
/// any file.
fn syntax(content: &str) -> Syntax {
    let has = |text: &str| memchr::memmem::find(content.as_bytes(), text.as_bytes()).is_some();
    let variables = if has_double_braces(content) || has("$t(") {
        Syntax::I18NEXT
    } else if inline::has_choice(content) {
        Syntax::ICU
    } else {
        Syntax::BRACE.union(Syntax::PRINTF).union(Syntax::ASSUMED)
    };
    variables.union(Syntax::MARKUP).union(Syntax::PIPES).union(inline::habits(content))
}

/// True for `{{name}}`; the branch `other {{n} boats}` of ICU has two braces, too.
fn has_double_braces(content: &str) -> bool {
    memchr::memmem::find_iter(content.as_bytes(), "{{").any(|at| {
        let inner = text_at(content, at + 2..);
        let behind = inner.find(['{', '}', '"']).and_then(|end| inner.get(end..)).unwrap_or_default();
        behind.starts_with("}}") && !behind.starts_with("}}}")
    })
}

struct Walk<'s> {
    content: &'s str,
    segments: UnitWriter<'s>,
    path: String,
    syntax: Syntax,
}

impl<'s> Walk<'s> {
    /// The scanner bounds the depth.
    fn node(&mut self, node: &Node<'s>) {
        match &node.value {
            Value::String(text) => self.text(text),
            Value::Object(members) => self.object(members),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let length = self.path.len();
                    self.path.push_str(&format!("[{index}]"));
                    self.node(item);
                    self.path.truncate(length);
                }
            }
            Value::Literal(_) => {}
        }
    }

    fn object(&mut self, members: &[Member<'s>]) {
        if let Some(message) = described(members) {
            return self.text(message);
        }
        let mut plurals = Plurals::of(members);
        for member in members {
            let key = member.key.text();
            let length = enter(&mut self.path, &key);
            self.node(&member.node);
            self.path.truncate(length);
            if matches!(member.node.value, Value::String(_)) {
                plurals.mark(&key, &mut self.segments);
            }
        }
    }

    fn text(&mut self, text: &Text<'s>) {
        let unit = Unit { key: Some(self.path.clone()), syntax: self.syntax, ..Unit::default() };
        self.segments.push(unit, None, &text.side(self.content));
    }
}

/// The text of an entry of `messages.json` or of a React Intl extract, which has a description beside it.
fn described<'m, 's>(members: &'m [Member<'s>]) -> Option<&'m Text<'s>> {
    const BESIDE: [&str; 5] = ["description", "placeholders", "id", "hash", "context"];
    let mut message = None;
    for member in members {
        match (&*member.key.text(), &member.node.value) {
            ("message" | "defaultMessage", Value::String(text)) if message.is_none() => message = Some(text),
            (key, _) if BESIDE.contains(&key) => {}
            _ => return None,
        }
    }
    message.filter(|_| members.len() > 1)
}

/// The plural forms among the members of an object: `item_one` beside `item_other`, `item_ordinal_few`; in older files
/// `item_one` beside `item`, or `item` beside `item_plural`.
struct Plurals {
    /// By the part of the key before the category.
    groups: FxHashMap<String, Group>,
}

/// The forms of one message.
#[derive(Clone, Copy, Default)]
struct Group {
    /// Its group number, once a form is read.
    number: Option<u32>,
    /// The number of forms so far.
    count: u32,
    /// True when keys name all categories.
    is_named: bool,
    /// True when the key without an ending is that of the singular.
    has_plural: bool,
}

impl Plurals {
    fn of(members: &[Member<'_>]) -> Self {
        let mut groups: FxHashMap<String, Group> = FxHashMap::default();
        for member in members {
            let key = member.key.text();
            if let Some((base, "other" | "one" | "plural")) = key.rsplit_once('_') {
                let group = groups.entry(base.to_owned()).or_default();
                group.is_named |= key.ends_with("_other");
                group.has_plural |= key.ends_with("_plural");
            }
        }
        if groups.values().any(|group| !group.is_named) {
            let keys: FxHashSet<_> = members.iter().map(|member| member.key.text()).collect();
            groups.retain(|base, group| group.is_named || keys.contains(base.as_str()));
        }
        Self { groups }
    }

    /// Marks the last unit, which has this key, if it is a plural form.
    fn mark(&mut self, key: &str, segments: &mut UnitWriter<'_>) {
        let ending = key.rsplit_once('_').and_then(|(base, ending)| {
            let category = plural_category(ending);
            (category.is_some() || ending == "plural").then_some((base, category))
        });
        let (base, category) = ending.filter(|(base, _)| self.groups.contains_key(*base)).unwrap_or((key, None));
        let Some(group) = self.groups.get_mut(base) else { return };
        // Beside `item_one` and `item_other`, `item` is something else.
        if group.is_named && category.is_none() {
            return;
        }
        let number = *group.number.get_or_insert_with(|| segments.new_group());
        let is_singular = category == Some("one") || (group.has_plural && base.len() == key.len());
        match group.is_named {
            true => segments.plural(number, group.count, category),
            false => segments.unnamed_plural(number, group.count, is_singular),
        }
        group.count += 1;
    }
}
