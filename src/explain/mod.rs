//! What is said of a rule to those who ask: on the command line, in an editor, on a page of its own.

mod pages;

pub use pages::pages;

use mtlint_rules::catalog::measured::{Fires, Touched, Words};
use mtlint_rules::catalog::{FEWEST, Figure, Precision};
use mtlint_text::thousands::thousands;

/// What was measured, a sentence an item, the most telling first.
pub(crate) fn measured(figure: Option<&Figure>) -> Vec<String> {
    let Some(figure) = figure else { return vec!["Nobody has measured this rule yet.".to_owned()] };
    let (words, (mt, human)) = (figure.words(), figure.findings());
    let (mt_words, human_words) = (thousands(words.mt), thousands(words.human));
    let alone = human_alone(figure);
    if words.mt + words.human == 0 {
        return alone
            .map_or_else(|| vec!["No corpus holds texts that this rule is for.".to_owned()], |told| vec![told]);
    }
    if mt + human == 0 {
        let nothing = format!(
            "It found nothing in {mt_words} words of machine translation and {human_words} words of human text beside them: \
             too rare there to say how sure it is."
        );
        return std::iter::once(nothing).chain(alone).collect();
    }
    let mut told = Vec::new();
    told.push(match figure.rates() {
        Some((mt_rate, human_rate)) => format!(
            "{} findings per 10,000 words of machine translation ({} in {mt_words} words), {} of human text ({} in \
             {human_words}).",
            rate(mt_rate),
            thousands(mt),
            rate(human_rate),
            thousands(human),
        ),
        None => format!("{} findings in {mt_words} words of machine translation.", thousands(mt)),
    });
    told.extend(alone);
    told.extend(figure.errors().map(|t| touched(t, "texts where raters marked errors", "a marked error")));
    told.extend(figure.edits().map(|t| touched(t, "texts that were post-edited", "words that the editor changed")));
    told.push(match figure.precision() {
        Some(p @ Precision::Marked(_)) => format!("--min-precision counts it as {}.", share(p.value())),
        Some(p @ Precision::Contrast { .. }) => format!(
            "--min-precision counts it as {}, the share of its findings that are on machine translations, compared word for \
             word.",
            share(p.value()),
        ),
        None => format!("With fewer than {FEWEST} findings nobody can say how sure it is."),
    });
    if figure.corpora.iter().filter(|(_, _, fires)| fires.mt + fires.human > 0).count() > 1 {
        let rows =
            figure.corpora.iter().filter(|(_, _, f)| f.mt + f.human > 0).map(|(name, words, f)| row(name, *words, f));
        told.push(format!("Machine/human by corpus: {}.", rows.collect::<Vec<_>>().join(", ")));
    }
    told.push(format!("Measured on {}; docs/QUALITY.md says how and on what.", figure.date));
    told
}

/// What it found where there is human text alone.
fn human_alone(figure: &Figure) -> Option<String> {
    let (words, findings) = figure.human_alone();
    let found = match findings {
        0 => "nothing".to_owned(),
        1 => "1 thing".to_owned(),
        n => format!("{} things", thousands(n)),
    };
    (words > 0).then(|| {
        format!(
            "It found {found} in {} words that people wrote or translated, without a machine’s beside them.",
            thousands(words)
        )
    })
}

fn row(name: &str, words: Words, fires: &Fires) -> String {
    let machine = if words.mt == 0 { "–".to_owned() } else { rate(fires.mt_per_10k) };
    format!("{name} {machine}/{}", rate(fires.human_per_10k))
}

fn touched(touched: Touched, on: &str, what: &str) -> String {
    let percent = |x: f64| format!("{:.0} %", 100.0 * x);
    let (share, chance) = (percent(touched.precision), percent(touched.chance));
    match touched.of {
        1 if touched.precision > 0.5 => format!("Its one finding in {on} touches {what}."),
        1 => format!("Its one finding in {on} does not touch {what}."),
        n => format!("Of {n} findings in {on}, {share} touch {what}; at random places it would be {chance}."),
    }
}

/// `.72`, `1.0`.
pub(crate) fn share(x: f64) -> String {
    if x > 0.995 { "1.0".to_owned() } else { format!("{x:.2}").trim_start_matches('0').to_owned() }
}

/// Two digits that say something; `0` is a true zero.
pub(crate) fn rate(x: f64) -> String {
    match x {
        0.0 => "0".to_owned(),
        x if x < 0.01 => "<0.01".to_owned(),
        x if x < 10.0 => format!("{x:.2}"),
        x => format!("{x:.1}"),
    }
}
