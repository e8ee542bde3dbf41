//! Plural categories of cardinal numbers.

use serde_json::Value;

use super::CldrError;
use super::language::Language;
use super::packages::Cldr;
use super::write::Section;

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// A category that no whole number up to this one has is rarely needed.
const MOST: u64 = 1000;

pub(super) fn section(cldr: &Cldr, language: &Language) -> Result<Option<Section>, CldrError> {
    let all = cldr.supplemental("plurals.json")?;
    let rules = all.pointer(&format!("/plurals-type-cardinal/{}", language.code)).and_then(Value::as_object);
    let Some(rules) = rules.filter(|_| !language.is_any()) else { return Ok(None) };
    let (mut needed, mut optional) = (Vec::new(), Vec::new());
    for category in CATEGORIES {
        let Some(rule) = rules.get(&format!("pluralRule-count-{category}")).and_then(Value::as_str) else { continue };
        // Every format falls back to “other”.
        let is_needed = category == "other" || has_small_sample(rule);
        (if is_needed { &mut needed } else { &mut optional }).push(category.to_owned());
    }
    Ok(Some(Section::new("plural").list("needed", &needed).list("optional", &optional)))
}

/// True for a rule with a whole number of at most [`MOST`] among its samples: `… @integer 2~4, 22 @decimal …`.
fn has_small_sample(rule: &str) -> bool {
    let samples = rule.split('@').find_map(|part| part.strip_prefix("integer")).unwrap_or_default();
    let mut numbers = samples.split(',').filter_map(|sample| sample.trim().split('~').next()?.parse::<u64>().ok());
    numbers.any(|number| number <= MOST)
}
