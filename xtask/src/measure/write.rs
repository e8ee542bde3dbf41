//! Writes the figures as TOML: one table for each rule, one line for each corpus, in order. A change in one rule
//! changes only its lines.

use std::fmt::Write as _;

use mtlint_rules::catalog::measured::{Fires, Measured, Touched, Words};

const HEAD: &str = "\
# What was measured of each rule. Written by `cargo xtask measure CORPUS…`; docs/QUALITY.md says on which data and what
# the figures mean. mt, human: findings on machine translations and on human texts, then both per 10,000 words.
# errors: findings on text where raters marked errors, the share that touches one, the share expected by chance;
# edits: the same against words that post-editors changed. A corpus where a rule never fired is left out.
";

/// The file's text.
pub(super) fn toml(measured: &Measured) -> String {
    let mut text = String::from(HEAD);
    // Writing to a string cannot fail.
    let _ = write_all(measured, &mut text);
    text
}

fn write_all(measured: &Measured, out: &mut String) -> std::fmt::Result {
    writeln!(out, "date = {:?}", measured.date)?;
    for (name, corpus) in &measured.corpora {
        writeln!(out, "\n[corpora.{}]\nlanguage = {:?}\nwords = {}", key(name), corpus.language, words(corpus.words))?;
        let from: Vec<_> =
            corpus.from.iter().map(|(language, size)| format!("{language} = {}", words(*size))).collect();
        if !from.is_empty() {
            writeln!(out, "from = {{ {} }}", from.join(", "))?;
        }
    }
    for (rule, corpora) in &measured.rules {
        writeln!(out, "\n[rules.{rule:?}]")?;
        for (name, fires) in corpora {
            writeln!(out, "{} = {{ {} }}", key(name), row(fires))?;
        }
    }
    Ok(())
}

/// A key, quoted where it must be.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if name.chars().all(bare) && !name.is_empty() { name.to_owned() } else { format!("{name:?}") }
}

fn words(words: Words) -> String {
    format!("{{ mt = {}, human = {} }}", words.mt, words.human)
}

fn row(fires: &Fires) -> String {
    let Fires { mt, human, mt_per_10k, human_per_10k, errors, edits } = fires;
    let mut row =
        format!("mt = {mt}, human = {human}, mt_per_10k = {mt_per_10k:.3}, human_per_10k = {human_per_10k:.3}");
    for (name, touched) in [("errors", errors), ("edits", edits)] {
        if let Some(Touched { of, precision, chance }) = touched {
            row += &format!(", {name} = {{ of = {of}, precision = {precision:.3}, chance = {chance:.3} }}");
        }
    }
    row
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;

    use mtlint_rules::catalog::measured::{Corpus, Fires, Measured, Touched, Words};

    #[test]
    fn what_is_written_reads_back() {
        let words = Words { mt: 20, human: 10 };
        let from = BTreeMap::from([("zh".to_owned(), words)]);
        let errors = Some(Touched { of: 4, precision: 0.75, chance: 0.125 });
        let fires = Fires { mt: 4, human: 1, mt_per_10k: 2000.0, human_per_10k: 1000.0, errors, edits: None };
        let measured = Measured {
            date: "2024-05-31".to_owned(),
            corpora: BTreeMap::from([("old news".to_owned(), Corpus { language: "en".to_owned(), words, from })]),
            rules: BTreeMap::from([
                ("any/a/b".to_owned(), BTreeMap::from([("old news".to_owned(), fires)])),
                ("en/a/silent".to_owned(), BTreeMap::new()),
            ]),
        };
        assert_eq!(toml::from_str::<Measured>(&super::toml(&measured)).unwrap(), measured);
    }
}
