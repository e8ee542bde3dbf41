//! Targets of links in a form that a page and its translation share: without the parts that a site changes for each
//! language.

use percent_encoding::percent_decode_str;

use mtlint_format::format::locale::is_marker;

/// The target of a link.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Without `www` and the name of a language; empty for a link inside a site.
    host: String,
    /// Without languages, extensions and the names of start pages.
    path: Vec<String>,
    /// `?…` without a language.
    query: String,
}

impl Place {
    /// The place of a link's target.
    pub(super) fn of(target: &str) -> Self {
        let target = percent_decode_str(target).decode_utf8_lossy();
        let (rest, _) = target.split_once('#').unwrap_or((&*target, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = match rest.split_once("://").map(|(_, rest)| rest).or_else(|| rest.strip_prefix("//")) {
            Some(rest) => rest.split_once('/').unwrap_or((rest, "")),
            None => ("", rest),
        };
        let kept = |label: &&str| *label != "www" && !is_marker(label);
        // The last two labels are kept, even if they look like a language (`it`, `in`).
        let labels: Vec<&str> = host.split('.').collect();
        let own = labels.len().saturating_sub(2);
        let sub = labels.iter().take(own).copied().filter(kept);
        let host = sub.chain(labels.iter().skip(own).copied()).collect::<Vec<_>>().join(".").to_lowercase();
        let segments = path.split('/').filter(|s| !matches!(*s, "" | "." | "..") && !is_marker(s));
        let path = segments.map(stem).filter(|s| !matches!(s.as_str(), "index" | "_index" | "readme" | "")).collect();
        let query = query.split('&').filter(|p| !matches!(p.split('=').next(), Some("hl" | "lang" | "locale" | "l")));
        Self { host, path, query: query.collect::<Vec<_>>().join("&") }
    }

    /// True if a translation may link to one instead of the other: the same page in another language, at another place
    /// of the page or on another host.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        if self == other || (is_encyclopedia(&self.host) && is_encyclopedia(&other.host)) {
            return true;
        }
        let near = self.host == other.host || self.host.is_empty() || other.host.is_empty();
        // The name of a start page may be left out.
        let last = |place: &Self| place.path.iter().rev().find(|name| !is_start(name)).cloned();
        let same_last = near && last(self).is_some() && last(self) == last(other);
        let moved = !self.path.is_empty() && self.path == other.path;
        (same_last || moved) && self.query == other.query
    }

    /// True for a place on the page itself, and for the address of an example.
    pub(super) fn is_unsteady(&self) -> bool {
        let example = ["example.com", "example.org", "example.net", "localhost", "127.0.0.1"];
        (self.host.is_empty() && self.path.is_empty())
            || example.iter().any(|name| self.host.split(':').next().is_some_and(|host| host.ends_with(name)))
    }
}

/// A segment of a path without extension and language: `guide` for `guide.fr.html`, `guide-cn` and `Guide`.
fn stem(segment: &str) -> String {
    const PAGES: [&str; 6] = ["html", "htm", "md", "mdx", "php", "rst"];
    let lower = segment.to_lowercase();
    let mut name = lower.as_str();
    while let Some((before, ending)) = name.rsplit_once(['.', '_', '-']) {
        let is_page = PAGES.contains(&ending) && name.as_bytes().get(before.len()) == Some(&b'.');
        let is_language = is_marker(ending) && !before.is_empty();
        if !is_page && !is_language {
            break;
        }
        name = before;
    }
    name.to_owned()
}

/// True for the name of the first page of a part.
fn is_start(name: &str) -> bool {
    matches!(name, "1" | "start")
}

/// True for sites that have separate articles in each language.
fn is_encyclopedia(host: &str) -> bool {
    ["wikipedia.org", "wiktionary.org", "wikimedia.org", "wikibooks.org"].iter().any(|site| host.ends_with(site))
}

#[cfg(test)]
mod tests {
    use super::Place;

    fn agree(a: &str, b: &str) -> bool {
        Place::of(a).agrees(&Place::of(b))
    }

    #[test]
    fn pages_in_another_language_are_the_same_place() {
        for (a, b) in [
            ("/en/guide/", "/fr/guide"),
            ("/guide", "/pt-BR/guide"),
            ("http://www.a.example/x/", "https://fr.a.example/x"),
            ("guide.en.html#start", "guide.de.html#anfang"),
            ("../guide.md", "./guide-cn.md"),
            ("guide.md", "guide.html"),
            ("https://en.wikipedia.org/wiki/Boat", "https://de.wikipedia.org/wiki/Schiff"),
            ("/docs/css/size", "/docs/css/reference/size"),
            ("https://a.example/guide/x", "https://a-ru.example/guide/x"),
            ("/course/chapter1", "/course/chapter1/1"),
            ("/course/chapter1", "../chapter1/1"),
            ("https://a.example/x?hl=en", "https://a.example/x?hl=fr"),
            ("%C3%A9tat", "état"),
            ("#setup", "#einrichtung"),
        ] {
            assert!(agree(a, b) && agree(b, a), "{a} {b}");
        }
    }

    #[test]
    fn other_pages_are_not() {
        for (a, b) in [
            ("/guide/ports", "/guide/boats"),
            ("https://a.example/x", "https://b.example/y"),
            ("https://a.example/list?sort=size", "https://a.example/list?sort=name"),
            ("qr-code.md", "js-code.md"),
            ("/", "/guide/ports"),
        ] {
            assert!(!agree(a, b), "{a} {b}");
        }
    }
}
