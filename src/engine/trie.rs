//! All phrases of all rules in one trie over word ids.

use rustc_hash::FxHashMap;

use crate::text::{Token, WordId};

/// A phrase that ends at a node: rule, phrase of the rule, variant of the phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PhraseRef {
    pub rule: u32,
    pub phrase: u32,
    pub variant: u32,
}

#[derive(Debug, Default)]
struct Node {
    edges: Vec<(WordId, u32)>,
    ends: Vec<PhraseRef>,
}

/// The trie. Node 0 is the root; its edges stand in a table by word.
#[derive(Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    root: Vec<u32>,
}

impl Trie {
    pub(super) fn new() -> Self {
        Self { nodes: vec![Node::default()], root: Vec::new() }
    }

    /// Adds a phrase given by its words.
    pub(super) fn insert(&mut self, phrase: &[WordId], end: PhraseRef) {
        let mut at = 0;
        for &word in phrase {
            let known = self.nodes[at].edges.iter().find(|e| e.0 == word).map(|e| e.1);
            at = match known {
                Some(next) => next as usize,
                None => {
                    let next = self.nodes.len();
                    self.nodes.push(Node::default());
                    self.nodes[at].edges.push((word, u32::try_from(next).unwrap_or(0)));
                    next
                }
            };
        }
        if at != 0 {
            self.nodes[at].ends.push(end);
        }
    }

    /// Sorts the edges; to be called once, before searching.
    pub(super) fn finish(&mut self) {
        for node in &mut self.nodes {
            node.edges.sort_unstable_by_key(|e| e.0);
        }
        let root: FxHashMap<WordId, u32> = self.nodes[0].edges.iter().copied().collect();
        let size = root.keys().map(|w| w.index() + 1).max().unwrap_or(0);
        self.root = vec![0; size];
        for (word, next) in root {
            self.root[word.index()] = next;
        }
    }

    /// Calls `found` for every phrase that starts at the first token, shorter ones first, with its length in tokens.
    pub(super) fn matches(&self, tokens: &[Token], mut found: impl FnMut(PhraseRef, usize)) {
        let Some(first) = tokens.first() else { return };
        let Some(&start) = self.root.get(first.word.index()) else { return };
        let mut at = start as usize;
        let mut length = 1;
        while at != 0 {
            let node = &self.nodes[at];
            for &end in &node.ends {
                found(end, length);
            }
            let Some(token) = tokens.get(length) else { return };
            at = node.edges.binary_search_by_key(&token.word, |e| e.0).map_or(0, |i| node.edges[i].1 as usize);
            length += 1;
        }
    }
}
