//! Resource files of one locale: keys and values.

mod properties;
mod strings;

pub(super) use properties::Properties;
pub(super) use strings::Strings;

#[cfg(test)]
mod tests;
