//! Files and their URIs. A document keeps the URI that the client gave it; these are for finding it on disk, and for
//! pointing to files that the client has not named.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What may stand in the path of a URI as it is (RFC 3986, `pchar` without the signs that clients encode).
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The path of a `file:` URI; `None` for others, and for files of other machines.
#[must_use]
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let encoded = rest.split(['?', '#']).next().filter(|path| path.starts_with('/'))?;
    let path = percent_decode_str(encoded).decode_utf8().ok()?;
    // A drive: file:///c%3A/texts
    let drive = cfg!(windows) && path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if drive { path.trim_start_matches('/') } else { &path }))
}

/// The URI of a file, whose path should be absolute.
#[must_use]
pub(super) fn of_path(path: &Path) -> Uri {
    let path = path.to_string_lossy();
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() };
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri(format!("file://{slash}{}", utf8_percent_encode(&path, KEPT)))
}

/// The last part of the path of any URI, decoded as well as can be: `untitled:Untitled-1` is `Untitled-1`.
#[must_use]
pub(super) fn name(uri: &Uri) -> String {
    let last = uri.0.rsplit(['/', '\\', ':']).next().unwrap_or_default();
    percent_decode_str(last).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::{Path, PathBuf};

    use gen_lsp_types::Uri;

    use super::{name, of_path, path};

    #[test]
    fn files_there_and_back() {
        for file in ["/a/b c/中文 (1)#x?.md", "/", "/100%/a.txt"] {
            assert_eq!(path(&of_path(Path::new(file))).unwrap(), PathBuf::from(file), "{file}");
        }
        assert_eq!(of_path(Path::new("/a b/中.md")).0, "file:///a%20b/%E4%B8%AD.md");
        assert_eq!(path(&Uri("file://localhost/a.md".to_owned())).unwrap(), PathBuf::from("/a.md"));
    }

    #[test]
    fn what_is_no_file_here() {
        for uri in ["untitled:Untitled-1", "file://server/share/a.md", "file:", "", "git:/a.md", "file:///%FF"] {
            assert_eq!(path(&Uri(uri.to_owned())), None, "{uri}");
        }
        assert_eq!(name(&Uri("untitled:Untitled-1".to_owned())), "Untitled-1");
        assert_eq!(name(&Uri("git:/x/a%20b.md".to_owned())), "a b.md");
    }
}
