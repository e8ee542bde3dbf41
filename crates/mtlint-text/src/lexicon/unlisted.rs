//! The words of a document that the lexicon does not list, found once for all rules that need them.

use std::cell::RefCell;

/// Indices of tokens, cached for one document.
#[derive(Default)]
pub struct UnlistedMemo(RefCell<Option<(u32, Vec<usize>)>>);

impl UnlistedMemo {
    /// The tokens of at least `min_length` bytes that `find` finds; calls it once for each document.
    pub fn tokens(&self, min_length: u32, find: impl FnOnce() -> Vec<usize>) -> Vec<usize> {
        let mut known = self.0.borrow_mut();
        match known.as_ref() {
            Some((length, tokens)) if *length == min_length => tokens.clone(),
            _ => known.insert((min_length, find())).1.clone(),
        }
    }

    /// Forgets the tokens. Call it for each document.
    pub fn clear(&mut self) {
        *self.0.get_mut() = None;
    }
}
