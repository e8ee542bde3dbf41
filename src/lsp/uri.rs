//! URIs of files. A document keeps the URI from the client; these functions find it on disk, and name files that are
//! not open.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::percent_decode_str;

use crate::report::file_uri;

/// The path of a `file:` URI; `None` for other URIs and for files on other machines.
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
    Uri(file_uri(&path.to_string_lossy()))
}

/// The decoded last part of any URI: `Untitled-1` for `untitled:Untitled-1`.
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
    fn paths_survive_the_round_trip() {
        for file in ["/a/b c/中文 (1)#x?.md", "/", "/100%/a.txt"] {
            assert_eq!(path(&of_path(Path::new(file))).unwrap(), PathBuf::from(file), "{file}");
        }
        assert_eq!(of_path(Path::new("/a b/中.md")).0, "file:///a%20b/%E4%B8%AD.md");
        assert_eq!(path(&Uri("file://localhost/a.md".to_owned())).unwrap(), PathBuf::from("/a.md"));
    }

    #[test]
    fn other_uris_have_no_path() {
        for uri in ["untitled:Untitled-1", "file://server/share/a.md", "file:", "", "git:/a.md", "file:///%FF"] {
            assert_eq!(path(&Uri(uri.to_owned())), None, "{uri}");
        }
        assert_eq!(name(&Uri("untitled:Untitled-1".to_owned())), "Untitled-1");
        assert_eq!(name(&Uri("git:/x/a%20b.md".to_owned())), "a b.md");
    }
}
