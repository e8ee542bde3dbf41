//! URIs of files.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

/// The base of relative paths in SARIF: the folder in which the program runs.
const ROOT: &str = "%SRCROOT%";

/// The characters that need no encoding in the path of a URI. RFC 3986 allows more, but clients encode them.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The `file:` URI of an absolute path.
pub(crate) fn file_uri(path: &str) -> String {
    let path = with_slashes(path);
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", utf8_percent_encode(&path, KEPT))
}

/// The SARIF artifact location of a path as shown to the user.
pub(super) fn artifact(path: &str) -> Value {
    let has_drive = cfg!(windows) && path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') || has_drive {
        json!({"uri": file_uri(path)})
    } else {
        json!({"uri": utf8_percent_encode(&with_slashes(path), KEPT).to_string(), "uriBaseId": ROOT})
    }
}

fn with_slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
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
