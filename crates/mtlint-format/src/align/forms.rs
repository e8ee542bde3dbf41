//! Which keys name the forms and variants of one message.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::Document;
use mtlint_token::span::text_at;

/// The plural categories of CLDR as they are written in keys.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The keys of both files of a pair.
#[derive(Debug)]
pub(super) struct Forms<'d> {
    keys: FxHashSet<&'d str>,
    /// The keys before `.one` and `.other` that are followed by plural categories only.
    dotted: FxHashSet<&'d str>,
}

impl<'d> Forms<'d> {
    pub(super) fn of(documents: [&'d Document; 2]) -> Self {
        let keys = |document: &'d Document| document.units.iter().filter_map(|unit| unit.key.as_deref());
        let dotted = documents.into_iter().flat_map(|document| dotted(keys(document))).collect();
        Self { keys: documents.into_iter().flat_map(keys).collect(), dotted }
    }

    /// The key of the message that a form or variant belongs to: `photos` of `photos[few]` and `photos[n.few]`, `item`
    /// of `item_few`, `item.few` and `item_plural`. An array element (`days[3]`) is an entry by itself. A quoted key
    /// (`["Save [draft]"]`) stays as it is, except for a form at its end.
    pub(super) fn message<'k>(&self, key: &'k str) -> Cow<'k, str> {
        let mut message = key;
        while let Some(before) = without_variant(message) {
            message = before;
        }
        let Some(quoted) = message.strip_suffix("\"]") else {
            return Cow::Borrowed(self.without_form(message, "").unwrap_or(message));
        };
        self.without_form(quoted, "\"]").map_or(Cow::Borrowed(message), |base| Cow::Owned(format!("{base}\"]")))
    }

    /// The part before a form at the end of a key; `close` is the text after the form.
    fn without_form<'k>(&self, key: &'k str, close: &str) -> Option<&'k str> {
        let with = |base: &str, end: &str| self.has(&[base, end, close]);
        // i18next before version 4: `item` and `item_plural`, or `item_0`, `item_1` and so on.
        let is_form = |&(base, last): &(&str, &str)| {
            CATEGORIES.contains(&last)
                || last == "plural" && (with(base, "") || with(base, "_0"))
                || is_index(last) && last.len() == 1 && (with(base, "_plural") || with(base, "_0") && with(base, ""))
        };
        let is_dotted = |&(base, last): &(&str, &str)| CATEGORIES.contains(&last) && self.dotted.contains(base);
        let underscored = key.rsplit_once('_').filter(is_form);
        underscored.or_else(|| key.rsplit_once('.').filter(is_dotted)).map(|(base, _)| base)
    }

    fn has(&self, parts: &[&str]) -> bool {
        self.keys.contains(parts.concat().as_str())
    }
}

/// The keys before a dot that are followed by plural categories only, `other` among them.
fn dotted<'k>(keys: impl Iterator<Item = &'k str>) -> impl Iterator<Item = &'k str> {
    let mut bases: FxHashMap<&str, (bool, usize)> = FxHashMap::default();
    for (base, last) in keys.filter_map(|key| key.rsplit_once('.')) {
        let (has_other, count) = bases.entry(base).or_default();
        *has_other |= last == "other";
        // One that is not a category rules the key out.
        *count = if CATEGORIES.contains(&last) { count.saturating_add(1) } else { usize::MAX };
    }
    bases
        .into_iter()
        .filter(|(_, (has_other, count))| *has_other && (2..=CATEGORIES.len()).contains(count))
        .map(|b| b.0)
}

/// A key without the variant at its end, `[few]`.
fn without_variant(key: &str) -> Option<&str> {
    let (before, variant) = key.strip_suffix(']')?.rsplit_once('[')?;
    (!before.is_empty() && !is_index(variant) && !variant.ends_with('"')).then_some(before)
}

fn is_index(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// The key of the form for all numbers without a form of their own, from the key of another form: `photos[n.other]` for
/// `photos[n.few]`, `item_other` for `item_few`, `item_plural` for `item_2`.
pub(super) fn form_for_others(key: &str) -> Option<String> {
    let (rest, close) = ["\"]", "]"]
        .into_iter()
        .find_map(|close| key.strip_suffix(close).map(|rest| (rest, close)))
        .unwrap_or((key, ""));
    let at = rest.rfind(['[', '.', '_'])? + 1;
    let (before, form) = rest.split_at_checked(at)?;
    let others = match is_index(form) && before.ends_with('_') {
        true if form == "0" => return None,
        true => "plural",
        false => "other",
    };
    Some(format!("{before}{others}{close}"))
}

/// A key for messages: without the brackets around one that is not an identifier.
pub(super) fn shown_key(key: &str) -> &str {
    let inside = key.strip_prefix("[\"").and_then(|rest| rest.strip_suffix("\"]"));
    inside.filter(|inside| !inside.contains("\"]")).unwrap_or(key)
}
/// Keys that another form of the same message can have, the likeliest first: `photos[other]` and `photos[one]` for
/// `photos[few]`.
pub(super) fn other_forms(key: &str) -> Vec<String> {
    let own = key.trim_end_matches([']', '"']);
    let end = text_at(key, own.len()..);
    let is_of = |category: &&&str| own.strip_suffix(**category).is_some_and(|stem| stem.ends_with(['[', '.', '_']));
    let stem = CATEGORIES.iter().find(is_of).and_then(|category| own.strip_suffix(category));
    let named = |name: &str| stem.map(|stem| format!("{stem}{name}{end}"));
    // i18next uses the message's own key for the plural form, or adds `_plural`.
    let bare = stem.and_then(|stem| Some(format!("{}{end}", stem.strip_suffix('_')?)));
    let older = stem.is_none().then(|| format!("{own}_plural{end}"));
    let older_one = own.strip_suffix("_plural").map(|stem| format!("{stem}{end}"));
    let singular = stem.is_none().then(|| format!("{own}_one{end}"));
    let candidates = [named("other"), named("one"), bare, older, older_one, singular];
    candidates.into_iter().flatten().filter(|other| other != key).collect()
}
