//! All phrases of all rules in one trie over word ids.

use rustc_hash::FxHashMap;

use crate::text::{Token, WordId};

/// A phrase that ends at a node: rule, and phrase of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PhraseRef {
    pub rule: u32,
    pub phrase: u32,
}

/// The trie. Its nodes are numbers; node 0 is the root, whose edges stand in a table by word, since every token asks
/// for one of them. The other edges are asked for seldom and stand in one hash table.
#[derive(Debug, Default)]
pub(super) struct Trie {
    root: Vec<u32>,
    edges: FxHashMap<(u32, WordId), u32>,
    /// Phrases with the node that they end at; sorted once the trie is finished.
    ends: Vec<(u32, PhraseRef)>,
    /// Per node: where its phrases start in `ends`, with one entry more for the end of the last.
    first_end: Vec<u32>,
}

impl Trie {
    /// Adds a phrase given by its parts, each a choice of word sequences. Phrases share what they begin with, and the
    /// choices of one phrase never become texts of their own.
    pub(super) fn insert(&mut self, parts: &[Vec<Vec<WordId>>], end: PhraseRef) {
        let mut nodes = vec![0];
        for part in parts {
            let mut next = Vec::with_capacity(nodes.len() * part.len());
            for &from in &nodes {
                next.extend(part.iter().map(|words| words.iter().fold(from, |at, &word| self.step(at, word))));
            }
            next.sort_unstable();
            next.dedup();
            nodes = next;
        }
        self.ends.extend(nodes.into_iter().filter(|&node| node != 0).map(|node| (node, end)));
    }

    /// The node behind a word, made if need be.
    fn step(&mut self, from: u32, word: WordId) -> u32 {
        // Every node but the root has one edge into it.
        let new = u32::try_from(self.edges.len() + 1).unwrap_or(u32::MAX);
        *self.edges.entry((from, word)).or_insert(new)
    }

    /// To be called once, before searching.
    pub(super) fn finish(&mut self) {
        self.ends.sort_unstable();
        self.ends.dedup();
        let mut at = 0;
        for node in 0..=u32::try_from(self.edges.len() + 1).unwrap_or(u32::MAX) {
            at += self.ends.get(at..).map_or(0, |rest| rest.iter().take_while(|e| e.0 < node).count());
            self.first_end.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        for (&(from, word), &node) in &self.edges {
            if from == 0 {
                if self.root.len() <= word.index() {
                    self.root.resize(word.index() + 1, 0);
                }
                self.root[word.index()] = node;
            }
        }
    }

    fn ends_at(&self, node: u32) -> &[(u32, PhraseRef)] {
        let node = node as usize;
        let (Some(&from), Some(&to)) = (self.first_end.get(node), self.first_end.get(node + 1)) else { return &[] };
        self.ends.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Calls `found` for every phrase that starts at the first token, shorter ones first, with its length in tokens.
    pub(super) fn matches(&self, tokens: &[Token], mut found: impl FnMut(PhraseRef, usize)) {
        let Some(first) = tokens.first() else { return };
        let mut node = self.root.get(first.word.index()).copied().unwrap_or(0);
        let mut length = 1;
        while node != 0 {
            for &(_, end) in self.ends_at(node) {
                found(end, length);
            }
            let Some(token) = tokens.get(length) else { return };
            node = self.edges.get(&(node, token.word)).copied().unwrap_or(0);
            length += 1;
        }
    }
}
