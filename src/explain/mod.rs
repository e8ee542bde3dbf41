//! Descriptions of rules, for the command line, editors and rule pages.

mod pages;
mod quality;

pub use pages::pages;
pub use quality::quality;

use mtlint_rules::catalog::measured::{Fires, Touched, Words};
use mtlint_rules::catalog::{FEWEST, Figure, Precision};
use mtlint_text::thousands::thousands;

/// The measured figures of a rule as sentences, the most important first.
pub(crate) fn measured(figure: Option<&Figure>) -> Vec<String> {
    let Some(figure) = figure else { return vec!["This rule has not been measured yet.".to_owned()] };
    let (words, (mt, human)) = (figure.words(), figure.findings());
    let (mt_words, human_words) = (thousands(words.mt), thousands(words.human));
    let alone = human_alone(figure);
    if words.mt + words.human == 0 {
        return alone
            .map_or_else(|| vec!["No corpus has texts that this rule checks.".to_owned()], |sentence| vec![sentence]);
    }
    if mt + human == 0 {
        let nothing = format!(
            "No findings in {mt_words} words of machine translation and {human_words} words of human text, so its \
             precision is unknown."
        );
        return std::iter::once(nothing).chain(alone).collect();
    }
    let mut sentences = Vec::new();
    sentences.push(match figure.rates() {
        Some((mt_rate, human_rate)) => format!(
            "{} findings per 10,000 words of machine translation ({} in {mt_words} words), {} per 10,000 words of \
             human text ({} in {human_words} words).",
            rate(mt_rate),
            thousands(mt),
            rate(human_rate),
            thousands(human),
        ),
        None => format!("{} findings in {mt_words} words of machine translation.", thousands(mt)),
    });
    sentences.extend(alone);
    sentences.extend(figure.errors().map(|t| touched(t, "texts with errors marked by raters", "a marked error")));
    sentences.extend(figure.edits().map(|t| touched(t, "post-edited texts", "words that the editor changed")));
    sentences.push(match figure.precision() {
        Some(p @ Precision::Marked(_)) => format!("Precision for --min-precision: {}.", share(p.value())),
        Some(p @ Precision::Contrast { .. }) => format!(
            "Precision for --min-precision: {}, the share of its findings that are in machine translations, adjusted \
             for the number of words.",
            share(p.value()),
        ),
        None => format!("It has fewer than {FEWEST} findings, so its precision is unknown."),
    });
    if figure.corpora.iter().filter(|(_, _, fires)| fires.mt + fires.human > 0).count() > 1 {
        let rows =
            figure.corpora.iter().filter(|(_, _, f)| f.mt + f.human > 0).map(|(name, words, f)| row(name, *words, f));
        let rows = rows.collect::<Vec<_>>().join(", ");
        sentences.push(format!("Findings per 10,000 words by corpus, machine/human: {rows}."));
    }
    sentences.push(format!("Measured on {}. docs/QUALITY.md describes the method and the corpora.", figure.date));
    sentences
}

/// The findings in corpora that have human text only.
fn human_alone(figure: &Figure) -> Option<String> {
    let (words, findings) = figure.human_alone();
    let found = match findings {
        0 => "No findings".to_owned(),
        1 => "1 finding".to_owned(),
        n => format!("{} findings", thousands(n)),
    };
    (words > 0).then(|| format!("{found} in {} words of human text without machine translation.", thousands(words)))
}

fn row(name: &str, words: Words, fires: &Fires) -> String {
    let machine = if words.mt == 0 { "–".to_owned() } else { rate(fires.mt_per_10k) };
    format!("{name} {machine}/{}", rate(fires.human_per_10k))
}

fn touched(touched: Touched, on: &str, what: &str) -> String {
    let percent = |x: f64| format!("{:.0} %", 100.0 * x);
    let (share, chance) = (percent(touched.precision), percent(touched.chance));
    match touched.of {
        1 if touched.precision > 0.5 => format!("Its only finding in {on} touches {what}."),
        1 => format!("Its only finding in {on} does not touch {what}."),
        n => format!("Of {n} findings in {on}, {share} touch {what}; by chance, {chance} would."),
    }
}

/// `.72`, `1.0`.
pub(crate) fn share(x: f64) -> String {
    if x > 0.995 { "1.0".to_owned() } else { format!("{x:.2}").trim_start_matches('0').to_owned() }
}

/// A rate with a sensible number of digits; `0` only for exactly zero.
pub(crate) fn rate(x: f64) -> String {
    match x {
        0.0 => "0".to_owned(),
        x if x < 0.01 => "<0.01".to_owned(),
        x if x < 10.0 => format!("{x:.2}"),
        x => format!("{x:.1}"),
    }
}
