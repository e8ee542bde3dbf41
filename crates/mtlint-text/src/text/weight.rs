//! How much a letter says.

/// How many letters of an alphabet say as much as a letter: about three for an ideograph, two for a sign that writes a
/// syllable. The figures are ratios of translations of the same text.
#[must_use]
pub fn letter_weight(letter: char) -> u32 {
    match letter {
        '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7AF}' => 2,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => 3,
        _ => 1,
    }
}
