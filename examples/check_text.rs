//! Checks a text with the library and prints what it finds: `cargo run --example check_text`.
#![allow(clippy::print_stdout, reason = "an example shows its result")]

use mtlint::{Error, Linter};

fn main() -> Result<(), Error> {
    let linter = Linter::builder().target("de").source("en").build()?;
    let report = linter.check_text("guide.md", "# Hafen\n\nDer Hafen öffnet um um 6 Uhr.\n")?;
    for finding in &report.findings {
        println!("{}:{} {}: {}", report.path, finding.start.line, finding.rule, finding.message);
    }
    Ok(())
}
