//! The subtags that exist, those that stand for others, and the language of each region.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::CldrError;
use super::packages::Cldr;
use super::write::Section;

/// Codes that name no language.
const NONE: [&str; 5] = ["und", "mul", "zxx", "mis", "root"];
/// Codes that name no place.
const NOWHERE: [&str; 3] = ["ZZ", "EZ", "UN"];

type Map = serde_json::Map<String, Value>;

pub(super) fn sections(cldr: &Cldr) -> Result<Vec<Section>, CldrError> {
    let aliases = cldr.supplemental("aliases.json")?;
    let alias = |kind: &str| aliases.pointer(&format!("/metadata/alias/{kind}Alias")).and_then(Value::as_object);
    let replaced = |kind: &str| alias(kind).into_iter().flatten().filter_map(replacement).collect::<BTreeMap<_, _>>();
    let languages = replaced("language");
    let regions = replaced("territory");
    let names = |file: &str, key: &str| {
        let main = cldr.main("cldr-localenames-full", "en", file)?;
        let names = main.pointer(&format!("/localeDisplayNames/{key}")).and_then(Value::as_object).cloned();
        Ok::<Map, CldrError>(names.unwrap_or_default())
    };
    let likely = cldr.supplemental("likelySubtags.json")?;
    let likely: BTreeMap<&str, &str> = likely
        .get("likelySubtags")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(tag, full)| Some((tag.as_str(), full.as_str()?)))
        .collect();
    let named = names("languages.json", "languages")?;
    let known: BTreeSet<String> = named
        .keys()
        .map(String::as_str)
        .chain(likely.keys().filter_map(|tag| tag.split('-').next()))
        .filter(|code| code.len() <= 3 && !NONE.contains(code) && !languages.contains_key(*code))
        .map(str::to_owned)
        .collect();
    let scripts = names("scripts.json", "scripts")?.into_iter().map(|(code, _)| code).filter(|code| code.len() == 4);
    let places = names("territories.json", "territories")?.into_iter().map(|(code, _)| code);
    let places = places.filter(|code| code.len() <= 3 && !NOWHERE.contains(&code.as_str()));
    let places: BTreeSet<String> = places.filter(|code| !regions.contains_key(code)).collect();
    let head = Section::new("")
        .words("languages", known.into_iter())
        .words("scripts", scripts.collect::<BTreeSet<_>>().into_iter())
        .words("regions", places.iter().cloned());
    Ok(vec![
        head,
        table("aliases", languages),
        table("region-aliases", regions),
        table("region-languages", region_languages(&likely, &places)),
        table("region-scripts", region_scripts(&likely)),
    ])
}

fn table(name: &'static str, entries: BTreeMap<String, String>) -> Section {
    entries.iter().fold(Section::new(name), |section, (key, value)| section.text(key, Some(value)))
}

/// A code of one subtag, and the tag that stands for it today. Those of several are left out: no tag of them is short.
fn replacement((code, entry): (&String, &Value)) -> Option<(String, String)> {
    let tag = entry.get("_replacement")?.as_str()?;
    let is_short = code.len() <= 3 && code.bytes().all(|b| b.is_ascii_alphabetic());
    let is_region = code.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
    let is_one = !tag.contains(' ') && !tag.contains("-x-");
    (is_short && is_one && (!is_region || code.len() == 2)).then(|| (code.clone(), tag.to_owned()))
}

/// The tag of the language that most people of each region write. The region is part of it where the language has its
/// home elsewhere.
fn region_languages(likely: &BTreeMap<&str, &str>, regions: &BTreeSet<String>) -> BTreeMap<String, String> {
    let of = |region: &String| {
        // CLDR leaves out the regions of the commonest language.
        let full = likely.get(format!("und-{region}").as_str()).or_else(|| likely.get("und"))?;
        let language = full.split('-').next()?;
        let is_home = likely.get(language)?.ends_with(&format!("-{region}"));
        let tag = if is_home { language.to_owned() } else { format!("{language}-{region}") };
        (region.len() == 2).then(|| (region.clone(), tag))
    };
    regions.iter().filter_map(of).collect()
}

/// The script of a language in a region that writes it otherwise than the rest: Hant of zh-TW.
fn region_scripts(likely: &BTreeMap<&str, &str>) -> BTreeMap<String, String> {
    let of = |(tag, full): (&&str, &&str)| {
        let (language, region) = tag.split_once('-').filter(|(language, _)| *language != "und")?;
        let script = full.split('-').nth(1)?;
        (region.len() == 2).then(|| (format!("{language}-{region}"), script.to_owned()))
    };
    likely.iter().filter_map(of).collect()
}
