//! Application Resource Bundles of Flutter: flat JSON of ICU messages, with metadata under `@key`.

use std::borrow::Cow;

use super::escape_icu;
use super::scan::{Member, Text, Value, parse};
use crate::document::{Document, Escape, Metadata, Syntax, Unit};
use crate::format::contract::{Format, FormatError};
use crate::format::frame::Frame;
use crate::format::unit_writer::UnitWriter;

/// The format.
#[derive(Debug)]
pub(in crate::format) struct Arb;

impl Format for Arb {
    fn name(&self) -> &'static str {
        "arb"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["arb"]
    }

    fn frames(&self) -> &'static [Frame] {
        &[Frame(r#"{"a": "{target}"}"#)]
    }

    fn read(&self, content: &str) -> Result<Document, FormatError> {
        let (root, remarks) = parse(content)?;
        let Value::Object(members) = &root.value else {
            return Err(FormatError { span: root.span, message: "an ARB file is a JSON object".to_owned() });
        };
        let mut segments = UnitWriter::new(content);
        let mut metadata = Metadata::default();
        for (key, text) in members.iter().filter_map(string) {
            if key == "@@locale" {
                metadata.language = text.text().parse().ok();
            } else if !key.starts_with('@') {
                let syntax = Syntax::ICU.union(Syntax::MARKUP);
                let unit = Unit { key: Some(key.into_owned()), syntax, ..Unit::default() };
                segments.push(unit, None, &text.side(content));
            }
        }
        for remark in remarks {
            segments.remark(remark);
        }
        Ok(segments.finish(metadata, Escape(escape_icu)))
    }
}

fn string<'m, 's>(member: &'m Member<'s>) -> Option<(Cow<'s, str>, &'m Text<'s>)> {
    match &member.node.value {
        Value::String(text) => Some((member.key.text(), text)),
        _ => None,
    }
}
