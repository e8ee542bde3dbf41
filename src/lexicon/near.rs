//! Common words one letter away from a form: the slips of a finger and the spellings of other languages.

use fst::raw::Node;

use super::{Lexicon, walk};

/// Common words that a form becomes when one letter is put in or two neighbours are swapped: what a person mistypes
/// (Damerau 1964). In alphabetical order.
#[must_use]
pub fn slips(lexicon: &Lexicon, form: &str) -> Vec<String> {
    let way = Way::new(lexicon, form);
    let mut near = Vec::new();
    for (at, letter, node) in way.letters() {
        let behind = form.get(at + letter.len_utf8()..).unwrap_or_default();
        way.put_in(at, node, at, &mut near);
        if let Some(next) = behind.chars().next() {
            let rest = behind.get(next.len_utf8()..).unwrap_or_default();
            way.instead(at, node, &format!("{next}{letter}{rest}"), &mut near);
        }
    }
    if let Some(end) = way.nodes.get(form.len()) {
        way.put_in(form.len(), *end, form.len(), &mut near);
    }
    way.common(near)
}

/// Common words that a form becomes when one letter is taken out or exchanged: how another language spells the same word
/// (aristokrat, parizian). In alphabetical order.
#[must_use]
pub fn spellings(lexicon: &Lexicon, form: &str) -> Vec<String> {
    let way = Way::new(lexicon, form);
    let mut near = Vec::new();
    for (at, letter, node) in way.letters() {
        let behind = at + letter.len_utf8();
        way.instead(at, node, form.get(behind..).unwrap_or_default(), &mut near);
        way.put_in(at, node, behind, &mut near);
    }
    way.common(near)
}

/// The way of a form through the list, as far as the list goes with it: where it has no way on, no change further on
/// makes a word.
struct Way<'l> {
    lexicon: &'l Lexicon,
    form: &'l str,
    /// The node behind each number of bytes.
    nodes: Vec<Node<'l>>,
}

impl<'l> Way<'l> {
    fn new(lexicon: &'l Lexicon, form: &'l str) -> Self {
        let fst = lexicon.forms.as_fst();
        let mut nodes = Vec::with_capacity(form.len() + 1);
        nodes.push(fst.root());
        for byte in form.bytes() {
            let next = nodes.last().and_then(|node| Some(fst.node(node.transition_addr(node.find_input(byte)?))));
            let Some(next) = next else { break };
            nodes.push(next);
        }
        Self { lexicon, form, nodes }
    }

    /// Each letter with the byte where it starts and the node before it, as far as the list goes.
    fn letters(&self) -> impl Iterator<Item = (usize, char, Node<'l>)> {
        self.form.char_indices().map_while(|(at, letter)| Some((at, letter, *self.nodes.get(at)?)))
    }

    /// Adds the listed form that has `rest` behind the first `at` bytes.
    fn instead(&self, at: usize, node: Node<'l>, rest: &str, near: &mut Vec<String>) {
        if walk(self.lexicon.forms.as_fst(), node, rest).is_some_and(|end| end.is_final()) {
            near.push([self.form.get(..at).unwrap_or_default(), rest].concat());
        }
    }

    /// Adds the listed forms that have one more letter from a to z behind the first `at` bytes and then what stands
    /// behind the first `behind` bytes.
    fn put_in(&self, at: usize, node: Node<'l>, behind: usize, near: &mut Vec<String>) {
        let fst = self.lexicon.forms.as_fst();
        let (before, after) = (self.form.get(..at).unwrap_or_default(), self.form.get(behind..).unwrap_or_default());
        for way in node.transitions().filter(|t| t.inp.is_ascii_lowercase()) {
            if walk(fst, fst.node(way.addr), after).is_some_and(|end| end.is_final()) {
                near.push(format!("{before}{}{after}", char::from(way.inp)));
            }
        }
    }

    /// Those of the listed forms that are common, and not the form itself.
    fn common(&self, mut near: Vec<String>) -> Vec<String> {
        near.retain(|form| form != self.form && self.lexicon.get(form).is_some_and(|entry| entry.is_common()));
        near.sort_unstable();
        near.dedup();
        near
    }
}
