//! The data of the page as JSON for its script. Positions count UTF-16 code units of the decoded file.

use serde::Serialize;

use super::PageFile;
use super::part::{Part, PartUnit, Run, Shown};
use super::utf16::Utf16;
use crate::baseline::Known;
use crate::report::{FileReport, Text};
use mtlint_format::document::UnitKind;
use mtlint_rules::finding::{Edit, Finding, Fix, Related, RelatedFile};
use mtlint_rules::rule::{Applicability, Level};
use mtlint_rules::rule::{Severity, mqm};

/// One file.
#[derive(Serialize)]
pub(super) struct FileData<'f> {
    path: &'f str,
    key: &'f str,
    language: String,
    words: u64,
    encoding: &'static str,
    bom: bool,
    content: &'f str,
    /// The file with the source sides, if it is another one.
    other: Option<OtherData<'f>>,
    parts: Vec<PartData<'f>>,
    findings: Vec<FindingData<'f>>,
}

#[derive(Serialize)]
struct OtherData<'f> {
    path: &'f str,
    content: &'f str,
}

#[derive(Serialize)]
struct PartData<'f> {
    language: String,
    elsewhere: bool,
    units: Vec<UnitData<'f>>,
}

#[derive(Serialize)]
struct UnitData<'f> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'f str>,
    runs: Vec<RunData<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Vec<RunData<'f>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<ReadingData<'f>>,
}

#[derive(Serialize)]
struct ReadingData<'f> {
    words: u64,
    ease: Option<f64>,
    lix: Option<f64>,
    sentences: &'f [u32],
}

/// Start and end, then the text if it differs from the file, then 1 for an object.
#[derive(Serialize)]
#[serde(untagged)]
enum RunData<'f> {
    Verbatim(u32, u32),
    Text(u32, u32, &'f str),
    Object(u32, u32, &'f str, u8),
}

#[derive(Serialize)]
struct FindingData<'f> {
    rule: &'f str,
    title: &'f str,
    level: Level,
    category: &'f str,
    category_name: &'static str,
    severity: Severity,
    span: [u32; 2],
    line: u32,
    column: u32,
    message: &'f str,
    help: &'f str,
    why: &'f str,
    fixes: Vec<FixData<'f>>,
    related: Vec<RelatedData<'f>>,
    /// The finding as a line of a baseline.
    known: String,
}

#[derive(Serialize)]
struct FixData<'f> {
    title: &'f str,
    applicability: Applicability,
    /// Start, end and new text.
    edits: Vec<(u32, u32, &'f str)>,
}

#[derive(Serialize)]
struct RelatedData<'f> {
    span: [u32; 2],
    line: u32,
    message: &'f str,
    source: bool,
    elsewhere: bool,
}

/// Converts positions in a file and in its source file to positions of the page.
struct Places<'f> {
    own: Utf16<'f>,
    other: Option<Utf16<'f>>,
}

impl<'f> FileData<'f> {
    pub(super) fn new(page: &PageFile<'f>) -> Self {
        let report = page.report;
        let other = report.source_side.map(|side| side.text.content());
        let places = Places { own: Utf16::new(report.source.content()), other: other.map(Utf16::new) };
        let known = page.known.iter().map(Known::line).chain(std::iter::repeat_with(String::new));
        Self {
            path: report.path,
            key: page.key,
            language: report.language.map(|language| language.to_string()).unwrap_or_default(),
            words: page.words,
            encoding: report.source.encoding(),
            bom: report.source.has_bom(),
            content: report.source.content(),
            other: report.source_side.map(|side| OtherData { path: &side.path, content: side.text.content() }),
            parts: page.parts.iter().map(|part| places.part(part)).collect(),
            findings: report
                .findings
                .iter()
                .zip(known)
                .map(|(finding, known)| places.finding(report, finding, known))
                .collect(),
        }
    }
}

impl Places<'_> {
    fn part<'f>(&self, part: &'f Part) -> PartData<'f> {
        let elsewhere = part.source_elsewhere && self.other.is_some();
        let units = part.units.iter().map(|unit| self.unit(unit, elsewhere)).collect();
        PartData { language: part.language.to_string(), elsewhere, units }
    }

    fn unit<'f>(&self, unit: &'f PartUnit, elsewhere: bool) -> UnitData<'f> {
        let source_places = self.other.as_ref().filter(|_| elsewhere).unwrap_or(&self.own);
        UnitData {
            kind: kind(unit.kind),
            level: unit.level,
            key: unit.key.as_deref(),
            runs: unit.target.iter().map(|run| run_data(&self.own, run)).collect(),
            source: unit.source.as_ref().map(|runs| runs.iter().map(|run| run_data(source_places, run)).collect()),
            reading: unit.reading.as_ref().map(|reading| ReadingData {
                words: reading.words,
                ease: reading.ease,
                lix: reading.lix,
                sentences: &reading.sentences,
            }),
        }
    }

    fn finding<'f>(&self, report: &FileReport<'f>, finding: &'f Finding, known: String) -> FindingData<'f> {
        let (start, _) = report.place(finding.span);
        FindingData {
            rule: finding.rule.as_str(),
            title: &finding.title,
            level: finding.level,
            category: &finding.mqm.category,
            category_name: mqm::category(&finding.mqm.category).map_or("", |category| category.name),
            severity: finding.mqm.severity,
            span: self.own.span(finding.span),
            line: start.line,
            column: start.column,
            message: &finding.message,
            help: &finding.help,
            why: &finding.why,
            fixes: finding.fixes.iter().map(|fix| self.fix(fix)).collect(),
            related: finding.related.iter().map(|related| self.related(report, related)).collect(),
            known,
        }
    }

    fn fix<'f>(&self, fix: &'f Fix) -> FixData<'f> {
        let edit = |edit: &'f Edit| {
            let [start, end] = self.own.span(edit.span);
            (start, end, edit.text.as_str())
        };
        FixData { title: &fix.title, applicability: fix.applicability, edits: fix.edits.iter().map(edit).collect() }
    }

    fn related<'f>(&self, report: &FileReport<'f>, related: &'f Related) -> RelatedData<'f> {
        let elsewhere = related.file == RelatedFile::Source && self.other.is_some();
        let places = self.other.as_ref().filter(|_| elsewhere).unwrap_or(&self.own);
        let text = Text::of(report, related);
        let (start, _) = text.place(related.span);
        RelatedData {
            span: places.span(related.span),
            line: start.line,
            message: &related.message,
            source: related.is_source,
            elsewhere,
        }
    }
}

fn run_data<'f>(places: &Utf16<'_>, run: &'f Run) -> RunData<'f> {
    let [start, end] = places.span(run.span);
    match &run.shown {
        Shown::Verbatim => RunData::Verbatim(start, end),
        Shown::Text(text) => RunData::Text(start, end, text),
        Shown::Object(text) => RunData::Object(start, end, text, 1),
    }
}

fn kind(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Paragraph => "paragraph",
        UnitKind::Heading => "heading",
        UnitKind::ListItem => "item",
        UnitKind::Cell => "cell",
        UnitKind::Furniture => "furniture",
        UnitKind::Segment => "segment",
    }
}
