//! Scores and verdicts.

use serde::Serialize;

use super::{MAXIMUM, Scheme, Tally};

/// Whether a sample passes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// At or above the threshold, without a critical error.
    Pass,
    /// Below the threshold.
    Fail,
    /// It has a critical error, which fails at any score.
    FailCritical,
    /// It has too few words for a verdict.
    TooShort,
}

impl Verdict {
    /// True if the sample fails.
    #[must_use]
    pub fn fails(self) -> bool {
        matches!(self, Self::Fail | Self::FailCritical)
    }
}

/// The scores of a sample. Those that divide by the number of words are `None` if there are no words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The absolute penalty total (APT): Σ type weight · errors · severity multiplier.
    pub penalty: f64,
    /// The normed penalty total (NPT) for 1,000 words: APT / words · 1,000.
    pub per_1000_words: Option<f64>,
    /// The raw quality score: 100 · (1 − APT / words). Negative if there are more points than words.
    pub raw: Option<f64>,
    /// The calibrated quality score: MSV − NPT · (MSV − PT) / APP. At the acceptable points it equals the threshold. It
    /// can be negative.
    pub calibrated: Option<f64>,
    /// Whether the sample passes.
    pub verdict: Verdict,
}

impl Score {
    /// The score of a sample.
    #[must_use]
    pub fn of(tally: &Tally, scheme: &Scheme) -> Self {
        let all = tally.all();
        let penalty = all.penalty(&scheme.multipliers);
        let per_word = (tally.words() > 0).then(|| penalty / tally.words() as f64);
        let per_1000_words = per_word.map(|points| points * 1000.0);
        let scale = (MAXIMUM - scheme.threshold) / scheme.acceptable;
        let verdict = match per_1000_words {
            Some(_) if tally.words() < scheme.floor => Verdict::TooShort,
            None => Verdict::TooShort,
            Some(_) if all.critical > 0 => Verdict::FailCritical,
            // The same as calibrated ≥ PT, without rounding errors for a text with exactly the acceptable points.
            Some(points) if points <= scheme.acceptable => Verdict::Pass,
            Some(_) => Verdict::Fail,
        };
        Self {
            penalty,
            per_1000_words,
            raw: per_word.map(|points| 100.0 * (1.0 - points)),
            calibrated: per_1000_words.map(|points| MAXIMUM - points * scale),
            verdict,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Score, Verdict};
    use crate::score::{Choice, Scheme, Tally};
    use mtlint_rules::rule::Mqm;
    use mtlint_rules::rule::Severity;

    fn tally(words: u64, severities: &[Severity]) -> Tally {
        let mut tally = Tally::default();
        let mqm = |severity: &Severity| Mqm { category: "fluency/grammar".to_owned(), severity: *severity };
        tally.add(words, &severities.iter().map(mqm).collect::<Vec<_>>());
        tally
    }

    #[test]
    fn raw_and_calibrated_differ() {
        // Ten minor errors in 1,000 words: the example by which the two are told apart.
        let score = Score::of(&tally(1000, &[Severity::Minor; 10]), &Scheme::default());
        assert_eq!((score.penalty, score.per_1000_words), (10.0, Some(10.0)));
        assert_eq!((score.raw, score.calibrated), (Some(99.0), Some(90.0)));
        assert_eq!(score.verdict, Verdict::Pass);
    }

    #[test]
    fn severities_weigh_0_1_5_25() {
        use Severity::{Critical, Major, Minor, Neutral};
        let penalty = |found: &[Severity]| Score::of(&tally(1000, found), &Scheme::default()).penalty;
        assert_eq!([&[Neutral], &[Minor], &[Major], &[Critical]].map(|one| penalty(one)), [0.0, 1.0, 5.0, 25.0]);
        assert_eq!(penalty(&[Neutral, Minor, Minor, Major, Critical]), 32.0);
    }

    #[test]
    fn a_text_with_just_the_acceptable_points_has_the_threshold() {
        let scheme = Choice { threshold: Some(95.0), acceptable: Some(7.0), ..Choice::default() }.scheme();
        let at = Score::of(&tally(1000, &[Severity::Minor; 7]), &scheme);
        assert_eq!((at.calibrated, at.verdict), (Some(95.0), Verdict::Pass));
        assert_eq!(Score::of(&tally(1000, &[Severity::Minor; 8]), &scheme).verdict, Verdict::Fail);
    }

    #[test]
    fn without_acceptable_points_the_threshold_sets_them() {
        let scheme = Choice { threshold: Some(96.0), ..Choice::default() }.scheme();
        assert_eq!(scheme.acceptable, 4.0);
        assert_eq!(Score::of(&tally(1000, &[Severity::Minor; 5]), &scheme).verdict, Verdict::Fail);
    }

    #[test]
    fn a_critical_error_fails_whatever_the_score() {
        let score = Score::of(&tally(20_000, &[Severity::Critical]), &Scheme::default());
        assert_eq!(score.verdict, Verdict::FailCritical);
        assert!(score.calibrated > Some(98.0));
    }

    #[test]
    fn a_small_sample_gets_no_verdict() {
        let scheme = Scheme::default();
        assert_eq!(Score::of(&tally(499, &[Severity::Critical; 9]), &scheme).verdict, Verdict::TooShort);
        assert_eq!(Score::of(&tally(500, &[]), &scheme).verdict, Verdict::Pass);
        let empty = Score::of(&tally(0, &[]), &Scheme { floor: 0, ..scheme });
        assert_eq!((empty.raw, empty.calibrated, empty.verdict), (None, None, Verdict::TooShort));
    }

    proptest::proptest! {
        #[test]
        fn one_finding_more_never_raises_a_score(
            words in 1_u64..30_000,
            counts in [0_usize..40, 0..40, 0..40, 0..4],
            threshold in 0.0_f64..99.9,
            more in 0_usize..4,
        ) {
            use Severity::{Critical, Major, Minor, Neutral};
            let all = [Neutral, Minor, Major, Critical];
            let mut found: Vec<Severity> =
                all.iter().zip(counts).flat_map(|(severity, n)| std::iter::repeat_n(*severity, n)).collect();
            let scheme = Choice { threshold: Some(threshold), ..Choice::default() }.scheme();
            let before = Score::of(&tally(words, &found), &scheme);
            found.extend(all.get(more));
            let after = Score::of(&tally(words, &found), &scheme);
            proptest::prop_assert!(after.penalty >= before.penalty && after.raw <= before.raw);
            proptest::prop_assert!(after.calibrated <= before.calibrated);
            proptest::prop_assert!(after.verdict != Verdict::Pass || before.verdict == Verdict::Pass);
            // Words without findings never lower it.
            let longer = Score::of(&tally(words * 2, &found), &scheme);
            proptest::prop_assert!(longer.raw >= after.raw && longer.calibrated >= after.calibrated);
        }
    }
}
