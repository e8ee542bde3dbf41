//! Makes static tables of the language files.

mod cldr;
mod emit;
mod facts;
mod hand;
mod tags;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use cldr::Cldr;
use hand::Hand;

/// A language with what both of its files say.
#[derive(Clone)]
struct Language {
    tag: String,
    hand: Hand,
    cldr: Cldr,
}

/// The tag of what holds for all languages.
const ANY: &str = "und";

/// Reads a folder of language files and writes Rust code.
///
/// # Errors
/// The first file that cannot be read or has a mistake, by its name.
pub(crate) fn generate(folder: &Path) -> io::Result<String> {
    let hand = tables(folder)?;
    let mut generated = tables(&folder.join("cldr"))?;
    let subtags = generated.remove("tags").unwrap_or_default();
    let mut languages = Vec::new();
    for tag in hand.keys() {
        languages.push(Language {
            tag: tag.clone(),
            hand: parsed(&format!("{tag}.toml"), inherited(&hand, tag))?,
            cldr: parsed(&format!("cldr/{tag}.toml"), inherited(&generated, tag))?,
        });
    }
    // In the order of the tags' subtags, which is that of `LanguageId`.
    languages.sort_by(|a, b| a.tag.split('-').cmp(b.tag.split('-')));
    let near = near(&languages);
    Ok(facts::code(&languages, &near) + &tags::code(&parsed("cldr/tags.toml", subtags)?, &languages))
}

/// The files of a folder, by their names without the ending.
fn tables(folder: &Path) -> io::Result<BTreeMap<String, toml::Table>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if path.extension().is_some_and(|e| e == "toml") {
            let text = fs::read_to_string(&path)?;
            let table = text.parse().map_err(|e| io::Error::other(format!("{}: {e}", path.display())))?;
            all.insert(name.to_owned(), table);
        }
    }
    Ok(all)
}

fn parsed<T: serde::de::DeserializeOwned>(file: &str, table: toml::Table) -> io::Result<T> {
    table.try_into().map_err(|e| io::Error::other(format!("{file}: {e}")))
}

/// The table of a tag over those of its prefixes: `pt-PT` over `pt`.
fn inherited(all: &BTreeMap<String, toml::Table>, tag: &str) -> toml::Table {
    let ends = tag.match_indices('-').map(|(at, _)| at).chain([tag.len()]);
    ends.filter_map(|end| all.get(tag.get(..end)?)).fold(toml::Table::new(), |mut table, own| {
        extend(&mut table, own);
        table
    })
}

/// Puts keys in the place of equal ones, table by table.
fn extend(table: &mut toml::Table, own: &toml::Table) {
    for (key, value) in own {
        match (table.get_mut(key), value) {
            (Some(toml::Value::Table(inner)), toml::Value::Table(own)) => extend(inner, own),
            _ => _ = table.insert(key.clone(), value.clone()),
        }
    }
}

/// The near languages of each, in both directions.
fn near(languages: &[Language]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut near: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Language { tag, hand, .. } in languages {
        for other in &hand.near {
            near.entry(tag).or_default().insert(other);
            near.entry(other).or_default().insert(tag);
        }
    }
    near
}
