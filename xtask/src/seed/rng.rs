//! Pseudo-random numbers that are the same in every run: SplitMix64 (Steele, Lea and Flood 2014).

/// A stream of numbers that depends only on its name.
pub(super) struct Rng(u64);

impl Rng {
    /// The stream with a name. The parts of the name are separate: “ab”, “c” differs from “a”, “bc”.
    pub(super) fn named(seed: u64, parts: &[&str]) -> Self {
        // FNV-1a.
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xFF]));
        Self(bytes.fold(0xCBF2_9CE4_8422_2325 ^ seed, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3)))
    }

    /// The next number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `n`; 0 if `n` is 0. The bias towards small numbers is of the order of n / 2⁶⁴.
    #[expect(clippy::cast_possible_truncation, reason = "the remainder is below a usize")]
    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.next() % (n.max(1) as u64)) as usize
    }

    /// A random item of a list.
    pub(super) fn pick<'t, T>(&mut self, list: &'t [T]) -> Option<&'t T> {
        list.get(self.below(list.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::Rng;

    #[test]
    fn a_name_is_a_stream() {
        let first = |parts: &[&str]| Rng::named(7, parts).next();
        assert_eq!(first(&["ab", "c"]), first(&["ab", "c"]));
        assert_ne!(first(&["ab", "c"]), first(&["a", "bc"]));
        assert_ne!(Rng::named(8, &["a"]).next(), first(&["a"]));
        assert_eq!(Rng::named(1, &[]).pick::<u8>(&[]), None);
    }
}
