//! The command line program.

use std::io::Write;
use std::sync::Arc;

use mtlint::document::{Document, TextBuilder, Unit, UnitKind, UnitState};
use mtlint::engine::{ActiveRule, Linter, Request, Worker};
use mtlint::rule::{Status, load};
use mtlint::span::SourceSpan;

/// Stands in until the command line is merged: check FOLDER [nursery], rules test.
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let rules = match args.iter().find(|a| a.starts_with("--rules=")) {
        Some(dir) => load::folder(std::path::Path::new(&dir[8..])).unwrap_or_else(|errors| {
            for e in errors {
                let _ = writeln!(std::io::stderr(), "{e} {:?}", e.span);
            }
            std::process::exit(2)
        }),
        None => load::builtin().unwrap_or_else(|e| {
            let _ = writeln!(std::io::stderr(), "{e}");
            std::process::exit(2)
        }),
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let nursery = args.iter().any(|a| a == "--nursery");
    let active: Vec<ActiveRule> = rules
        .iter()
        .filter(|r| nursery || r.file.status == Status::Stable)
        .map(|r| ActiveRule { rule: Arc::clone(r), level: r.file.level, options: toml::Table::new() })
        .collect();
    let linter = Linter::new(active).unwrap_or_else(|e| {
        let _ = writeln!(std::io::stderr(), "{e}");
        std::process::exit(2)
    });
    if args.first().is_some_and(|a| a == "rules") {
        for r in &rules {
            match mtlint::rule::examples::cases(r) {
                Ok(cases) => {
                    for c in cases {
                        if let Err(e) = c.run() {
                            let _ = writeln!(out, "{}: {e}", c.name);
                        }
                    }
                }
                Err(e) => {
                    let _ = writeln!(out, "{e}");
                }
            }
        }
        return;
    }
    let zh = args.iter().any(|a| a == "zh");
    let request = Request {
        language: Some(mtlint::language::LanguageId::EN),
        source_language: zh.then(|| mtlint::language::LanguageId::two(*b"zh")),
        as_of: None,
        today: jiff::civil::date(2026, 11, 22),
    };
    let mut worker = Worker::default();
    let Some(path) = args.last() else { return };
    for entry in ignore::WalkBuilder::new(path).standard_filters(false).build().flatten() {
        if !entry.path().is_file() || entry.path().extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        let mut builder = TextBuilder::new(&text);
        let (mut units, mut at) = (Vec::new(), 0);
        for p in text.split_inclusive("\n\n") {
            builder.verbatim(SourceSpan::from_range(at..at + p.trim_end().len()));
            if let Some(target) = builder.end_unit() {
                units.push(Unit {
                    key: None,
                    kind: UnitKind::Paragraph,
                    source: None,
                    target,
                    state: UnitState::Translated,
                    max_length: None,
                });
            }
            at += p.len();
        }
        let document = Document { target: builder.finish(), units, ..Document::default() };
        let Ok(outcome) = linter.check(&mut worker, &document, &request) else { continue };
        for f in outcome.findings {
            let _ = writeln!(
                out,
                "{}",
                serde_json::json!({"path": entry.path(), "rule": f.rule.as_str(), "start": f.span.start, "end": f.span.end, "message": f.message, "text": &text[f.span.range()]})
            );
        }
    }
}
