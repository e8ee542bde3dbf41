//! Elements whose content is not text.

use crate::document::ObjectKind;
use crate::format::writer::Writer;
use mtlint_token::span::FileSpan;

/// Adds an element whose content is not text: code by its text, any other by its name.
pub(in crate::format) fn masked(writer: &mut Writer<'_>, content: &str, name: &str, span: FileSpan) {
    let element = span.of(content);
    match name {
        "code" | "kbd" | "samp" | "tt" | "var" => {
            writer.object(&format!("`{}`", inner_text(element)), ObjectKind::Code, span);
        }
        _ => writer.object(name, ObjectKind::Other, span),
    }
}

/// The text of an element without its tags, on one line, with character references unresolved.
fn inner_text(element: &str) -> String {
    let mut text = String::new();
    let parts = element.split('<').skip(1).filter_map(|part| part.split_once('>'));
    parts.for_each(|(_, behind)| text.push_str(behind));
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
