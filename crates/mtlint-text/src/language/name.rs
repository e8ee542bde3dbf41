//! What a language is called.

use super::LanguageId;

/// The English name of a language, for messages; its code where no rule speaks of it.
#[must_use]
pub fn english_name(language: LanguageId) -> String {
    let name = match language.code() {
        "en" => "English",
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        "it" => "Italian",
        "pt" => "Portuguese",
        "nl" => "Dutch",
        "ru" => "Russian",
        "uk" => "Ukrainian",
        "pl" => "Polish",
        "cs" => "Czech",
        "zh" => "Chinese",
        "ja" => "Japanese",
        "ko" => "Korean",
        "ar" => "Arabic",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "tr" => "Turkish",
        "vi" => "Vietnamese",
        "th" => "Thai",
        "id" => "Indonesian",
        "sv" => "Swedish",
        "da" => "Danish",
        "nb" => "Norwegian",
        "fi" => "Finnish",
        "hu" => "Hungarian",
        "ro" => "Romanian",
        "bg" => "Bulgarian",
        "hr" => "Croatian",
        "sr" => "Serbian",
        "el" => "Greek",
        "fa" => "Persian",
        "sk" => "Slovak",
        "sl" => "Slovenian",
        "ca" => "Catalan",
        "lt" => "Lithuanian",
        "lv" => "Latvian",
        "et" => "Estonian",
        "af" => "Afrikaans",
        "be" => "Belarusian",
        code => code,
    };
    name.to_owned()
}
