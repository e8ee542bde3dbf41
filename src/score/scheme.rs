//! The parameters of a score: multipliers, threshold, minimum sample size.

use serde::Serialize;

use mtlint_rules::rule::Severity;

/// The maximum score value (MSV): the score of a text without errors.
pub const MAXIMUM: f64 = 100.0;
/// The default passing threshold (PT). With it, one penalty point per 1,000 words costs one point of the score.
const THRESHOLD: f64 = 90.0;
/// The default minimum sample size. The linear model is meant for 500 to 20,000 words (arXiv 2405.16969); in a smaller
/// sample, a single error decides.
const FLOOR: u64 = 500;

/// Penalty points of one error by severity; the defaults are those of MQM 2.0: 0, 1, 5, 25.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Multipliers {
    /// Not an error.
    pub neutral: f64,
    /// No effect on use or understanding.
    pub minor: f64,
    /// Makes understanding or use harder.
    pub major: f64,
    /// Makes the text unusable.
    pub critical: f64,
}

impl Default for Multipliers {
    fn default() -> Self {
        Self { neutral: 0.0, minor: 1.0, major: 5.0, critical: 25.0 }
    }
}

impl Multipliers {
    /// The points of one error of a severity.
    #[must_use]
    pub fn of(&self, severity: Severity) -> f64 {
        match severity {
            Severity::Neutral => self.neutral,
            Severity::Minor => self.minor,
            Severity::Major => self.major,
            Severity::Critical => self.critical,
        }
    }
}

/// The parameters of an evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scheme {
    /// The passing threshold (PT): the lowest calibrated score that passes, below [`MAXIMUM`].
    pub threshold: f64,
    /// The acceptable penalty points per 1,000 words (APP), above 0, at which the calibrated score equals the
    /// threshold.
    pub acceptable: f64,
    /// The minimum number of words for a verdict.
    pub floor: u64,
    /// Points by severity.
    pub multipliers: Multipliers,
}

impl Default for Scheme {
    fn default() -> Self {
        Choice::default().scheme()
    }
}

/// The parameters that a config or the command line sets.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Choice {
    /// See [`Scheme::threshold`].
    pub threshold: Option<f64>,
    /// See [`Scheme::acceptable`]. Default: the maximum minus the threshold, so that each penalty point costs one
    /// point.
    pub acceptable: Option<f64>,
    /// See [`Scheme::floor`].
    pub floor: Option<u64>,
    /// See [`Multipliers`].
    pub multipliers: Option<Multipliers>,
}

impl Choice {
    /// This choice; parameters that it does not set are taken from `below`.
    #[must_use]
    pub fn or(self, below: Self) -> Self {
        Self {
            threshold: self.threshold.or(below.threshold),
            acceptable: self.acceptable.or(below.acceptable),
            floor: self.floor.or(below.floor),
            multipliers: self.multipliers.or(below.multipliers),
        }
    }

    /// The scheme, with defaults for parameters that are not set.
    #[must_use]
    pub fn scheme(self) -> Scheme {
        let threshold = self.threshold.unwrap_or(THRESHOLD);
        Scheme {
            threshold,
            acceptable: self.acceptable.unwrap_or(MAXIMUM - threshold),
            floor: self.floor.unwrap_or(FLOOR),
            multipliers: self.multipliers.unwrap_or_default(),
        }
    }
}
