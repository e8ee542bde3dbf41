//! What a language is called, how it is written and quoted.

use serde_json::Value;

use super::CldrError;
use super::language::Language;
use super::packages::Cldr;
use super::write::Section;

pub(super) fn sections(cldr: &Cldr, language: &Language) -> Result<Vec<Section>, CldrError> {
    if language.is_any() {
        return Ok(Vec::new());
    }
    let names = cldr.main("cldr-localenames-full", "en", "languages.json")?;
    let name = |code: &str| names.pointer(&format!("/localeDisplayNames/languages/{code}")).and_then(Value::as_str);
    let name = name(&language.code);
    let likely = cldr.supplemental("likelySubtags.json")?;
    let tag = likely.pointer(&format!("/likelySubtags/{}", language.code)).and_then(Value::as_str);
    let script = tag.and_then(|tag| tag.split('-').nth(1));
    let delimiters = cldr.main("cldr-misc-full", language.locale(), "delimiters.json")?;
    let mark = |key: &str| delimiters.pointer(&format!("/delimiters/{key}")).and_then(Value::as_str);
    let keys = ["quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd"];
    let marks: Vec<String> = keys.into_iter().filter_map(mark).map(str::to_owned).collect();
    let head = Section::new("").text("name", name).text("script", script);
    Ok(vec![head, Section::new("quotes").list("marks", &marks)])
}
