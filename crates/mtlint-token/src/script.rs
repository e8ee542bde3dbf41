//! Scripts by the blocks of Unicode.

use std::ops::RangeInclusive;

/// CJK Radicals Supplement, the first of the East Asian blocks. Most scripts with an alphabet come before it.
const FIRST_EAST_ASIAN: char = '\u{2E80}';

/// True for characters from the first East Asian block on: ideographs, kana, hangul and full-width forms. The blocks
/// beyond them (emoji and scripts that are rare on the web) count as well.
#[must_use]
pub fn is_east_asian(c: char) -> bool {
    c >= FIRST_EAST_ASIAN
}

/// Thai and Lao, Burmese, Khmer.
const UNSPACED: [RangeInclusive<char>; 3] = ['\u{0E00}'..='\u{0EFF}', '\u{1000}'..='\u{109F}', '\u{1780}'..='\u{17FF}'];

/// True for characters of scripts that put no spaces between words: East Asian ones, Thai, Lao, Burmese and Khmer.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    is_east_asian(c) || UNSPACED.iter().any(|block| block.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::{is_east_asian, is_unspaced};

    #[test]
    fn scripts_are_told_apart() {
        assert!("港みハ항１。".chars().all(is_east_asian));
        assert!("ท่าຫາດကခខ្".chars().all(is_unspaced) && !"ท่า".chars().any(is_east_asian));
        assert!(!"aßжώعא…“”".chars().any(is_unspaced));
    }
}
