//! A glossary of concepts as the entries that rules look for.

use super::{Concept, Entry, Glossary, Term, TermStatus};
use mtlint_text::language::LanguageId;

impl Glossary {
    /// An entry for each term and language that it is translated to, the preferred translation first, and one more for
    /// a language with nothing but forbidden terms. With `source` only the terms of that language are to be translated;
    /// without it those of all are, and the entries grow with the square of the languages.
    #[must_use]
    pub fn entries(&self, source: Option<LanguageId>) -> Vec<Entry> {
        self.concepts.iter().flat_map(|concept| concept.entries(source)).collect()
    }
}

impl Concept {
    fn entries(&self, source: Option<LanguageId>) -> Vec<Entry> {
        let mut entries = Vec::new();
        for to in self.languages() {
            let targets = self.names(to, false);
            let entry = |from: LanguageId, source: &str, forbidden: Vec<String>| Entry {
                source: source.to_owned(),
                targets: targets.clone(),
                forbidden,
                from: Some(from.to_string()),
                to: Some(to.to_string()),
            };
            // Forbidden terms belong to the first term that has this translation; without any, to the name to use
            // instead.
            let mut forbidden = self.names(to, true);
            let wanted = |term: &&Term| {
                !term.language.is_same_language(&to) && source.is_none_or(|source| term.language.agrees(&source))
            };
            for term in self.terms.iter().filter(wanted).filter(|_| !targets.is_empty()) {
                entries.push(entry(term.language, &term.text, std::mem::take(&mut forbidden)));
            }
            if !forbidden.is_empty() {
                let other =
                    self.terms.iter().find(|term| !term.language.is_same_language(&to)).map(|term| term.text.as_str());
                let name = targets.first().map(String::as_str).or(other).unwrap_or_default();
                entries.push(entry(to, name, forbidden));
            }
        }
        entries
    }

    /// Its languages in file order, each once.
    fn languages(&self) -> Vec<LanguageId> {
        let mut languages = Vec::new();
        for term in &self.terms {
            if !languages.contains(&term.language) {
                languages.push(term.language);
            }
        }
        languages
    }

    /// Its forbidden or its allowed names in a language, the preferred ones first.
    fn names(&self, language: LanguageId, forbidden: bool) -> Vec<String> {
        let mut terms: Vec<&Term> =
            self.terms_in(language).filter(|t| (t.status == TermStatus::Forbidden) == forbidden).collect();
        terms.sort_by_key(|term| term.status != TermStatus::Preferred);
        terms.into_iter().map(|term| term.text.clone()).collect()
    }
}
