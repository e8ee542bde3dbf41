//! Figures for readers: in words for `mtlint explain`, in columns and JSON for `mtlint rules`.

use serde::Serialize;

use crate::report::thousands;
use crate::rule::measured::{Fires, Touched};
use crate::rule::{FEWEST, Figure, Precision};

/// A rule's figures as `mtlint rules --format json` gives them.
#[derive(Debug, Serialize)]
pub(super) struct Numbers {
    date: String,
    words_mt: u64,
    words_human: u64,
    findings_mt: u64,
    findings_human: u64,
    mt_per_10k: f64,
    human_per_10k: f64,
    /// What `--min-precision` is held against; null with too few findings.
    precision: Option<f64>,
    /// What `precision` says: `errors` or `contrast`.
    precision_of: Option<&'static str>,
    errors: Option<Touched>,
    edits: Option<Touched>,
}

impl Numbers {
    pub(super) fn new(figure: &Figure) -> Self {
        let (words, (findings_mt, findings_human)) = (figure.words(), figure.findings());
        let (mt, human) = figure.rates().unwrap_or_default();
        let precision = figure.precision();
        Self {
            date: figure.date.clone(),
            words_mt: words.mt,
            words_human: words.human,
            findings_mt,
            findings_human,
            mt_per_10k: rounded(mt),
            human_per_10k: rounded(human),
            precision: precision.map(|p| rounded(p.value())),
            precision_of: precision.map(|p| match p {
                Precision::Marked(_) => "errors",
                Precision::Contrast { .. } => "contrast",
            }),
            errors: figure.errors().map(rounded_shares),
            edits: figure.edits().map(rounded_shares),
        }
    }
}

fn rounded(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}

fn rounded_shares(touched: Touched) -> Touched {
    Touched { of: touched.of, precision: rounded(touched.precision), chance: rounded(touched.chance) }
}

/// The heads of the columns of [`cells`].
pub(super) fn cells_head() -> String {
    format!("{:>6}  {:>6}  {:9}", "MT", "human", "precision")
}

/// Findings per 10,000 words of both sides, and precision: beside chance (`.72/.43`) where raters marked errors, else
/// the share of findings that are on machine translations (`~.90`).
pub(super) fn cells(numbers: Option<&Numbers>) -> String {
    let Some(n) = numbers else { return format!("{:>6}  {:>6}  {:9}", "?", "?", "?") };
    let precision = match (n.precision, n.precision_of, n.errors) {
        (Some(p), Some("errors"), Some(errors)) => format!("{}/{}", share(p), share(errors.chance)),
        (Some(p), ..) => format!("~{}", share(p)),
        (None, ..) => "-".to_owned(),
    };
    format!("{:>6}  {:>6}  {precision:9}", rate(n.mt_per_10k), rate(n.human_per_10k))
}

/// `.72`, `1.0`.
fn share(x: f64) -> String {
    if x > 0.995 { "1.0".to_owned() } else { format!("{x:.2}").trim_start_matches('0').to_owned() }
}

/// Two digits that say something; `0` is a true zero.
fn rate(x: f64) -> String {
    match x {
        0.0 => "0".to_owned(),
        x if x < 0.01 => "<0.01".to_owned(),
        x if x < 10.0 => format!("{x:.2}"),
        x => format!("{x:.1}"),
    }
}

/// What was measured, a sentence an item, the most telling first.
pub(super) fn in_words(figure: Option<&Figure>) -> Vec<String> {
    let Some(figure) = figure else { return vec!["Nobody has measured this rule yet.".to_owned()] };
    let (words, (mt, human)) = (figure.words(), figure.findings());
    let (mt_words, human_words) = (thousands(words.mt), thousands(words.human));
    if words.mt + words.human == 0 {
        return vec!["No corpus holds texts that this rule is for.".to_owned()];
    }
    if mt + human == 0 {
        return vec![format!(
            "It found nothing in {mt_words} words of machine translation and {human_words} words of human text: too rare \
             there to say how sure it is."
        )];
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
        let rows = figure.corpora.iter().filter(|(_, _, f)| f.mt + f.human > 0).map(|(name, _, f)| row(name, f));
        told.push(format!("Machine/human by corpus: {}.", rows.collect::<Vec<_>>().join(", ")));
    }
    told.push(format!("Measured on {}; docs/QUALITY.md says how and on what.", figure.date));
    told
}

fn row(name: &str, fires: &Fires) -> String {
    format!("{name} {}/{}", rate(fires.mt_per_10k), rate(fires.human_per_10k))
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
