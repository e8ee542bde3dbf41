//! Common words one letter away from a form: the slips of a finger and the spellings of other languages.

use fst::raw::Node;

use super::{Lexicon, walk};

/// Common words one letter away from a form, each list in alphabetical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Near {
    /// What the form becomes when one letter is put in or two neighbours are swapped: what a person mistypes (Damerau
    /// 1964).
    pub slips: Vec<String>,
    /// What it becomes when one letter is taken out or exchanged: how another language spells the same word
    /// (aristokrat, parizian).
    pub spellings: Vec<String>,
}

/// The common words next to a form. One walk finds all: where the list has no way on with the form, no change further
/// on makes a word.
#[must_use]
pub fn near(lexicon: &Lexicon, form: &str) -> Near {
    let mut near = Near::default();
    let mut search = Search { lexicon, form, near: &mut near };
    let fst = lexicon.forms.as_fst();
    let mut node = Some(fst.root());
    for (at, letter) in form.char_indices() {
        let Some(here) = node else { break };
        search.change(at, letter, here);
        let end = at + letter.len_utf8();
        node = form.get(at..end).and_then(|letter| walk(fst, here, letter));
    }
    if let Some(end) = node.filter(|_| !form.is_empty()) {
        search.put_in(form.len(), end);
    }
    for list in [&mut near.slips, &mut near.spellings] {
        list.retain(|word| word != form && lexicon.get(word).is_some_and(|entry| entry.is_common()));
        list.sort_unstable();
        list.dedup();
    }
    near
}

/// Collects listed words, common or not.
struct Search<'s> {
    lexicon: &'s Lexicon,
    form: &'s str,
    near: &'s mut Near,
}

impl Search<'_> {
    /// Changes the letter at a byte, or what stands before it; `node` is where the list is before that byte.
    fn change(&mut self, at: usize, letter: char, node: Node<'_>) {
        let behind = self.form.get(at + letter.len_utf8()..).unwrap_or_default();
        if let Some(next) = behind.chars().next() {
            let swapped = format!("{next}{letter}{}", behind.get(next.len_utf8()..).unwrap_or_default());
            if self.is_listed(node, &swapped) {
                let word = self.word(at, &swapped);
                self.near.slips.push(word);
            }
        }
        if self.is_listed(node, behind) {
            let word = self.word(at, behind);
            self.near.spellings.push(word);
        }
        // Each way on is opened once, for the letter put in and for the letter exchanged.
        let fst = self.lexicon.forms.as_fst();
        let (mut bytes, before) = ([0; 4], self.form.get(at..).unwrap_or_default());
        for way in node.transitions().filter(|t| t.inp.is_ascii_lowercase()) {
            let next = fst.node(way.addr);
            let inserted = char::from(way.inp).encode_utf8(&mut bytes);
            if self.is_listed(next, before) {
                let word = self.word(at, &[inserted, before].concat());
                self.near.slips.push(word);
            }
            if self.is_listed(next, behind) {
                let word = self.word(at, &[inserted, behind].concat());
                self.near.spellings.push(word);
            }
        }
    }

    /// Puts a letter in behind the last one.
    fn put_in(&mut self, at: usize, node: Node<'_>) {
        let fst = self.lexicon.forms.as_fst();
        for way in node.transitions().filter(|t| t.inp.is_ascii_lowercase()) {
            if fst.node(way.addr).is_final() {
                let word = self.word(at, char::from(way.inp).encode_utf8(&mut [0; 4]));
                self.near.slips.push(word);
            }
        }
    }

    fn is_listed(&self, from: Node<'_>, rest: &str) -> bool {
        walk(self.lexicon.forms.as_fst(), from, rest).is_some_and(|end| end.is_final())
    }

    /// The first bytes of the form with another rest.
    fn word(&self, at: usize, rest: &str) -> String {
        [self.form.get(..at).unwrap_or_default(), rest].concat()
    }
}
