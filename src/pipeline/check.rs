//! Checks the documents of a file.

use serde::{Deserialize, Serialize};

use super::documents::documents;
use super::keys::UnitKeys;
use super::source::Origin;
use super::wants::Wants;
use crate::baseline::Passages;
use crate::problem::{Problem, shown};
use crate::setups::{Answer, CheckedDocument, Setup};
use mtlint_format::document::Document;
use mtlint_format::format::FileText;
use mtlint_rules::finding::Finding;
use mtlint_text::language::LanguageId;

/// What was found in a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Found {
    /// In file order.
    pub findings: Vec<Finding>,
    /// How many more findings directives suppressed.
    pub suppressed: u64,
    /// The passages around the findings, if findings are to be matched with a baseline.
    pub passages: Passages,
    /// The language of the first document.
    pub language: LanguageId,
    pub words: usize,
    /// The documents, if they are wanted.
    #[serde(skip)]
    pub documents: Vec<ReadDocument>,
    /// The keys of the units, if they are wanted.
    #[serde(skip)]
    pub keys: UnitKeys,
}

impl Found {
    fn new(language: LanguageId) -> Self {
        Self {
            findings: Vec::new(),
            suppressed: 0,
            passages: Passages::default(),
            language,
            words: 0,
            documents: Vec::new(),
            keys: UnitKeys::default(),
        }
    }

    fn add(&mut self, document: Document, checked: CheckedDocument, wants: Wants) {
        if wants.identity() && !checked.findings.is_empty() {
            self.passages.add(&document);
        }
        if wants.keys && !checked.findings.is_empty() {
            self.keys.add(&document, &checked.findings);
        }
        self.findings.extend(checked.findings);
        self.suppressed += checked.suppressed;
        self.words += checked.words;
        if wants.documents {
            self.documents.push(ReadDocument { document, language: checked.language });
        }
    }
}

/// A document that was checked.
#[derive(Clone, Debug)]
pub(crate) struct ReadDocument {
    pub document: Document,
    /// The language that it was checked in.
    pub language: LanguageId,
}

/// Checks the documents of a file. `None` if no document is in a language that the config lists.
///
/// # Errors
/// A file whose format is unknown, or a rule that cannot be compiled. A document that its format cannot read is a
/// problem, and the last document.
pub(super) fn check_documents(
    text: &FileText,
    origin: Origin<'_>,
    setup: &Setup,
    wants: Wants,
    problems: &mut Vec<Problem>,
) -> Result<Option<Found>, Problem> {
    let (name, content) = (shown(text.path()), text.content());
    let mut all: Option<Found> = None;
    for document in documents(text)? {
        let document = match document {
            Ok(document) => origin.add_to(document, text),
            Err(problem) => {
                problems.push(problem);
                break;
            }
        };
        match setup.check(content, &document).map_err(|message| Problem::error(&name, message))? {
            Answer::OtherLanguage(language) => {
                let skipped = Problem::note(&name, format!("skipped: its language is {language}"));
                if !problems.contains(&skipped) {
                    problems.push(skipped);
                }
            }
            Answer::Checked(checked) => {
                all.get_or_insert_with(|| Found::new(checked.language)).add(document, checked, wants);
            }
        }
    }
    if let Some(found) = &mut all {
        // Documents of one file may overlap: each language of a translation memory is a document.
        found.findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    }
    Ok(all)
}
