//! The names that columns and keys go by in translation memories, corpora and the tools that write them.

use crate::document::{
    BilingualBuilder, Document, Escape, MaskedSide, Metadata, Remark, SideText, Syntax, Unit, UnitState,
};
use crate::inline;
use mtlint_text::language::LanguageId;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Source,
    Target,
    Key,
    Fuzzy,
    SourceLanguage,
    TargetLanguage,
}

/// What a column of this name holds; `None` for what is not read.
pub(super) fn field(name: &str) -> Option<Field> {
    let name: String = name.trim().to_ascii_lowercase().replace([' ', '-'], "_");
    Some(match name.as_str() {
        "source" | "src" | "source_text" | "src_text" | "original" | "msgid" => Field::Source,
        "target" | "tgt" | "trg" | "target_text" | "tgt_text" | "translation" | "translated" | "msgstr" | "mt"
        | "hypothesis" => Field::Target,
        "id" | "key" | "segment_id" | "seg_id" | "location" | "context" | "msgctxt" => Field::Key,
        "fuzzy" => Field::Fuzzy,
        "source_lang" | "src_lang" | "source_language" => Field::SourceLanguage,
        "target_lang" | "tgt_lang" | "trg_lang" | "target_language" => Field::TargetLanguage,
        _ => return None,
    })
}

/// One row as it is read.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub source: Option<SideText>,
    pub target: Option<SideText>,
    pub key: Option<String>,
    pub fuzzy: bool,
    pub source_language: Option<LanguageId>,
    pub target_language: Option<LanguageId>,
}

/// Documents that are filled row by row: one for each pair of languages.
#[derive(Debug)]
pub(super) struct Documents<'c> {
    content: &'c str,
    parts: Vec<(Metadata, BilingualBuilder<'c>)>,
}

impl<'c> Documents<'c> {
    pub(super) fn new(content: &'c str) -> Self {
        Self { content, parts: vec![(Metadata::default(), BilingualBuilder::new(content))] }
    }

    /// Adds a row to the document of its languages. A row that names none goes where it fits.
    pub(super) fn push(&mut self, row: Row, escape: Option<Escape>) {
        let agree = |a: Option<LanguageId>, b: Option<LanguageId>| a.zip(b).is_none_or(|(a, b)| a.agrees(&b));
        let (language, source_language) = (row.target_language, row.source_language);
        let takes =
            |(has, _): &(Metadata, _)| agree(has.language, language) && agree(has.source_language, source_language);
        let at = self.parts.iter().position(takes).unwrap_or_else(|| {
            self.parts.push((Metadata::default(), BilingualBuilder::new(self.content)));
            self.parts.len() - 1
        });
        if let Some((metadata, builder)) = self.parts.get_mut(at) {
            metadata.language = metadata.language.or(language);
            metadata.source_language = metadata.source_language.or(source_language);
            row.push(builder, escape);
        }
    }

    pub(super) fn remark(&mut self, remark: Remark) {
        if let Some((_, builder)) = self.parts.first_mut() {
            builder.remark(remark);
        }
    }

    /// The documents; one at least.
    pub(super) fn finish(self, escape: Escape) -> std::vec::IntoIter<Document> {
        let finish = |(metadata, builder): (Metadata, BilingualBuilder<'_>)| builder.finish(metadata, escape);
        self.parts.into_iter().map(finish).collect::<Vec<_>>().into_iter()
    }
}

/// Nothing says what the values may hold, so only what cannot be mistaken for language is masked.
const SYNTAX: Syntax = Syntax::empty();

impl Row {
    /// Takes a value in.
    pub(super) fn set(&mut self, field: Field, value: SideText) {
        match field {
            Field::Source => self.source = self.source.take().or(Some(value)),
            Field::Target => self.target = self.target.take().or(Some(value)),
            Field::Key if self.key.is_none() && !value.text().is_empty() => self.key = Some(value.text().to_owned()),
            Field::Key => {}
            Field::Fuzzy => {
                self.fuzzy = matches!(value.text().to_ascii_lowercase().as_str(), "true" | "1" | "yes" | "fuzzy")
            }
            Field::SourceLanguage => self.source_language = value.text().parse().ok(),
            Field::TargetLanguage => self.target_language = value.text().parse().ok(),
        }
    }

    /// Adds the row as a unit, if it has a target. `escape` is for this row's target alone.
    fn push(self, builder: &mut BilingualBuilder<'_>, escape: Option<Escape>) {
        let Some(target) = self.target else { return };
        let state = if self.fuzzy { UnitState::Fuzzy } else { UnitState::Translated };
        let unit = Unit { key: self.key, state, syntax: SYNTAX, escape, ..Unit::default() };
        let (mut masks, mut source_masks) = (Vec::new(), Vec::new());
        inline::scan(target.text(), SYNTAX, &mut masks);
        match &self.source {
            Some(source) => {
                inline::scan(source.text(), SYNTAX, &mut source_masks);
                builder.unit(unit, Some(MaskedSide::new(source, &source_masks)), MaskedSide::new(&target, &masks));
            }
            None => builder.unit(unit, None, MaskedSide::new(&target, &masks)),
        }
    }
}
