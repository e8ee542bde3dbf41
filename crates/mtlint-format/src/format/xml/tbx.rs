//! TBX: version 2 (ISO 30042:2008, TBX-Basic, root `martif`) and version 3 (ISO 30042:2019, root `tbx`), in which data
//! categories are values of `type` (style DCA) or elements of their own (style DCT).

use super::reader::{Event, Reader, Tag};
use super::text;
use crate::format::contract::FormatError;
use crate::glossary::{Concept, Glossary, Term, TermStatus};
use mtlint_text::language::LanguageId;
use mtlint_token::span::FileSpan;

/// Reads a glossary in TBX.
///
/// # Errors
/// When the content is no well-formed XML, or its root element none of TBX.
pub fn read_tbx(content: &str) -> Result<Glossary, FormatError> {
    let mut reader = Reader::new(content);
    match reader.next()? {
        Some(Event::Start(tag)) if matches!(tag.name, "martif" | "tbx") => {}
        Some(Event::Start(tag)) => {
            let message = format!("the root element is <{}> instead of <tbx> or <martif>", tag.name);
            return Err(FormatError { span: tag.span, message });
        }
        _ => return Ok(Glossary::default()),
    }
    let mut entries = Entries::default();
    while let Some(event) = reader.next()? {
        match event {
            Event::Start(tag) => entries.start(&mut reader, tag)?,
            Event::End(tag, _) if is_term_section(tag.name) => entries.end_term(),
            _ => {}
        }
    }
    Ok(entries.glossary)
}

#[derive(Default)]
struct Entries {
    glossary: Glossary,
    language: Option<LanguageId>,
    /// The name in the open term section, and its place.
    term: Option<(String, FileSpan)>,
    status: TermStatus,
    part_of_speech: String,
}

impl Entries {
    fn start<'s>(&mut self, reader: &mut Reader<'s>, tag: Tag<'s>) -> Result<(), FormatError> {
        match tag.name {
            "martifHeader" | "tbxHeader" | "back" => {
                reader.skip()?;
            }
            "termEntry" | "conceptEntry" => {
                let id = tag.attribute("id").map(std::borrow::Cow::into_owned);
                self.glossary.concepts.push(Concept { id, terms: Vec::new() });
                self.language = None;
            }
            "langSet" | "langSec" => {
                let code = tag.attribute("xml:lang").or_else(|| tag.attribute("lang"));
                self.language = code.and_then(|code| code.parse().ok());
            }
            "term" => {
                let (name, end) = text::plain_with_end(reader)?;
                self.term = Some((name.trim().to_owned(), FileSpan::new(tag.span.end, end.start.max(tag.span.end))));
            }
            "termNote" | "administrativeStatus" | "normativeAuthorization" | "partOfSpeech" => {
                let category = tag.attribute("type");
                let category = category.as_deref().unwrap_or(tag.name).to_owned();
                let value = text::plain_with_end(reader)?.0;
                match category.as_str() {
                    "administrativeStatus" | "normativeAuthorization" => self.status = status(value.trim()),
                    "partOfSpeech" => self.part_of_speech = value.trim().to_owned(),
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_term(&mut self) {
        let (status, part_of_speech) = (std::mem::take(&mut self.status), std::mem::take(&mut self.part_of_speech));
        let (Some((text, span)), Some(language)) = (self.term.take(), self.language) else { return };
        if let Some(concept) = self.glossary.concepts.last_mut()
            && !text.is_empty()
        {
            concept.terms.push(Term { language, text, span, status, part_of_speech });
        }
    }
}

fn is_term_section(name: &str) -> bool {
    matches!(name, "tig" | "ntig" | "termSec")
}

/// The picklists of administrativeStatus (with `-admn-sts`) and normativeAuthorization.
fn status(value: &str) -> TermStatus {
    match value.strip_suffix("-admn-sts").unwrap_or(value) {
        "preferredTerm" | "standardizedTerm" => TermStatus::Preferred,
        "deprecatedTerm" | "supersededTerm" | "forbiddenTerm" => TermStatus::Forbidden,
        _ => TermStatus::Admitted,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::read_tbx;
    use crate::glossary::TermStatus;

    const BASIC: &str = r#"<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><p>Harbour</p></fileDesc></martifHeader><text><body>
<termEntry id="c1"><descrip type="subjectField">ports</descrip>
  <langSet xml:lang="en"><tig><term>quay</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
  <langSet xml:lang="de-DE">
    <tig><term>Kai</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
    <ntig><termGrp><term>Kaje &amp; Pier</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
  </langSet></termEntry></body></text></martif>"#;
    const DCA: &str = r#"<tbx type="TBX-Core" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader/><text><body>
<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>quay</term><termNote type="partOfSpeech">noun</termNote></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Kai</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
<termSec><term>Kaje &amp; Pier</term><termNote type="normativeAuthorization">deprecatedTerm</termNote></termSec></langSec>
</conceptEntry></body></text></tbx>"#;
    const DCT: &str = r#"<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns:min="urn:a" xmlns:basic="urn:b"><text><body>
<conceptEntry id="c1"><min:subjectField>ports</min:subjectField>
<langSec xml:lang="en"><termSec><term>quay</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Kai</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>Kaje &amp; Pier</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"#;

    #[test]
    fn both_versions_and_styles_say_the_same() {
        for content in [BASIC, DCA, DCT] {
            let glossary = read_tbx(content).unwrap();
            assert_eq!(glossary.concepts.len(), 1);
            let concept = &glossary.concepts[0];
            assert_eq!(concept.id.as_deref(), Some("c1"));
            let terms: Vec<_> = concept
                .terms
                .iter()
                .map(|t| (t.language.code().to_owned(), t.text.as_str(), t.status, t.part_of_speech.as_str()))
                .collect();
            assert_eq!(
                terms,
                [
                    ("en".to_owned(), "quay", TermStatus::Admitted, "noun"),
                    ("de".to_owned(), "Kai", TermStatus::Preferred, ""),
                    ("de".to_owned(), "Kaje & Pier", TermStatus::Forbidden, ""),
                ]
            );
            assert_eq!(&content[concept.terms[2].span.range()], "Kaje &amp; Pier");
        }
    }

    #[test]
    fn other_and_broken_files_are_errors() {
        assert!(read_tbx("<tmx/>").unwrap_err().message.contains("<tbx> or <martif>"));
        assert!(read_tbx("<tbx><text></tbx>").unwrap_err().message.contains("well-formed"));
    }

    const CONCEPT: &str = r#"<tbx type="TBX-Core" style="dca" xml:lang="en"><text><body><conceptEntry id="c1">
<langSec xml:lang="en"><termSec><term>quay</term></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Pier</term></termSec>
<termSec><term>Kai</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
<termSec><term>Kaje</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>quai</term></termSec></langSec></conceptEntry></body></text></tbx>"#;

    #[test]
    fn entries_are_of_two_languages() {
        let glossary = read_tbx(CONCEPT).unwrap();
        let shown = |source: Option<&str>| -> Vec<String> {
            let entries = glossary.entries(source.map(|code| code.parse().unwrap()));
            let line = |e: &crate::glossary::Entry| {
                let code = |code: &Option<String>| code.clone().unwrap_or_default();
                format!("{}>{} {}: {:?} {:?}", code(&e.from), code(&e.to), e.source, e.targets, e.forbidden)
            };
            entries.iter().map(line).collect()
        };
        assert_eq!(shown(Some("en")), [r#"en>de quay: ["Kai", "Pier"] ["Kaje"]"#, r#"en>fr quay: ["quai"] []"#,]);
        assert!(shown(None).contains(&r#"de>fr Kaje: ["quai"] []"#.to_owned()));
        assert_eq!(shown(Some("fr")), [r#"fr>en quai: ["quay"] []"#, r#"fr>de quai: ["Kai", "Pier"] ["Kaje"]"#]);
    }
}
