//! Unified diffs between two versions of a text.

use similar::TextDiff;

/// Unchanged lines shown around a change.
const CONTEXT: usize = 3;

/// The changes in a file as a unified diff for `git apply` or `patch -p1`; empty if there are none. Only `\n` ends a
/// line.
#[must_use]
pub fn unified_diff(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let (old, new) = (lines(before), lines(after));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let named = |side: char| if path.starts_with(['/', '<']) { path.to_owned() } else { format!("{side}/{path}") };
    diff.unified_diff().context_radius(CONTEXT).header(&named('a'), &named('b')).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified_diff;

    #[test]
    fn line_ends_are_kept() {
        assert_eq!(unified_diff("a.txt", "x\r\n", "x\r\n"), "");
        assert_eq!(
            unified_diff("a.txt", "one\rtwo \r\nthree", "one\rtwo\r\nthree"),
            "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n-one\rtwo \r\n+one\rtwo\r\n three\n\
             \\ No newline at end of file\n"
        );
    }
}
