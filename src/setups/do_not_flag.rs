//! Do-not-flag phrases: nothing inside them is reported.

use aho_corasick::AhoCorasick;

use mtlint_rules::finding::Finding;

/// Compiled do-not-flag phrases. They match whole words and ignore the case of ASCII letters.
#[derive(Debug, Default)]
pub(crate) struct DoNotFlag(Option<AhoCorasick>);

impl DoNotFlag {
    /// Compiles the phrases.
    pub(crate) fn new<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        let phrases: Vec<&str> = phrases.map(str::trim).filter(|p| !p.is_empty()).collect();
        if phrases.is_empty() {
            return Self(None);
        }
        // Fails only beyond 2³¹ bytes of phrases.
        Self(AhoCorasick::builder().ascii_case_insensitive(true).build(phrases).ok())
    }

    /// Drops the findings that lie inside an occurrence of a phrase.
    pub(crate) fn drop_inside(&self, content: &str, findings: &mut Vec<Finding>) {
        let Some(automaton) = self.0.as_ref().filter(|_| !findings.is_empty()) else { return };
        let hits = automaton.find_overlapping_iter(content).map(|hit| hit.range());
        let mut safe: Vec<_> = hits.filter(|hit| is_whole(content, hit.start, hit.end)).collect();
        safe.sort_by_key(|hit| hit.start);
        // The furthest end among all that start at or before each: enough to tell whether one of them holds a span.
        let mut furthest = 0;
        for hit in &mut safe {
            furthest = furthest.max(hit.end);
            hit.end = furthest;
        }
        findings.retain(|finding| {
            let span = finding.span.range();
            let before = safe.partition_point(|hit| hit.start <= span.start);
            before.checked_sub(1).and_then(|i| safe.get(i)).is_none_or(|hit| hit.end < span.end)
        });
    }
}

/// True when no word goes on beyond either end. Scripts without case write no blanks between words: any place is an
/// edge there.
fn is_whole(content: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_lowercase() || c.is_uppercase() || c.is_numeric());
    let (head, body, tail) = (content.get(..start), content.get(start..end), content.get(end..));
    let (head, body, tail) = (head.unwrap_or_default(), body.unwrap_or_default(), tail.unwrap_or_default());
    !(letter(head.chars().next_back()) && letter(body.chars().next())
        || letter(body.chars().next_back()) && letter(tail.chars().next()))
}

#[cfg(test)]
mod tests {
    use super::DoNotFlag;
    use mtlint_rules::finding::Finding;
    use mtlint_rules::rule::{Level, Mqm};
    use mtlint_rules::rule::{RuleId, Severity};
    use mtlint_token::span::FileSpan;

    fn left(phrases: &[&str], content: &str, spans: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let finding = |(start, end): &(u32, u32)| Finding {
            rule: RuleId::new("a/b"),
            language: None,
            title: String::new(),
            span: FileSpan::new(*start, *end),
            level: Level::Info,
            mqm: Mqm { category: String::new(), severity: Severity::Minor },
            message: String::new(),
            help: String::new(),
            why: String::new(),
            fixes: Vec::new(),
            related: Vec::new(),
        };
        let mut findings: Vec<Finding> = spans.iter().map(finding).collect();
        DoNotFlag::new(phrases.iter().copied()).drop_inside(content, &mut findings);
        findings.iter().map(|f| (f.span.start, f.span.end)).collect()
    }

    #[test]
    fn findings_inside_a_phrase_are_dropped_and_others_stay() {
        let text = "By The The, not by the thesis";
        assert_eq!(left(&["the the"], text, &[(3, 10), (3, 6), (0, 6), (19, 22)]), [(0, 6), (19, 22)]);
        assert_eq!(left(&[], text, &[(3, 10)]), [(3, 10)]);
        assert_eq!(left(&["the"], text, &[(23, 26)]), [(23, 26)], "not inside a longer word");
        assert_eq!(left(&["中国"], "在中国的", &[(3, 9)]), []);
    }

    #[test]
    fn a_long_phrase_holds_what_a_later_short_one_does_not() {
        assert_eq!(left(&["a b c d", "b"], "a b c d", &[(2, 5)]), []);
    }
}
