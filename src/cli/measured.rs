//! Measured figures as table columns and as JSON, for `mtlint rules`.

use serde::Serialize;

use crate::explain::{rate, share};
use mtlint_rules::catalog::measured::Touched;
use mtlint_rules::catalog::{Figure, Precision};

/// Explains the measured columns below the table.
pub(super) const LEGEND: &str = "MT, human: findings per 10,000 words of machine translation and of human text
precision: .72/.43 = share of findings that touch a marked error / share expected by chance
           ~.90 = share of findings that are in machine translations; - = too few findings; ? = not measured";

/// A rule's figures in `mtlint rules --format json`.
#[derive(Debug, Serialize)]
pub(super) struct Numbers {
    date: String,
    words_mt: u64,
    words_human: u64,
    findings_mt: u64,
    findings_human: u64,
    /// In corpora without machine translations.
    words_human_alone: u64,
    findings_human_alone: u64,
    mt_per_10k: f64,
    human_per_10k: f64,
    /// The precision that `--min-precision` compares with; null with too few findings.
    precision: Option<f64>,
    /// How `precision` was computed: from marked `errors`, or from the `contrast` of machine and human texts.
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

/// The measured columns of a rule: findings per 10,000 words of machine translation and of human text, and precision,
/// as `.72/.43` (with the share expected by chance) or `~.90`.
pub(super) fn cells(numbers: Option<&Numbers>) -> String {
    let Some(n) = numbers else { return format!("{:>6}  {:>6}  {:9}", "?", "?", "?") };
    let precision = match (n.precision, n.precision_of, n.errors) {
        (Some(p), Some("errors"), Some(errors)) => format!("{}/{}", share(p), share(errors.chance)),
        (Some(p), ..) => format!("~{}", share(p)),
        (None, ..) => "-".to_owned(),
    };
    if n.words_mt + n.words_human == 0 && n.words_human_alone > 0 {
        // Only human text was measured, so there is no rate for machine translation.
        return format!("{:>6}  {:>6}  {precision:9}", "-", rate(per_10k(n.findings_human_alone, n.words_human_alone)));
    }
    format!("{:>6}  {:>6}  {precision:9}", rate(n.mt_per_10k), rate(n.human_per_10k))
}

#[expect(clippy::cast_precision_loss, reason = "a corpus has fewer than 2^52 words")]
fn per_10k(findings: u64, words: u64) -> f64 {
    10_000.0 * findings as f64 / words as f64
}
