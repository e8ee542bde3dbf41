//! `[score]`: how `mtlint score` and the report rate the findings.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::score::{Choice, MAXIMUM, Multipliers};

/// The table as serde reads it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ScoreKeys {
    threshold: Option<Spanned<f64>>,
    acceptable: Option<Spanned<f64>>,
    floor: Option<u64>,
    multipliers: Option<Spanned<MultiplierKeys>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MultiplierKeys {
    neutral: Option<f64>,
    minor: Option<f64>,
    major: Option<f64>,
    critical: Option<f64>,
}

impl MultiplierKeys {
    fn multipliers(&self) -> Multipliers {
        let usual = Multipliers::default();
        Multipliers {
            neutral: self.neutral.unwrap_or(usual.neutral),
            minor: self.minor.unwrap_or(usual.minor),
            major: self.major.unwrap_or(usual.major),
            critical: self.critical.unwrap_or(usual.critical),
        }
    }
}

/// An invalid value.
#[derive(Debug)]
pub(super) struct Mistake {
    pub span: Range<usize>,
    pub message: &'static str,
}

impl ScoreKeys {
    /// The settings and the mistakes in them.
    pub(super) fn read(self) -> (Choice, Vec<Mistake>) {
        let mut wrong = Vec::new();
        let mut checked = |value: Option<Spanned<f64>>, is_right: fn(f64) -> bool, message| {
            let value = value?;
            if !is_right(*value.get_ref()) {
                wrong.push(Mistake { span: value.span(), message });
            }
            Some(value.into_inner())
        };
        let threshold = checked(self.threshold, is_threshold, "`threshold` must be at least 0 and less than 100");
        let acceptable = checked(self.acceptable, is_points, "`acceptable` must be greater than 0");
        let multipliers = self.multipliers.map(|keys| {
            let m = keys.get_ref().multipliers();
            if [m.neutral, m.minor, m.major, m.critical].iter().any(|points| !(0.0..f64::INFINITY).contains(points)) {
                wrong.push(Mistake { span: keys.span(), message: "`multipliers` must not be negative" });
            }
            m
        });
        (Choice { threshold, acceptable, floor: self.floor, multipliers }, wrong)
    }
}

/// True for a threshold that a score can reach or miss.
pub(crate) fn is_threshold(value: f64) -> bool {
    (0.0..MAXIMUM).contains(&value)
}

/// True for penalty points by which a score can be divided.
pub(crate) fn is_points(value: f64) -> bool {
    value > 0.0 && value.is_finite()
}
