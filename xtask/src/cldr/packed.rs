//! Names of one word in its cases as `stem{ending,ending}`.

use std::collections::BTreeSet;

/// The names, those of one word in its cases as `stem{ending,ending}`.
pub(super) fn packed(set: &BTreeSet<String>) -> Vec<String> {
    let names: Vec<Vec<char>> = set.iter().map(|name| name.chars().collect()).collect();
    let mut packed: Vec<String> = Vec::new();
    let mut rest = names.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let common = |name: &Vec<char>| first.iter().zip(name).take_while(|(a, b)| a == b).count();
        let alike = others.iter().take_while(|name| common(name) > 3).count();
        let stem = others.iter().take(alike).map(common).min().unwrap_or(first.len());
        let endings: Vec<String> = rest.iter().take(alike + 1).map(|name| name.iter().skip(stem).collect()).collect();
        let stem: String = first.iter().take(stem).collect();
        packed.push(if alike == 0 { stem } else { format!("{stem}{{{}}}", endings.join(",")) });
        rest = rest.get(alike + 1..).unwrap_or_default();
    }
    packed
}
