//! Text in XML 1.0.

/// Text as it may stand in an element or between double quotes in a tag. Line ends and tabs survive in both;
/// characters that XML 1.0 cannot hold become U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_ends_the_attribute_or_breaks_the_file() {
        assert_eq!(escape("a<b>\"&'\r\n\x1b中"), "a&lt;b&gt;&quot;&amp;'&#13;&#10;\u{fffd}中");
    }
}
