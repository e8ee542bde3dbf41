//! `mtlint rules` and `mtlint rules test`.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::args::{RulesArgs, RulesCommand, TableFormat};
use super::input::shown;
use super::measured::{self, Numbers};
use super::{CLEAN, FOUND, Streams, TROUBLE};
use crate::problem::Problem;
use crate::report::{Ansi, width};
use crate::setups::Catalog;
use mtlint_rules::catalog;
use mtlint_rules::catalog::{Figure, Precision};
use mtlint_rules::examples;
use mtlint_rules::rule::{Level, Mqm, Rule, Status};

pub(super) fn run(args: &RulesArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    match &args.command {
        Some(RulesCommand::Test { folder }) => test(folder, streams),
        None => list(args, streams),
    }
}

/// A rule in a list.
#[derive(Debug, Serialize)]
struct Row<'r> {
    id: &'r str,
    language: String,
    level: Level,
    status: Status,
    mqm: &'r Mqm,
    title: &'r str,
    message: &'r str,
    help: &'r str,
    why: &'r str,
    source_languages: &'r [String],
    only_from: &'r [String],
    measured: Option<Numbers>,
}

impl<'r> Row<'r> {
    fn new(rule: &'r Rule, figure: Option<&Figure>) -> Self {
        let file = &rule.file;
        Self {
            id: rule.id.as_str(),
            language: language(rule),
            level: file.level,
            status: file.status,
            mqm: &file.mqm,
            title: &file.title,
            message: &file.message,
            help: &file.help,
            why: &file.why,
            source_languages: &file.source_languages,
            only_from: &file.only_from,
            measured: figure.map(Numbers::new),
        }
    }
}

/// The code of a rule's language, or `any`.
pub(super) fn language(rule: &Rule) -> String {
    rule.language.map_or_else(|| "any".to_owned(), |l| l.to_string())
}

/// The built-in rules and those in `folders`; `Err` is the exit code, after problems were reported.
pub(super) fn catalog(folders: &[std::path::PathBuf], streams: &mut Streams<'_>) -> io::Result<Result<Catalog, u8>> {
    match Catalog::load(folders.iter().map(std::path::PathBuf::as_path)) {
        Ok(catalog) => Ok(Ok(catalog)),
        Err(problems) => fail(&problems, streams).map(Err),
    }
}

/// Reports problems and returns the exit code for them.
pub(super) fn fail(problems: &[Problem], streams: &mut Streams<'_>) -> io::Result<u8> {
    for problem in problems {
        streams.problem(problem)?;
    }
    Ok(TROUBLE)
}

fn list(args: &RulesArgs, streams: &mut Streams<'_>) -> io::Result<u8> {
    let catalog = match catalog(&args.rules, streams)? {
        Ok(catalog) => catalog,
        Err(code) => return Ok(code),
    };
    let unknown = catalog.unknown_selectors(None, &args.names);
    if !unknown.is_empty() {
        return fail(&unknown, streams);
    }
    let figures = match catalog.figures() {
        Ok(figures) => figures,
        Err(problem) => return fail(&[problem], streams),
    };
    let wanted = |rule: &&std::sync::Arc<Rule>| {
        let named = args.names.is_empty() || args.names.iter().any(|name| name.closeness(&rule.id) > 0);
        let spoken = args.lang.is_none_or(|lang| rule.speaks(lang));
        let precision = || figures.of(rule).and_then(Figure::precision).map(Precision::value);
        let is_sure = args.min_precision.is_none_or(|least| precision().is_some_and(|p| p >= least));
        named && spoken && is_sure && args.status.is_none_or(|status| Status::from(status) == rule.file.status)
    };
    let rows: Vec<Row<'_>> = catalog.rules.iter().filter(wanted).map(|rule| Row::new(rule, figures.of(rule))).collect();
    match args.format {
        TableFormat::Json => {
            serde_json::to_writer_pretty(&mut *streams.out, &rows)?;
            writeln!(streams.out)?;
        }
        TableFormat::Table => table(&rows, streams)?,
    }
    Ok(CLEAN)
}

fn table(rows: &[Row<'_>], streams: &mut Streams<'_>) -> io::Result<()> {
    let mut out = Ansi::new(&mut *streams.out, streams.terminal.out_style());
    let wide = rows.iter().map(|row| width(row.id)).max().unwrap_or(0).max(4);
    let heads = measured::cells_head();
    out.bold(&format!("{:wide$}  {:4}  {:7}  {:10}  {heads}  title", "rule", "lang", "level", "status"))?;
    writeln!(out)?;
    for row in rows {
        let (level, status) = (level(row.level), status(row.status));
        let cells = measured::cells(row.measured.as_ref());
        writeln!(out, "{:wide$}  {:4}  {level:7}  {status:10}  {cells}  {}", row.id, row.language, row.title)?;
    }
    let stable = rows.iter().filter(|row| row.status == Status::Stable).count();
    out.dim(&format!("{} rules, {stable} of them stable. `mtlint explain RULE` describes a rule.", rows.len()))?;
    writeln!(out)?;
    if rows.iter().any(|row| row.measured.is_some()) {
        out.dim(measured::LEGEND)?;
        writeln!(out)?;
    }
    Ok(())
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
        Level::Off => "off",
    }
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Stable => "stable",
        Status::Nursery => "nursery",
        Status::Deprecated => "deprecated",
    }
}

fn test(folder: &Path, streams: &mut Streams<'_>) -> io::Result<u8> {
    let rules = match catalog::folder(folder) {
        Ok(rules) => rules,
        Err(errors) => return fail(&errors.into_iter().map(Problem::from).collect::<Vec<_>>(), streams),
    };
    let (mut ran, mut failed, mut broken) = (0_usize, 0_usize, false);
    for rule in &rules {
        let cases = match examples::cases(rule) {
            Ok(cases) => cases,
            Err(error) => {
                broken = true;
                streams.problem(&Problem::from(error))?;
                continue;
            }
        };
        for case in cases {
            ran += 1;
            if let Err(reason) = case.run() {
                failed += 1;
                writeln!(streams.out, "{}: {}", crate::report::visible(&case.name), crate::report::visible(&reason))?;
            }
        }
    }
    writeln!(streams.out, "{} rules in {}: {ran} examples, {failed} failed", rules.len(), shown(folder))?;
    Ok(match (broken, failed) {
        (true, _) => TROUBLE,
        (false, 0) => CLEAN,
        (false, _) => FOUND,
    })
}
