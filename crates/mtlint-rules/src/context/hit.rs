//! What a matcher reports: a finding in positions of the extracted text, before its message is written.

use crate::rule::Applicability;
use mtlint_token::span::{FileSpan, TextSpan};

/// Replacements in the text that are made together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFix {
    /// What to replace, and with what; in text order, without overlap.
    pub edits: Vec<(TextSpan, String)>,
    /// Whether a program may do so.
    pub applicability: Applicability,
}

/// A match of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the rule in its plan.
    pub rule: u32,
    /// What is marked.
    pub span: TextSpan,
    /// Values for the message's placeholders.
    pub args: Vec<(String, String)>,
    /// The place in the file, for a finding about something that is not in the text, such as a tag.
    pub place: Option<FileSpan>,
    /// Other places that belong to it.
    pub related: Vec<(TextSpan, String)>,
    /// Places in the source text that belong to it.
    pub in_source: Vec<(TextSpan, String)>,
    /// Places in the file of the source, for things that are not in its text.
    pub in_source_file: Vec<(FileSpan, String)>,
    /// Ways to fix it.
    pub fixes: Vec<TextFix>,
    /// The number of places that it reports at once, if the whole document follows another style than the rule.
    pub throughout: Option<usize>,
    /// It covers other hits, but another hit reports it.
    pub is_reported_elsewhere: bool,
}

/// The span of a hit about something that is not in the extracted text.
const OUTSIDE: TextSpan = TextSpan { start: u32::MAX, end: u32::MAX };

impl Hit {
    /// The text that is marked; empty for a hit outside the extracted text.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        if self.span == OUTSIDE { "" } else { self.span.of(text) }
    }

    /// A hit with nothing but its place.
    #[must_use]
    pub fn new(rule: u32, span: TextSpan) -> Self {
        let (args, related, in_source, in_source_file, fixes) = Default::default();
        let (throughout, is_reported_elsewhere) = Default::default();
        Self {
            rule,
            span,
            place: None,
            args,
            related,
            in_source,
            in_source_file,
            fixes,
            throughout,
            is_reported_elsewhere,
        }
    }

    /// Adds a value for the message.
    pub fn arg(&mut self, name: &str, value: impl Into<String>) -> &mut Self {
        self.args.push((name.to_owned(), value.into()));
        self
    }

    /// Adds another place.
    pub fn related(&mut self, span: TextSpan, message: impl Into<String>) -> &mut Self {
        self.related.push((span, message.into()));
        self
    }

    /// Adds a place in the source text.
    pub fn in_source(&mut self, span: TextSpan, message: impl Into<String>) -> &mut Self {
        self.in_source.push((span, message.into()));
        self
    }

    /// Adds a place in the file of the source, text or not.
    pub fn in_source_at(&mut self, place: FileSpan, message: impl Into<String>) -> &mut Self {
        self.in_source_file.push((place, message.into()));
        self
    }

    /// Sets the place of the finding in the file.
    pub fn at(&mut self, place: FileSpan) -> &mut Self {
        self.place = Some(place);
        self
    }

    /// Marks the hit as reported by another one.
    pub fn reported_elsewhere(&mut self) -> &mut Self {
        self.is_reported_elsewhere = true;
        self
    }

    /// Adds a replacement.
    pub fn fix(&mut self, span: TextSpan, text: impl Into<String>, applicability: Applicability) -> &mut Self {
        self.fix_together(vec![(span, text.into())], applicability)
    }

    /// Adds replacements, in text order, that are made together or not at all.
    pub fn fix_together(&mut self, edits: Vec<(TextSpan, String)>, applicability: Applicability) -> &mut Self {
        self.fixes.push(TextFix { edits, applicability });
        self
    }
}

/// Collects the hits of one rule.
pub struct Sink<'a> {
    rule: u32,
    hits: &'a mut Vec<Hit>,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(rule: u32, hits: &'a mut Vec<Hit>) -> Self {
        Self { rule, hits }
    }

    /// Reports a place in the file that is not in the extracted text.
    pub fn report_outside(&mut self, place: FileSpan) -> &mut Hit {
        self.report(OUTSIDE).at(place)
    }

    /// Reports a span. Details can be added to the returned hit.
    pub fn report(&mut self, span: TextSpan) -> &mut Hit {
        self.hits.push(Hit::new(self.rule, span));
        let last = self.hits.len() - 1;
        &mut self.hits[last]
    }
}
