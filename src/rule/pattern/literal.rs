//! Finds literals that every match of a regular expression must hold, so that the expression runs only where one of
//! them stands. The regex crate does this for prefixes and suffixes; a plan needs inner ones as well.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Look};

/// More literals than this are no trigger.
const MAX_LITERALS: usize = 48;

/// What the text around a match must hold.
pub(crate) struct Requirements {
    /// Literals in lower case, one of which stands in every match; empty when none are known. They are compared without
    /// regard to ASCII case.
    pub(crate) literals: Vec<String>,
    /// One of the literals ends so many bytes from the start of the text at most; none: anywhere.
    pub(crate) within: Option<usize>,
}

/// Reads a pattern for its requirements. The build does this for the built-in rules.
pub(crate) fn find(pattern: &str) -> Result<Requirements, String> {
    // Without the flag the extractor need not enumerate cases; the search ignores ASCII case anyway.
    let plain = pattern.replace("(?i:", "(?:");
    let plain = plain.strip_prefix("(?i)").unwrap_or(&plain);
    let insensitive = pattern.contains("(?i");
    let hir = ParserBuilder::new().build().parse(plain).map_err(|e| e.to_string())?;
    let anchored = hir.properties().look_set_prefix().contains(Look::Start);
    if let Some(mut literals) = prefixes(&hir, insensitive).filter(|l| anchored && are_usable(l)) {
        literals.sort_unstable();
        literals.dedup();
        let within = literals.iter().map(String::len).max();
        return Ok(Requirements { literals, within });
    }
    let mut best: Option<Vec<String>> = None;
    collect(&hir, insensitive, &mut best);
    // With case ignored a letter can match one that is longer in UTF-8 (k and the Kelvin sign).
    let length = hir.properties().maximum_len().map(|n| if insensitive { n * 3 } else { n });
    Ok(Requirements { literals: best.unwrap_or_default(), within: length.filter(|_| anchored) })
}

fn collect(hir: &Hir, insensitive: bool, best: &mut Option<Vec<String>>) {
    offer(prefixes(hir, insensitive), best);
    match hir.kind() {
        HirKind::Capture(capture) => collect(&capture.sub, insensitive, best),
        HirKind::Repetition(repetition) if repetition.min > 0 => collect(&repetition.sub, insensitive, best),
        HirKind::Concat(parts) => {
            for start in 1..parts.len() {
                // Every match passes here, so what can stand first from here on stands in every match.
                offer(prefixes(&Hir::concat(parts[start..].to_vec()), insensitive), best);
            }
            for part in parts {
                collect(part, insensitive, best);
            }
        }
        HirKind::Alternation(branches) => {
            let mut union = Vec::new();
            for branch in branches {
                let mut of_branch = None;
                collect(branch, insensitive, &mut of_branch);
                match of_branch {
                    Some(literals) => union.extend(literals),
                    None => return,
                }
            }
            offer(Some(union), best);
        }
        _ => {}
    }
}

fn prefixes(hir: &Hir, insensitive: bool) -> Option<Vec<String>> {
    let mut extractor = Extractor::new();
    extractor.limit_class(10).limit_repeat(4).limit_literal_len(24).limit_total(MAX_LITERALS * 4);
    let sequence = extractor.extract(hir);
    let mut literals = Vec::new();
    for literal in sequence.literals()? {
        let text = std::str::from_utf8(literal.as_bytes()).ok()?;
        let folds_outside_ascii = insensitive && text.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
        if folds_outside_ascii {
            return None;
        }
        literals.push(text.to_ascii_lowercase());
    }
    Some(literals)
}

fn offer(candidate: Option<Vec<String>>, best: &mut Option<Vec<String>>) {
    let Some(mut candidate) = candidate else { return };
    candidate.sort_unstable();
    candidate.dedup();
    let usable = !candidate.is_empty() && candidate.len() <= MAX_LITERALS && candidate.iter().all(|l| rarity(l) > 0);
    if usable && best.as_ref().is_none_or(|b| worth(&candidate) > worth(b)) {
        *best = Some(candidate);
    }
}

fn are_usable(literals: &[String]) -> bool {
    !literals.is_empty() && literals.len() <= MAX_LITERALS && literals.iter().all(|l| rarity(l) > 0)
}

/// The rarest set wins: its commonest literal decides, then the smaller number.
fn worth(literals: &[String]) -> (usize, std::cmp::Reverse<usize>) {
    (literals.iter().map(|l| rarity(l)).min().unwrap_or(0), std::cmp::Reverse(literals.len()))
}

/// A guess at how rare a literal is in running text: longer is rarer, and so are marks outside ASCII.
fn rarity(literal: &str) -> usize {
    let common = matches!(
        literal.trim(),
        "" | "the"
            | "and"
            | "of"
            | "to"
            | "in"
            | "a"
            | "an"
            | "is"
            | "on"
            | "at"
            | "by"
            | "for"
            | "it"
            | "as"
            | "or"
            | ","
            | "."
            | "-"
            | "'"
            | "\""
            | "s"
    );
    if common {
        return usize::from(!literal.trim().is_empty());
    }
    literal.chars().map(|c| if c.is_ascii_alphanumeric() || c == ' ' { 2 } else { 5 }).sum()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn inner_literals_are_found() {
        for (pattern, literals) in [
            (r"[a-z]‘(?:s|t)\b", vec!["‘s", "‘t"]),
            (r"(?i)^see also\b", vec!["see also"]),
            (r"\bin (\d{4}) year\b", vec![" year"]),
            (r"(?:Photo|Image) by [A-Z]\w+", vec!["image by ", "photo by "]),
            (r"\d+px|thumb(?:left|right)", vec!["px", "thumbleft", "thumbright"]),
            (r"[a-z]+ [a-z]+", vec![]),
        ] {
            assert_eq!(find(pattern).unwrap().literals, literals, "{pattern}");
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
}
