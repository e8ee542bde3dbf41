//! Which language a text is in, by whatlang (trigrams and alphabets).

use whatlang::Lang;

use super::LanguageId;

/// A guess.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detected {
    /// The most likely language.
    pub language: LanguageId,
    /// True when whatlang calls the guess reliable.
    pub reliable: bool,
}

/// Bytes that are enough for a sure guess; detection does 8 MB/s, so it never sees a whole document.
const SAMPLE: usize = 2048;

/// Guesses the language of a text from its first bytes. `None` for a text without letters.
#[must_use]
pub fn detect(text: &str) -> Option<Detected> {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let info = whatlang::detect(sample)?;
    let language = language_of(info.lang())?;
    Some(Detected { language, reliable: info.is_reliable() })
}

/// True for a language that [`detect`] can find; texts in other languages look like their neighbours.
#[must_use]
pub fn can_detect(language: LanguageId) -> bool {
    // whatlang knows Serbian in Cyrillic letters only, and Serbian texts are often not.
    let is_written_otherwise = language.code() == SERBIAN;
    !is_written_otherwise && Lang::all().iter().any(|lang| language_of(*lang).is_some_and(|id| id.covers(&language)))
}

const SERBIAN: &str = "sr";

/// whatlang has codes of ISO 639-3, which are aliases of the usual codes.
fn language_of(lang: Lang) -> Option<LanguageId> {
    lang.code().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::detect;

    #[test]
    fn common_languages() {
        for (text, code) in [
            ("The ministry said on Monday that the talks would go on for another week.", "en"),
            ("Das Ministerium teilte am Montag mit, dass die Gespräche eine Woche länger dauern.", "de"),
            ("外交部星期一表示，会谈将再持续一周。", "zh"),
            ("Министерство сообщило в понедельник, что переговоры продлятся ещё неделю.", "ru"),
        ] {
            assert_eq!(detect(text).map(|d| d.language.to_string()).as_deref(), Some(code), "{text}");
        }
        assert_eq!(detect("12 + 30"), None);
    }
}
