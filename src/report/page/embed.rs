//! The markup, style and script of the page, and the data blocks between them.

use std::io::{self, Write};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};

const HTML: &str = include_str!("page.html");
const STYLE: &str = concat!(include_str!("theme.css"), include_str!("layout.css"), include_str!("charts.css"));
/// One script in strict mode, in a function, so that its names are not global.
const SCRIPT: &str = concat!(
    "(function () {\n\"use strict\";\n",
    include_str!("js/dom.js"),
    include_str!("js/model.js"),
    include_str!("js/edits.js"),
    include_str!("js/encode.js"),
    include_str!("js/baseline.js"),
    include_str!("js/text.js"),
    include_str!("js/notes.js"),
    include_str!("js/filters.js"),
    include_str!("js/charts.js"),
    include_str!("js/overview.js"),
    include_str!("js/dialogs.js"),
    include_str!("js/main.js"),
    "}());\n"
);

/// The parts of the page before and after the data.
pub(super) struct Embedded {
    head: String,
    foot: String,
}

impl Embedded {
    /// The page, with a policy that allows only its own style and script, by their hashes.
    pub(super) fn get() -> Self {
        let (head, foot) = HTML.split_once("<!-- data -->").unwrap_or((HTML, ""));
        let policy = format!(
            "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
            source(STYLE),
            source(SCRIPT)
        );
        Self {
            head: head.replace("{policy}", &policy).replace("/* style */", STYLE),
            foot: foot.replace("/* script */", SCRIPT),
        }
    }

    pub(super) fn write_head(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.head.as_bytes())
    }

    pub(super) fn write_foot(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.foot.as_bytes())
    }
}

/// The source of a policy for a text: its hash.
fn source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Writes data as a block with an id.
pub(super) fn block(id: &str, data: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string(data)?;
    write!(out, "<script type=\"application/json\" id=\"{id}\">")?;
    write_escaped(&json, out)?;
    out.write_all(b"</script>\n")
}

/// Writes JSON with escapes for characters that could end the block or start markup. In JSON they occur only in
/// strings.
fn write_escaped(json: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = json;
    while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        let (plain, tail) = rest.split_at(at);
        let mut chars = tail.chars();
        let code = chars.next().map_or(0, u32::from);
        write!(out, "{plain}\\u{code:04x}")?;
        rest = chars.as_str();
    }
    out.write_all(rest.as_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Embedded, SCRIPT, STYLE, block, source};

    #[test]
    fn no_text_leaves_its_block() {
        let text = "</script><!-- <script> & \u{2028}\u{2029} ]]> é😀";
        let mut out = Vec::new();
        block("x", &text, &mut out).unwrap();
        let html = String::from_utf8(out).unwrap();
        let json = html.strip_prefix("<script type=\"application/json\" id=\"x\">").unwrap();
        let json = json.strip_suffix("</script>\n").unwrap();
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
        assert_eq!(serde_json::from_str::<String>(json).unwrap(), text);
    }

    #[test]
    fn the_page_has_its_parts_once_and_its_policy_names_them() {
        let page = Embedded::get();
        assert_eq!((page.head.matches(STYLE).count(), page.foot.matches(SCRIPT).count()), (1, 1));
        assert!(page.head.contains(&source(SCRIPT)) && page.head.contains(&source(STYLE)));
        assert!(page.head.contains("default-src 'none'"));
        // These would end the script or the style early.
        assert!(!SCRIPT.contains("</script") && !STYLE.contains("</style"));
    }

    #[test]
    fn the_script_makes_no_html_of_text() {
        for way in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "fetch(",
            "XMLHttp",
        ] {
            assert!(!SCRIPT.contains(way), "{way}");
        }
    }
}
