//! Whether a finding touches an annotated span, and how likely that is by chance. Chance is exact: of all places in the
//! same segment with as many tokens as the finding, the share that touches a span.

use std::ops::Range;

use mtlint_text::language::Facts;

/// Half-open ranges of characters.
pub(super) type Span = Range<usize>;

/// A segment with the spans marked in it.
pub(super) struct Marked {
    /// Words and punctuation marks.
    tokens: Vec<Span>,
    chars: Vec<char>,
    /// Disjoint, in order.
    marks: Vec<Span>,
    doubtful: Vec<Span>,
}

impl Marked {
    /// A segment. Spans that are empty or blank are extended by one character on each side, so that findings can touch
    /// them.
    pub(super) fn new(text: &str, marks: &[[usize; 2]], doubtful: &[[usize; 2]]) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let grown = |spans: &[[usize; 2]]| union(spans.iter().map(|&[start, end]| grow(start..end, &chars)).collect());
        let (marks, doubtful) = (grown(marks), grown(doubtful));
        Self { tokens: tokens(&chars), chars, marks, doubtful }
    }

    /// Whether a finding touches a mark; none if it touches only doubtful ones.
    pub(super) fn touches(&self, finding: &Span) -> Option<bool> {
        let finding = grow(finding.clone(), &self.chars);
        let hit = touches(&self.marks, &finding);
        (hit || !touches(&self.doubtful, &finding)).then_some(hit)
    }

    /// The share of the places for a finding of this width that touch a mark, 0 to 1.
    pub(super) fn chance(&self, finding: &Span) -> f64 {
        let width = self.tokens.iter().filter(|t| t.start < finding.end && finding.start < t.end).count();
        let places: Vec<Span> = match (width.min(self.tokens.len()), self.tokens.as_slice()) {
            (_, []) => vec![Span { start: 0, end: self.chars.len() }],
            (0, [only]) => vec![only.clone()],
            // The finding covers only space: any gap between two tokens.
            (0, tokens) => tokens.windows(2).map(|w| w[0].end.saturating_sub(1)..w[1].start + 1).collect(),
            (n, tokens) => tokens.windows(n).map(|w| w[0].start..w[n - 1].end).collect(),
        };
        let touching = places.iter().filter(|place| touches(&self.marks, place)).count();
        ratio(touching, places.len())
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of places in a segment")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn grow(span: Span, chars: &[char]) -> Span {
    let text = chars.get(span.clone()).unwrap_or_default();
    if text.iter().all(|c| c.is_whitespace()) { span.start.saturating_sub(1)..span.end + 1 } else { span }
}

fn touches(marks: &[Span], span: &Span) -> bool {
    let first = marks.partition_point(|mark| mark.end <= span.start);
    marks.get(first).is_some_and(|mark| mark.start < span.end)
}

/// The spans in order, with overlapping and adjacent ones merged.
fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, span.end));
    let mut union: Vec<Span> = Vec::new();
    for span in spans {
        match union.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => union.push(span),
        }
    }
    union
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Runs of letters and digits, and single punctuation marks.
fn tokens(chars: &[char]) -> Vec<Span> {
    let mut tokens: Vec<Span> = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        match tokens.last_mut() {
            Some(last) if last.end == at && is_word(c) && chars.get(at - 1).is_some_and(|&p| is_word(p)) => {
                last.end = at + 1;
            }
            _ if c.is_whitespace() => {}
            _ => tokens.push(at..at + 1),
        }
    }
    tokens
}

/// The number of words, as the rates count them: runs of letters and digits, joined by apostrophes and hyphens. In a
/// language without spaces between words, two characters are a word.
pub(super) fn words(text: &str, language: &str) -> f64 {
    let chars: Vec<char> = text.chars().collect();
    if language.parse().is_ok_and(|language| !Facts::of(language).has_spaces) {
        return ratio(chars.len(), 2);
    }
    let inside = |at: usize| {
        let near = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|&c| is_word(c));
        matches!(chars.get(at), Some('\'' | '’' | '-')) && near(at.checked_sub(1)) && near(Some(at + 1))
    };
    let in_word = |at: usize| chars.get(at).is_some_and(|&c| is_word(c)) || inside(at);
    let starts = (0..chars.len()).filter(|&at| in_word(at) && (at == 0 || !in_word(at - 1)));
    ratio(starts.count(), 1)
}

#[cfg(test)]
mod tests {
    use super::{Marked, words};

    #[test]
    fn a_word_touches_by_chance_as_often_as_words_are_marked() {
        let segment = Marked::new("one two three four", &[[4, 13]], &[]);
        assert_eq!((segment.touches(&(4..7)), segment.chance(&(4..7))), (Some(true), 0.5));
        assert_eq!((segment.touches(&(0..3)), segment.chance(&(0..3))), (Some(false), 0.5));
        assert_eq!(segment.chance(&(0..7)), 1.0);
    }

    #[test]
    fn empty_marks_and_findings_have_a_place() {
        let segment = Marked::new("one two three", &[[3, 3]], &[]);
        assert_eq!(segment.touches(&(3..4)), Some(true));
        assert_eq!(segment.touches(&(8..13)), Some(false));
        assert_eq!(segment.chance(&(7..8)), 0.5);
    }

    #[test]
    fn doubtful_marks_count_neither_way() {
        let segment = Marked::new("“one” two", &[[6, 9]], &[[0, 1]]);
        assert_eq!((segment.touches(&(0..1)), segment.touches(&(0..9))), (None, Some(true)));
        assert_eq!(segment.touches(&(1..4)), Some(false));
    }

    #[test]
    fn words_are_counted_as_people_do() {
        assert_eq!(words("It’s a well-known fact - isn't it?", "en"), 6.0);
        assert_eq!(words("中文没有空格", "zh"), 3.0);
    }
}
