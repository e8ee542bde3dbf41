//! The names of a language, found at the start of a text.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::UnitSet;
use crate::language::{Facts, LanguageId};

/// What a name behind a number says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The units that it may stand for.
    pub units: UnitSet,
    /// The power of ten by which it multiplies.
    pub multiple: Option<u8>,
}

impl Meaning {
    /// What a name says that is both; two multiples say nothing.
    fn or(self, other: Self) -> Self {
        let multiple = self.multiple.or(other.multiple).filter(|m| other.multiple.is_none_or(|o| o == *m));
        Self { units: self.units.or(other.units), multiple }
    }
}

/// The names of units and multiples in one language, sorted.
#[derive(Debug, Default)]
pub struct Names {
    /// Symbols and short words, case and all.
    exact: Vec<(String, Meaning)>,
    /// Longer names in lower case.
    folded: Vec<(String, Meaning)>,
    /// Endings may follow a name.
    agglutinative: bool,
}

/// No name is longer, in bytes.
const LONGEST: usize = 96;
/// Names as short as this keep their case: MB and Mb, Tag and tag.
const SHORT: usize = 3;
/// An ending of a language that glues them on is as long at most, in bytes.
const ENDING: usize = 10;

/// The names of each language, in the order of [`Facts::all`], read when it is first asked for.
static READ: LazyLock<Vec<OnceLock<Names>>> = LazyLock::new(|| Facts::all().iter().map(|_| OnceLock::new()).collect());

impl Names {
    /// The names of units and multiples in a language; `None` if those of units are not known.
    #[must_use]
    pub fn of(language: LanguageId) -> Option<&'static Self> {
        Self::multiples_of(language).filter(|_| !Facts::of(language).units.is_empty())
    }

    /// The names in a language, if only those of multiples count.
    #[must_use]
    pub fn multiples_of(language: LanguageId) -> Option<&'static Self> {
        let place = Facts::place(language)?;
        let facts = Facts::all().get(place)?;
        Some(READ.get(place)?.get_or_init(|| Self::read(facts)))
    }

    fn read(facts: &Facts) -> Self {
        let mut all: FxHashMap<String, Meaning> = FxHashMap::default();
        let mut unknown: Vec<String> = Vec::new();
        let shared = Facts::any().units.iter().filter(|_| !facts.units.is_empty());
        for (kind, names) in shared.chain(facts.scales).chain(facts.units) {
            let names = names.split('|').flat_map(unpacked);
            match meaning(kind) {
                Some(meaning) => names.for_each(|name| {
                    let entry = all.entry(name).or_default();
                    *entry = entry.or(meaning);
                }),
                None => unknown.extend(names),
            }
        }
        all.extend(unknown.into_iter().map(|name| (name, Meaning::default())));
        Self::new(all, facts.has_glued_endings)
    }

    fn new(all: FxHashMap<String, Meaning>, agglutinative: bool) -> Self {
        let mut names = Self { agglutinative, ..Self::default() };
        for (name, meaning) in all {
            let short = name.chars().count() <= SHORT || name.contains(['/', '$']) || name.contains(char::is_numeric);
            match short {
                true => names.exact.push((name, meaning)),
                false => names.folded.push((fold(&name), meaning)),
            }
        }
        names.exact.sort_by(|a, b| a.0.cmp(&b.0));
        names.folded.sort_by(|a, b| a.0.cmp(&b.0));
        names
    }

    /// The longest name at the start of the text that ends with a word, and its length.
    #[must_use]
    pub fn at_start(&self, text: &str) -> Option<(usize, Meaning)> {
        let head = text.get(..text.floor_char_boundary(LONGEST))?;
        let ends = |at: usize| ends_word(text, at);
        let ends_long = |at: usize| ends(at) || (self.agglutinative && at > SHORT && has_ending(text, at));
        let exact = longest(&self.exact, head, ends);
        let folded = longest(&self.folded, &fold(head), ends_long);
        exact.max_by_length(folded)
    }

    /// The longest symbol that ends the text, and where it starts.
    #[must_use]
    pub fn at_end(&self, text: &str) -> Option<(usize, Meaning)> {
        let starts = text.char_indices().rev().take(2 * SHORT).map(|(at, _)| at);
        let found = starts.filter_map(|at| {
            let symbol = text.get(at..)?;
            let index = self.exact.binary_search_by(|(name, _)| name.as_str().cmp(symbol)).ok()?;
            let before = text.get(..at)?.chars().next_back();
            let apart = !symbol.starts_with(char::is_alphanumeric) || !before.is_some_and(char::is_alphanumeric);
            apart.then_some((at, self.exact.get(index)?.1))
        });
        found.last()
    }
}

/// The names that are written as `stem{ending,ending}`.
fn unpacked(name: &str) -> impl Iterator<Item = String> {
    let (stem, endings) = name.split_once('{').unwrap_or((name, ""));
    endings.trim_end_matches('}').split(',').map(move |ending| [stem, ending].concat())
}

/// What a kind of names says; none for names that are to be passed over.
fn meaning(kind: &str) -> Option<Meaning> {
    if let Some(power) = kind.strip_prefix('e').and_then(|power| power.parse().ok()) {
        return Some(Meaning { units: UnitSet::NONE, multiple: Some(power) });
    }
    let units = kind.split(' ').filter_map(UnitSet::named).reduce(UnitSet::or)?;
    Some(Meaning { units, multiple: None })
}

trait MaxByLength {
    fn max_by_length(self, other: Self) -> Self;
}

impl MaxByLength for Option<(usize, Meaning)> {
    fn max_by_length(self, other: Self) -> Self {
        if other.map(|o| o.0) > self.map(|s| s.0) { other } else { self }
    }
}

/// Lower case without a change of length, so that places stay what they are.
fn fold(text: &str) -> String {
    let lower = |c: char| {
        let mut lower = c.to_lowercase();
        lower.next().filter(|l| lower.next().is_none() && l.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    text.chars().map(lower).collect()
}

/// The longest name of a sorted list that the text starts with and that ends where it may.
fn longest(list: &[(String, Meaning)], text: &str, may_end: impl Fn(usize) -> bool) -> Option<(usize, Meaning)> {
    let mut head = text;
    loop {
        // Whatever name starts the head is at most as great as the greatest that is not beyond it.
        let at = list.partition_point(|(name, _)| name.as_str() <= head);
        let (name, meaning) = list.get(at.checked_sub(1)?)?;
        let common = name.bytes().zip(head.bytes()).take_while(|(a, b)| a == b).count();
        if common == name.len() && may_end(common) {
            return Some((common, *meaning));
        }
        let shorter = if common == name.len() { common.checked_sub(1)? } else { common };
        head = head.get(..head.floor_char_boundary(shorter)).filter(|head| !head.is_empty())?;
    }
}

/// True when a name that ends at `at` is not the beginning of a longer word.
fn ends_word(text: &str, at: usize) -> bool {
    let last = text.get(..at).and_then(|t| t.chars().next_back());
    let next = text.get(at..).and_then(|t| t.chars().next());
    match (last, next) {
        (Some(last), Some(next)) if last.is_alphabetic() => !next.is_alphanumeric() || is_unspaced(last),
        // “5 $10 notes”: the sign is of the number that follows.
        (Some(_), Some(next)) => !next.is_ascii_digit(),
        _ => true,
    }
}

/// True when what follows the name is an ending of its word.
fn has_ending(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()) <= ENDING
}

/// Scripts that set no space behind a word, or hang particles on it.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::{Names, UnitSet};
    use crate::language::{Facts, LanguageId};

    fn names(code: &str) -> &'static Names {
        Names::of(code.parse::<LanguageId>().unwrap()).unwrap()
    }

    #[track_caller]
    fn assert_unit(code: &str, text: &str, unit: &str) {
        let found = names(code).at_start(text).map(|(_, m)| m.units);
        assert!(found.is_some_and(|f| f.agrees(UnitSet::named(unit).unwrap())), "{code}: {text}");
    }

    #[test]
    fn languages_have_many_names() {
        for facts in Facts::all().iter().filter(|facts| !facts.units.is_empty()) {
            let names = Names::of(facts.language).unwrap();
            assert!(names.folded.len() > 50, "{}: {}", facts.language, names.folded.len());
        }
    }

    #[test]
    fn names_and_symbols_are_found() {
        assert_unit("en", "kilometers away", "length-kilometer");
        assert_unit("en", "Miles", "length-mile");
        assert_unit("en", "km/h", "speed-kilometer-per-hour");
        assert_unit("en", "pounds", "mass-pound");
        assert_unit("en", "pounds", "GBP");
        assert_unit("fr", "heures", "duration-hour");
        assert_unit("fr", "Mo", "digital-megabyte");
        assert_unit("de", "Gigabyte", "digital-gigabyte");
        assert_unit("zh", "公里长", "length-kilometer");
        assert_unit("ko", "킬로미터를", "length-kilometer");
        assert_unit("tr", "kilometreyi", "length-kilometer");
        assert_unit("ru", "миль", "length-mile");
        assert_unit("ja", "ドルで", "USD");
        assert_unit("de", "Dollar", "CAD");
        assert_unit("ru", "долларов США", "USD");
    }

    #[test]
    fn multiples_are_of_the_language() {
        let power = |code: &str, text: &str| names(code).at_start(text).and_then(|(_, m)| m.multiple);
        assert_eq!(power("en", "billion"), Some(9));
        assert_eq!(power("de", "Billionen"), Some(12));
        assert_eq!(power("de", "Mrd."), Some(9));
        assert_eq!(power("es", "mil millones"), Some(9));
        assert_eq!(power("zh", "万"), Some(4));
        assert_eq!(power("hi", "लाख"), Some(5));
        assert_eq!(power("en", "crore"), Some(7));
        assert_eq!(power("ru", "миллионами"), Some(6));
    }

    #[test]
    fn words_that_only_begin_like_a_name_are_none() {
        for (code, text) in [("en", "minutely"), ("en", "kmx"), ("de", "Stundenlohn"), ("en", "$10")] {
            assert_eq!(names(code).at_start(text).map(|(_, m)| m.units), None, "{code}: {text}");
        }
    }
}
