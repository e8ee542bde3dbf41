//! Decides where a regular expression is worth running: where one of its literals occurs with possible surroundings.

mod literals;
mod near;
mod neighbours;

use std::borrow::Cow;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, Look};

pub use near::{Near, Trigger};

use literals::Found;

/// What a text must contain for a regular expression to match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirements {
    /// At least one of them occurs in every match; empty if none are known. Each literal occurs once.
    pub triggers: Cow<'static, [Trigger]>,
    /// The literal ends at most this many bytes after the start of the text; none: anywhere.
    pub within: Option<usize>,
}

/// The requirements of a pattern. The build script computes them for the built-in rules.
///
/// # Errors
/// If the pattern is not a regular expression, with the reason.
pub fn find(pattern: &str) -> Result<Requirements, String> {
    // The search ignores ASCII case anyway, so the extractor need not enumerate cases.
    let plain = pattern.replace("(?i:", "(?:");
    let plain = plain.strip_prefix("(?i)").unwrap_or(&plain);
    let insensitive = pattern.contains("(?i");
    let hir = ParserBuilder::new().build().parse(plain).map_err(|e| e.to_string())?;
    let anchored = hir.properties().look_set_prefix().contains(Look::Start);
    if let Some(first) = literals::first(&hir, insensitive).filter(|_| anchored) {
        let within = first.iter().map(|f| f.literal.len()).max();
        let start = [Hir::look(Look::Start)];
        let first = first.into_iter().map(|f| Found { before: start.to_vec(), ..f }).collect();
        return Ok(Requirements { triggers: triggers(first, insensitive).into(), within });
    }
    // Ignoring case, a letter can match one that is longer in UTF-8 (k and the Kelvin sign).
    let length = hir.properties().maximum_len().map(|n| if insensitive { n * 3 } else { n });
    let found = literals::rarest(&hir, insensitive);
    Ok(Requirements { triggers: triggers(found, insensitive).into(), within: length.filter(|_| anchored) })
}

/// One trigger for each literal. If it occurs several times in the pattern, its surroundings are merged.
fn triggers(mut found: Vec<Found>, insensitive: bool) -> Vec<Trigger> {
    found.sort_by(|a, b| a.literal.cmp(&b.literal));
    let places = |found: &Found| {
        let before = neighbours::before(&found.before, insensitive);
        (before, neighbours::after(&found.literal, &found.parts, insensitive))
    };
    let same = found.chunk_by(|a, b| a.literal == b.literal);
    let trigger = |same: &[Found]| {
        let join = |a: Vec<Near>, b: Vec<Near>| a.into_iter().zip(b).map(|(a, b)| a.or(b)).collect();
        let (before, after) =
            same.iter().map(places).reduce(|a, b| (join(a.0, b.0), join(a.1, b.1))).unwrap_or_default();
        let literal = same.first().map(|f| f.literal.clone()).unwrap_or_default();
        Trigger { literal: literal.into(), before: before.into(), after: after.into() }
    };
    same.map(trigger).collect()
}

#[cfg(test)]
mod tests {
    use super::find;

    fn literals(pattern: &str) -> Vec<String> {
        find(pattern).unwrap().triggers.iter().map(|t| t.literal.to_string()).collect()
    }

    #[test]
    fn inner_literals_are_found() {
        for (pattern, expected) in [
            (r"[a-z]‘(?:s|t)\b", vec!["‘s", "‘t"]),
            (r"(?i)^see also\b", vec!["see also"]),
            (r"\bin (\d{4}) year\b", vec![" year"]),
            (r"(?:Photo|Image) by [A-Z]\w+", vec!["image by ", "photo by "]),
            (r"\d+px|thumb(?:left|right)", vec!["px", "thumbleft", "thumbright"]),
            (r"[a-z]+ [a-z]+", vec![]),
        ] {
            assert_eq!(literals(pattern), expected, "{pattern}");
        }
        assert!(find("(").is_err());
    }

    #[test]
    fn anchored_patterns_of_bounded_length_stay_near_the_start() {
        for (pattern, within) in [
            ("^By admin.{0,2}$", Some(8)),
            ("^.By admin", Some(12)),
            ("(?i:^(?:all|no) rights) .*", Some(11)),
            ("By admin", None),
            ("^By .*", Some(3)),
            ("(?:^a|b)", None),
        ] {
            assert_eq!(find(pattern).unwrap().within, within, "{pattern}");
        }
    }

    #[test]
    fn neighbours_decide() {
        for (pattern, yes, no) in [
            (r"\b(?:19|20)\d\d[a-z]{3,}", &["in 2019year"][..], &["in 2019 year", "2020", "2020s."][..]),
            (r#"[a-z]["“”][A-Za-z]{2,}"#, &["the“best"], &["the “best", "the” best", "“best"]),
            (r#"(?:^|[\s(])["“”](?:[\s.]|$)"#, &["“ a", "a “", "a (”."], &["“a", "a“ b"]),
            (r"\d,\d{1,2}\s?(?:percent|million)", &["2,5 million", "2,5million"], &["5 million", "a million"]),
            (r"^Home [A-Z]", &["Home News"], &["At home News", "Home news"]),
            (r"(?i)- xinhua[.”]{0,2}$", &["a - Xinhua.”", "a - XINHUA"], &["a - Xinhua said"]),
            (r"(?:a{2}b){2,3}xyz\S", &["aabaabxyz."], &["baabxyz.", "aabaabxyz "]),
        ] {
            let found = find(pattern).unwrap();
            let fits = |text: &str| {
                found.triggers.iter().any(|t| {
                    let lower = text.to_ascii_lowercase();
                    lower.match_indices(&*t.literal).any(|(at, l)| t.fits(text.as_bytes(), &(at..at + l.len())))
                })
            };
            for text in yes {
                assert!(fits(text), "{pattern} in “{text}”");
            }
            for text in no {
                assert!(!fits(text), "{pattern} in “{text}”");
            }
        }
    }
}
