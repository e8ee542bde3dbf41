//! What one list has more of than another.

/// The entries of `left` that have no counterpart in `right`, and the reverse; each entry of one list stands for one of the
/// other. Order is kept.
pub(super) fn differences<'a, T>(
    left: &'a [T],
    right: &'a [T],
    same: impl Fn(&T, &T) -> bool,
) -> (Vec<&'a T>, Vec<&'a T>) {
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
    (missing, extra)
}
