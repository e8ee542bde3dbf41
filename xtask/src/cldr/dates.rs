//! Names of months and weekdays as they are written in a date.

use serde_json::Value;

use super::CldrError;
use super::language::Language;
use super::packages::Cldr;
use super::write::Section;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub(super) fn section(cldr: &Cldr, language: &Language) -> Result<Option<Section>, CldrError> {
    // Without spaces the tokens of a text do not match the names.
    if !language.has_spaces() || language.is_any() {
        return Ok(None);
    }
    let file = cldr.main("cldr-dates-full", language.locale(), "ca-gregorian.json")?;
    let Some(calendar) = file.pointer("/dates/calendars/gregorian") else { return Ok(None) };
    let name = |path: String| calendar.pointer(&path).and_then(Value::as_str).map(lower);
    let months = |context: &str| {
        let names = (1..=12).filter_map(|month| name(format!("/months/{context}/wide/{month}")));
        words(names.collect(), 12)
    };
    // The names in a date may hold a preposition: “de gener”.
    let months = Some(months("format")).filter(|names| !names.is_empty()).unwrap_or_else(|| months("stand-alone"));
    let days: Vec<String> = DAYS.iter().filter_map(|day| name(format!("/days/format/wide/{day}"))).collect();
    let pattern = name("/dateTimeFormats/availableFormats/MMMMd".to_owned()).unwrap_or_default();
    Ok(Some(
        Section::new("dates")
            .list("months", &months)
            .list("weekdays", &words(days, 7))
            .flag("dotted-days", pattern.starts_with("d. m")),
    ))
}

/// Lower case, with straight apostrophes, as the vocabulary has words.
fn lower(name: &str) -> String {
    name.to_lowercase().replace(['’', 'ʼ'], "'")
}

/// The names, if there are as many as there should be and each of them is one word.
fn words(names: Vec<String>, count: usize) -> Vec<String> {
    let is_word = |name: &String| !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_numeric());
    if names.len() == count && names.iter().all(is_word) { names } else { Vec::new() }
}
