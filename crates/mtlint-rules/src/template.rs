//! Fills in `{name}` in messages, help texts and fixes.

/// Replaces `{match}` by the matched text and `{name}` by the argument of that name; unknown names stay as they are.
#[must_use]
pub(crate) fn fill(template: &str, args: &[(String, String)], matched: &str) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, at) = rest.split_at(open);
        out.push_str(before);
        let Some(close) = at.find('}') else {
            out.push_str(at);
            return out;
        };
        let name = &at[1..close];
        match args.iter().find(|(n, _)| n == name) {
            Some((_, value)) => out.push_str(value),
            None if name == "match" => out.push_str(&shorten(matched)),
            None => out.push_str(&at[..=close]),
        }
        rest = &at[close + 1..];
    }
    out.push_str(rest);
    out
}

/// The first and last words of a long match.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= LONGEST {
        return flat;
    }
    let words: Vec<&str> = flat.split(' ').collect();
    match words.as_slice() {
        [a, b, c, .., y, z] => format!("{a} {b} {c} … {y} {z}"),
        _ => flat.chars().take(LONGEST).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn placeholders() {
        let args = [("year".to_owned(), "2020".to_owned())];
        assert_eq!(fill("{year} in “{match}” {x} {", &args, "a\nb"), "2020 in “a b” {x} {");
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        assert_eq!(fill("{match}", &[], long), "one two three … twelve thirteen");
    }
}
