//! Paths as SARIF's artifact locations.

use serde_json::{Value, json};

/// Stands for the folder that relative paths start from: where the program ran.
const ROOT: &str = "%SRCROOT%";

/// The artifact location of a path as it is shown.
pub(super) fn artifact(path: &str) -> Value {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let encoded = encode(&path);
    if path.starts_with('/') {
        json!({"uri": format!("file://{encoded}")})
    } else if path.as_bytes().get(1) == Some(&b':') && cfg!(windows) {
        json!({"uri": format!("file:///{encoded}")})
    } else {
        json!({"uri": encoded, "uriBaseId": ROOT})
    }
}

/// Percent-encodes what RFC 3986 does not allow in the segments of a relative path.
fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for &byte in path.as_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::artifact;

    #[test]
    fn paths_become_references() {
        assert_eq!(artifact("a b/中:1.txt")["uri"], "a%20b/%E4%B8%AD%3A1.txt");
        assert_eq!(artifact("a.txt")["uriBaseId"], "%SRCROOT%");
        assert_eq!(artifact("/x/a#b.txt"), serde_json::json!({"uri": "file:///x/a%23b.txt"}));
        assert_eq!(artifact("<stdin>")["uri"], "%3Cstdin%3E");
    }
}
