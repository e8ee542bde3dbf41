//! The schema of the files that `cargo xtask cldr` writes.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::hand::Lists;

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Cldr {
    pub(super) name: Option<String>,
    pub(super) script: Option<String>,
    pub(super) quotes: Quotes,
    pub(super) plural: Option<Plural>,
    pub(super) dates: Dates,
    pub(super) scales: Lists,
    pub(super) units: Lists,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Quotes {
    pub(super) marks: Vec<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Plural {
    pub(super) needed: Vec<String>,
    pub(super) optional: Vec<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Dates {
    pub(super) months: Vec<String>,
    pub(super) weekdays: Vec<String>,
    pub(super) dotted_days: bool,
}

/// `tags.toml`; lists of subtags are divided by white space.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Tags {
    pub(super) languages: String,
    pub(super) scripts: String,
    pub(super) regions: String,
    pub(super) aliases: BTreeMap<String, String>,
    pub(super) region_aliases: BTreeMap<String, String>,
    pub(super) region_languages: BTreeMap<String, String>,
    pub(super) region_scripts: BTreeMap<String, String>,
}
