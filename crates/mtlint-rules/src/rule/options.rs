//! Options of matchers and checks, read from the `[match]` table of a rule.

/// Deserializes a table.
///
/// # Errors
/// With the message of serde, without the position lines of TOML.
pub(crate) fn options<T: serde::de::DeserializeOwned>(table: &toml::Table) -> Result<T, String> {
    T::deserialize(toml::Value::Table(table.clone())).map_err(|e| e.message().to_owned())
}

/// Reads the options of a check that has the one option `of`.
pub(crate) fn only_of<T: serde::de::DeserializeOwned>(table: &toml::Table) -> Result<T, String> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Only<T> {
        of: T,
    }
    options(table).map(|Only { of }| of)
}
