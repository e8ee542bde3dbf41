//! Common words one letter away from a form: typing errors and spellings of other languages.

use fst::raw::Node;

use super::{Lexicon, walk};
use mtlint_token::span::text_at;

/// Common words one letter away from a form, each list in alphabetical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Near {
    /// Words made by inserting one letter or swapping two neighbours, as for typing errors (Damerau 1964).
    pub slips: Vec<String>,
    /// Words made by removing or replacing one letter: another language spells the same word with it (aristokrat,
    /// parizian).
    pub spellings: Vec<String>,
}

/// The common words next to a form. One walk finds all of them: once no listed word continues like the form, a later
/// change cannot make a word.
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

/// Collects listed words, whether common or not.
struct Search<'s> {
    lexicon: &'s Lexicon,
    form: &'s str,
    near: &'s mut Near,
}

impl Search<'_> {
    /// Changes the letter at a byte, or inserts one before it; `node` is the node before that byte.
    fn change(&mut self, at: usize, letter: char, node: Node<'_>) {
        let behind = text_at(self.form, at + letter.len_utf8()..);
        if let Some(next) = behind.chars().next() {
            let swapped = format!("{next}{letter}{}", text_at(behind, next.len_utf8()..));
            if self.is_listed(node, &swapped) {
                let word = self.word(at, &swapped);
                self.near.slips.push(word);
            }
        }
        if self.is_listed(node, behind) {
            let word = self.word(at, behind);
            self.near.spellings.push(word);
        }
        // Each transition is followed once, for both the inserted and the replaced letter.
        let fst = self.lexicon.forms.as_fst();
        let (mut bytes, before) = ([0; 4], text_at(self.form, at..));
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

    /// Appends a letter.
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

    /// The first bytes of the form, followed by another rest.
    fn word(&self, at: usize, rest: &str) -> String {
        [text_at(self.form, ..at), rest].concat()
    }
}
