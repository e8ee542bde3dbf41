//! How much text a letter is worth.

/// The number of alphabetic letters that a letter is worth: about three for an ideograph, two for a syllabic sign. The
/// figures are length ratios of translations of the same text.
#[must_use]
pub fn letter_weight(letter: char) -> u32 {
    match letter {
        '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7AF}' => 2,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => 3,
        _ => 1,
    }
}
