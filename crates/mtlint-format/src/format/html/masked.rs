//! Elements whose content is no text.

use crate::document::ObjectKind;
use crate::format::writer::Writer;
use mtlint_token::span::FileSpan;

/// Adds an element whose content is no text: code as its text, anything else by its name.
pub(in crate::format) fn masked(writer: &mut Writer<'_>, content: &str, name: &str, span: FileSpan) {
    let element = content.get(span.range()).unwrap_or_default();
    match name {
        "code" | "kbd" | "samp" | "tt" | "var" => {
            writer.object(&format!("`{}`", inner_text(element)), ObjectKind::Code, span);
        }
        _ => writer.object(name, ObjectKind::Other, span),
    }
}

/// What an element says without its tags, in one line; its character references as they are.
fn inner_text(element: &str) -> String {
    let mut text = String::new();
    let parts = element.split('<').skip(1).filter_map(|part| part.split_once('>'));
    parts.for_each(|(_, behind)| text.push_str(behind));
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
