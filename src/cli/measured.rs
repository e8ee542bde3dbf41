//! Figures in columns and JSON, for `mtlint rules`.

use serde::Serialize;

use crate::explain::{rate, share};
use mtlint_rules::catalog::measured::Touched;
use mtlint_rules::catalog::{Figure, Precision};

/// A rule's figures as `mtlint rules --format json` gives them.
#[derive(Debug, Serialize)]
pub(super) struct Numbers {
    date: String,
    words_mt: u64,
    words_human: u64,
    findings_mt: u64,
    findings_human: u64,
    /// Of corpora without machine translations.
    words_human_alone: u64,
    findings_human_alone: u64,
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
        let (words_human_alone, findings_human_alone) = figure.human_alone();
        Self {
            date: figure.date.clone(),
            words_mt: words.mt,
            words_human: words.human,
            findings_mt,
            findings_human,
            words_human_alone,
            findings_human_alone,
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
    if n.words_mt + n.words_human == 0 && n.words_human_alone > 0 {
        // Human text alone: there is no machine's rate to hold it against.
        return format!("{:>6}  {:>6}  {precision:9}", "-", rate(per_10k(n.findings_human_alone, n.words_human_alone)));
    }
    format!("{:>6}  {:>6}  {precision:9}", rate(n.mt_per_10k), rate(n.human_per_10k))
}

#[expect(clippy::cast_precision_loss, reason = "a corpus has fewer than 2^52 words")]
fn per_10k(findings: u64, words: u64) -> f64 {
    10_000.0 * findings as f64 / words as f64
}
