//! Entries that only one of two lists has.

/// What two lists do not share.
pub(super) struct Differences<'a, T> {
    /// The entries of the left list without a counterpart in the right one, in order.
    pub(super) missing: Vec<&'a T>,
    /// The entries of the right list without a counterpart in the left one, in order.
    pub(super) extra: Vec<&'a T>,
}

/// Compares two lists. Each entry is the counterpart of at most one entry of the other list.
pub(super) fn differences<'a, T>(left: &'a [T], right: &'a [T], same: impl Fn(&T, &T) -> bool) -> Differences<'a, T> {
    let mut taken = vec![false; right.len()];
    let mut missing = Vec::new();
    for entry in left {
        let found = right.iter().zip(&mut taken).find(|(other, taken)| !**taken && same(entry, other));
        match found {
            Some((_, taken)) => *taken = true,
            None => missing.push(entry),
        }
    }
    let extra = right.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(entry, _)| entry).collect();
    Differences { missing, extra }
}
