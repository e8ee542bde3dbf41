//! All phrases of many rules in one trie. Its edges are hashes of words, not word ids, so a trie made by the build
//! script works with the vocabulary of any run.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::span::items_at;
use crate::{Token, WordId, Words};

/// A phrase that ends at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PhraseRef {
    /// The number of its rule in the list that the trie was made for.
    pub rule: u32,
    /// Its index in its rule.
    pub phrase: u32,
}

/// A node. The children of a node are adjacent and ordered by word. They end where the children of the next node begin,
/// and so do its phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The hash of the word that leads to it.
    pub word: u64,
    /// Its first child.
    pub children: u32,
    /// Its first phrase.
    pub ends: u32,
}

/// The trie. Node 0 is the root. The last entry is not a node; it only marks where the children and phrases of the last
/// node end.
#[derive(Clone, Debug, Default)]
pub struct Trie {
    /// Nodes in breadth-first order.
    pub nodes: Cow<'static, [Node]>,
    /// The phrases that end at each node, in order of the nodes.
    pub ends: Cow<'static, [PhraseRef]>,
    /// The words that lead to the children of the root, in order of the children.
    pub first: Cow<'static, [Cow<'static, str>]>,
}

impl Trie {
    /// The children of the root by word id, for [`Self::matches`]; 0 for words that begin no phrase. Interns the first
    /// words of phrases.
    #[must_use]
    pub fn roots(&self, words: &mut Words) -> Vec<u32> {
        let mut roots = Vec::new();
        for (child, word) in self.children(0).zip(self.first.iter()) {
            let index = words.intern(word).index();
            if roots.len() <= index {
                roots.resize(index + 1, 0);
            }
            if let Some(slot) = roots.get_mut(index) {
                *slot = child;
            }
        }
        roots
    }

    /// Calls `found` for every phrase that starts at the first token, shorter ones first, with its length in tokens.
    /// `roots` comes from [`Self::roots`] and `words` is the same vocabulary.
    pub fn matches(&self, roots: &[u32], tokens: &[Token], words: &Words, mut found: impl FnMut(PhraseRef, usize)) {
        let Some(first) = tokens.first() else { return };
        let mut node = roots.get(first.word.index()).copied().unwrap_or(0);
        let mut length = 1;
        while node != 0 {
            for &end in self.ends_at(node) {
                found(end, length);
            }
            let Some(token) = tokens.get(length) else { return };
            node = self.child(node, words.hash(token.word));
            length += 1;
        }
    }

    fn children(&self, node: u32) -> std::ops::Range<u32> {
        let at = |node: u32| self.nodes.get(node as usize).map_or(0, |n| n.children);
        at(node)..at(node + 1)
    }

    /// The child that a word leads to; 0 if there is none.
    fn child(&self, node: u32, word: u64) -> u32 {
        let range = self.children(node);
        let row = items_at(&self.nodes, range.start as usize..range.end as usize);
        let place = row.binary_search_by_key(&word, |n| n.word).ok().and_then(|at| u32::try_from(at).ok());
        place.map_or(0, |at| range.start + at)
    }

    fn ends_at(&self, node: u32) -> &[PhraseRef] {
        let at = |node: u32| self.nodes.get(node as usize).map_or(0, |n| n.ends as usize);
        items_at(&self.ends, at(node)..at(node + 1))
    }
}

/// Builds a [`Trie`].
#[derive(Debug, Default)]
pub struct TrieBuilder {
    edges: BTreeMap<(u32, u64), u32>,
    ends: Vec<(u32, PhraseRef)>,
    first: BTreeMap<u64, String>,
}

impl TrieBuilder {
    /// Adds a phrase given by its parts, each a choice of word sequences. The choices are inserted as branches: they
    /// are never multiplied out into texts.
    pub fn insert(&mut self, parts: &[Vec<Vec<WordId>>], words: &Words, end: PhraseRef) {
        let mut nodes = vec![0];
        for part in parts {
            let mut next = Vec::with_capacity(nodes.len() * part.len());
            for &from in &nodes {
                next.extend(part.iter().map(|ids| ids.iter().fold(from, |at, &word| self.step(at, word, words))));
            }
            next.sort_unstable();
            next.dedup();
            nodes = next;
        }
        self.ends.extend(nodes.into_iter().filter(|&node| node != 0).map(|node| (node, end)));
    }

    /// The node that a word leads to; creates it if necessary.
    fn step(&mut self, from: u32, word: WordId, words: &Words) -> u32 {
        let hash = words.hash(word);
        if from == 0 {
            self.first.entry(hash).or_insert_with(|| words.get(word).to_owned());
        }
        // Every node but the root has one edge into it.
        let new = u32::try_from(self.edges.len() + 1).unwrap_or(u32::MAX);
        *self.edges.entry((from, hash)).or_insert(new)
    }

    /// The trie, with its nodes renumbered in breadth-first order.
    #[must_use]
    pub fn finish(mut self) -> Trie {
        self.ends.sort_unstable();
        self.ends.dedup();
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut queue = vec![(0_u32, 0_u64)];
        let (mut nodes, mut ends) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(&(node, word)) = queue.get(at) {
            nodes.push(Node { word, children: narrow(queue.len()), ends: narrow(ends.len()) });
            queue.extend(self.edges.range((node, 0)..=(node, u64::MAX)).map(|(&(_, word), &child)| (child, word)));
            let first = self.ends.partition_point(|e| e.0 < node);
            ends.extend(self.ends.iter().skip(first).take_while(|e| e.0 == node).map(|e| e.1));
            at += 1;
        }
        nodes.push(Node { word: 0, children: narrow(queue.len()), ends: narrow(ends.len()) });
        let first: Vec<Cow<'static, str>> = self.first.into_values().map(Cow::Owned).collect();
        Trie { nodes: nodes.into(), ends: ends.into(), first: first.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::{PhraseRef, TrieBuilder};
    use crate::span::TextSpan;
    use crate::{Words, tokenize};

    #[test]
    fn finds_choices_and_prefixes() {
        let mut words = Words::default();
        let mut builder = TrieBuilder::default();
        let phrases: [&[&[&str]]; 3] =
            [&[&["hot"], &["search", "searches"]], &[&["hot"]], &[&["net"], &["", "red"], &["star"]]];
        for (phrase, parts) in (0..).zip(phrases) {
            let mut part =
                |p: &&[&str]| p.iter().map(|t| t.split_whitespace().map(|w| words.intern(w)).collect()).collect();
            let parts: Vec<Vec<Vec<_>>> = parts.iter().map(&mut part).collect();
            builder.insert(&parts, &words, PhraseRef { rule: 7, phrase });
        }
        let trie = builder.finish();
        // A different vocabulary: only the texts of words count.
        let mut words = Words::default();
        let roots = trie.roots(&mut words);
        let mut found = |text: &str| {
            let mut tokens = Vec::new();
            tokenize(text, TextSpan::from_range(0..text.len()), &mut words, &mut tokens);
            let mut found = Vec::new();
            trie.matches(&roots, &tokens, &words, |end, length| found.push((end.phrase, length)));
            found
        };
        assert_eq!(found("Hot searches rise"), [(1, 1), (0, 2)]);
        assert_eq!(found("net star"), [(2, 2)]);
        assert_eq!(found("net red star"), [(2, 3)]);
        assert_eq!(found("net red"), []);
        assert_eq!(found("searches"), []);
    }
}
