//! What a score is held against: multipliers, threshold, the least sample.

use serde::Serialize;

use mtlint_rules::rule::Severity;

/// The maximum score value (MSV): the score of a text without errors.
pub const MAXIMUM: f64 = 100.0;
/// The passing threshold (PT) where nobody sets one. With it a penalty point per 1,000 words is a point of the score.
const THRESHOLD: f64 = 90.0;
/// The least sample: the linear model is meant for 500 to 20,000 words (arXiv 2405.16969); a single error decides a smaller one.
const FLOOR: u64 = 500;

/// Penalty points of one error by severity; the defaults are those of MQM 2.0: 0, 1, 5, 25.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Multipliers {
    /// Worth a note, not an error.
    pub neutral: f64,
    /// No effect on use or understanding.
    pub minor: f64,
    /// Hampers either.
    pub major: f64,
    /// Makes the text unfit for its purpose.
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

/// All that is laid down before an evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scheme {
    /// The passing threshold (PT): the least calibrated score that passes, below [`MAXIMUM`].
    pub threshold: f64,
    /// The acceptable penalty points per 1,000 words (APP), above 0: what a text has whose calibrated score is the threshold.
    pub acceptable: f64,
    /// Words that a text must have to be judged.
    pub floor: u64,
    /// Points by severity.
    pub multipliers: Multipliers,
}

impl Default for Scheme {
    fn default() -> Self {
        Choice::default().scheme()
    }
}

/// What a config or the command line says of a scheme.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Choice {
    /// See [`Scheme::threshold`].
    pub threshold: Option<f64>,
    /// See [`Scheme::acceptable`]; else what lies between the threshold and the maximum, so that each point counts one.
    pub acceptable: Option<f64>,
    /// See [`Scheme::floor`].
    pub floor: Option<u64>,
    /// See [`Multipliers`].
    pub multipliers: Option<Multipliers>,
}

impl Choice {
    /// This choice, and where it says nothing the one below.
    #[must_use]
    pub fn or(self, below: Self) -> Self {
        Self {
            threshold: self.threshold.or(below.threshold),
            acceptable: self.acceptable.or(below.acceptable),
            floor: self.floor.or(below.floor),
            multipliers: self.multipliers.or(below.multipliers),
        }
    }

    /// The scheme, defaults filled in.
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
