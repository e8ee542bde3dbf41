//! From a lemma to its forms: irregular ones from a table, the others by rule, confirmed by the lexicon.

use super::{Lexicon, PartOfSpeech, Tag};

/// Irregular forms: sorted lines `lemma TAG form`, read in place.
#[derive(Clone, Copy)]
pub struct IrregularTable<'a> {
    lines: &'a str,
}

impl<'a> IrregularTable<'a> {
    /// The table in this text.
    #[must_use]
    pub const fn new(lines: &'a str) -> Self {
        Self { lines }
    }

    /// The irregular form of a lemma.
    #[must_use]
    pub fn get(&self, lemma: &str, tag: Tag) -> Option<&'a str> {
        let key = format!("{lemma} {} ", tag.name());
        let (mut low, mut high) = (0, self.lines.len());
        while low < high {
            // The line at the middle.
            let middle = usize::midpoint(low, high);
            let start = self.lines.as_bytes().get(..middle)?.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
            let line = self.lines.get(start..)?.lines().next()?;
            if let Some(form) = line.strip_prefix(&key) {
                return Some(form);
            }
            if line < key.as_str() {
                low = start + line.len() + 1;
            } else {
                high = start;
            }
        }
        None
    }
}

/// The form of a lemma with a tag.
pub fn inflect(lexicon: &Lexicon, irregular: &IrregularTable<'_>, lemma: &str, tag: Tag) -> Option<String> {
    let part = match tag {
        Tag::NN | Tag::NNS => PartOfSpeech::Noun,
        Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ => PartOfSpeech::Verb,
        Tag::JJ | Tag::JJR | Tag::JJS => PartOfSpeech::Adjective,
        _ => return None,
    };
    let confirmed = |form: &String| {
        lexicon.get(form).is_some_and(|e| e.tags.has(tag) && e.lemma(form, part).as_deref() == Some(lemma))
    };
    if let Some(form) = irregular.get(lemma, tag) {
        return Some(form.to_owned());
    }
    regular(lemma, tag).into_iter().find(confirmed)
}

/// Regular forms, the most likely first.
#[must_use]
pub fn regular(lemma: &str, tag: Tag) -> Vec<String> {
    let ending = match tag {
        Tag::NN | Tag::VB | Tag::VBP | Tag::JJ => return vec![lemma.to_owned()],
        Tag::NNS | Tag::VBZ => "s",
        Tag::VBD | Tag::VBN => "ed",
        Tag::VBG => "ing",
        Tag::JJR => "er",
        Tag::JJS => "est",
        _ => return Vec::new(),
    };
    let mut forms = Vec::new();
    if ending == "s" {
        if let Some(stem) = lemma.strip_suffix('y') {
            forms.push(format!("{stem}ies"));
        }
        forms.push(format!("{lemma}es"));
        forms.push(format!("{lemma}s"));
        // “housees” and “boxs” are not forms: the lexicon decides. If both are listed, the shorter one wins.
        forms.rotate_right(1);
        return forms;
    }
    if let Some(stem) = lemma.strip_suffix('e') {
        forms.push(format!("{stem}{ending}"));
    }
    if let Some(stem) = lemma.strip_suffix('y').filter(|_| ending != "ing") {
        forms.push(format!("{stem}i{ending}"));
    }
    forms.push(format!("{lemma}{ending}"));
    if let Some(last) = lemma.chars().next_back() {
        forms.push(format!("{lemma}{last}{ending}"));
    }
    forms
}
