//! Tables of subtags.

use std::collections::{BTreeMap, BTreeSet};

use super::cldr::Tags;
use super::emit::pairs;
use super::{ANY, Language};

pub(super) fn code(tags: &Tags, languages: &[Language]) -> String {
    let own = || languages.iter().map(|language| language.tag.as_str()).filter(|tag| *tag != ANY);
    let codes = own().filter_map(|tag| tag.split('-').next());
    let known: BTreeSet<&str> = tags.languages.split_ascii_whitespace().chain(codes).collect();
    let mut aliases = tags.aliases.clone();
    for Language { tag, hand, .. } in languages {
        aliases.extend(hand.aliases.iter().map(|alias| (alias.clone(), tag.clone())));
    }
    let known = known.into_iter().filter(|code| !aliases.contains_key(*code));
    let maps: [(&str, &BTreeMap<String, String>); 4] = [
        ("ALIASES", &aliases),
        ("REGION_ALIASES", &tags.region_aliases),
        ("REGION_LANGUAGES", &tags.region_languages),
        ("REGION_SCRIPTS", &tags.region_scripts),
    ];
    let table = |name: &str, width: usize, codes: String| {
        format!("pub(in crate::language) static {name}: &[[u8; {width}]] = b\"{codes}\".as_chunks().0;\n")
    };
    let mut code = table("LANGUAGES", 3, known.map(|code| format!("{code:3}")).collect());
    code += &table("SCRIPTS", 4, tags.scripts.split_ascii_whitespace().map(str::to_owned).collect());
    code += &table("REGIONS", 3, tags.regions.split_ascii_whitespace().map(|code| format!("{code:3}")).collect());
    for (name, map) in maps {
        code += &format!("pub(in crate::language) static {name}: &[(&str, &str)] = {};\n", pairs(map));
    }
    code
}
