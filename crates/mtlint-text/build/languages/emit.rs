//! Rust expressions.

use std::collections::BTreeMap;

pub(super) fn list(items: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    slice(items.into_iter().map(|item| format!("{:?}", item.as_ref())))
}

pub(super) fn slice(items: impl Iterator<Item = String>) -> String {
    format!("&[{}]", items.collect::<Vec<_>>().join(", "))
}

pub(super) fn pairs(entries: &BTreeMap<String, String>) -> String {
    slice(entries.iter().map(|entry| format!("{entry:?}")))
}
