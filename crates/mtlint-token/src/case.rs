//! Upper and lower case of words.

/// The text, with its first letter in upper case if the model begins with an upper-case letter.
#[must_use]
pub fn like_case(text: &str, model: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if model.starts_with(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}
