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

/// True for a language that [`detect`] can find; the texts of others look like their neighbours'.
#[must_use]
pub fn can_detect(language: LanguageId) -> bool {
    Lang::all().iter().any(|lang| language_of(*lang) == Some(language))
}

/// whatlang speaks ISO 639-3; the linter prefers the two-letter codes that users and files write.
fn language_of(lang: Lang) -> Option<LanguageId> {
    let code = match lang {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Ind => "id",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Bul => "bg",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Ell => "el",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Cat => "ca",
        Lang::Pes => "fa",
        Lang::Khm => "km",
        Lang::Ben => "bn",
        Lang::Urd => "ur",
        other => other.code(),
    };
    code.parse().ok()
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
