//! JSON with nested keys and texts: i18next, Vue I18n, React Intl, Chrome's `messages.json` and their like.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::scan::{Member, Node, Text, Value, parse};
use super::{enter, escape, escape_icu};
use crate::document::{Document, Escape, Metadata, Syntax, Unit};
use crate::format::unit_writer::{UnitWriter, plural_category};
use crate::format::{Format, FormatError, locale};

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

    /// Most JSON is no text.
    fn is_met(&self, path: &Path) -> bool {
        locale::is_resource(path)
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let (root, remarks) = parse(content)?;
        let mut walk =
            Walk { content, segments: UnitWriter::new(content), path: String::new(), syntax: syntax(content) };
        walk.node(&root);
        for remark in remarks {
            walk.segments.remark(remark);
        }
        let escape = Escape(if walk.syntax.any(Syntax::ICU) { escape_icu } else { escape });
        Ok(walk.segments.finish(Metadata::default(), escape))
    }
}

/// Which library the texts are for, by what is in them.
fn syntax(content: &str) -> Syntax {
    let has = |text: &str| memchr::memmem::find(content.as_bytes(), text.as_bytes()).is_some();
    let variables = if has("{{") || has("$t(") {
        Syntax::I18NEXT
    } else if [", plural,", ",plural,", ", select,", ",select,", ", selectordinal,"].into_iter().any(has) {
        Syntax::ICU
    } else {
        Syntax::BRACE.with(Syntax::PRINTF)
    };
    variables.with(Syntax::MARKUP)
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

/// The plural forms among the members of an object: `item_one` beside `item_other`, `item_ordinal_few`.
struct Plurals {
    /// By what stands before the category: the group and the number of forms so far.
    groups: FxHashMap<String, (u32, u32)>,
}

impl Plurals {
    fn of(members: &[Member<'_>]) -> Self {
        let mut groups = FxHashMap::default();
        for member in members {
            if let Some(base) = member.key.text().strip_suffix("_other") {
                groups.insert(base.to_owned(), (u32::MAX, 0));
            }
        }
        Self { groups }
    }

    /// Marks the last unit, whose key this is, if it is a form of a plural.
    fn mark(&mut self, key: &str, segments: &mut UnitWriter<'_>) {
        let Some((base, category)) = key.rsplit_once('_') else { return };
        let Some(category) = plural_category(category) else { return };
        let Some((group, count)) = self.groups.get_mut(base) else { return };
        if *count == 0 {
            *group = segments.new_group();
        }
        segments.plural(*group, *count, Some(category));
        *count += 1;
    }
}
