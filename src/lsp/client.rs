//! The capabilities of the client and the options of the user, from the parameters of `initialize`. A value that is
//! missing or of the wrong type counts as not set.

use std::path::PathBuf;

use gen_lsp_types::Uri;
use serde::Deserialize;
use serde_json::Value;

use super::position::Encoding;
use super::uri;
use crate::config::Layer;
use mtlint_rules::rule::Level;
use mtlint_rules::rule::Selector;

/// The capabilities of the client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Abilities {
    /// The unit of columns.
    pub encoding: Encoding,
    /// Diagnostics can have related places.
    pub related: bool,
    /// The code of a diagnostic can have a link.
    pub code_description: bool,
    /// Diagnostics can have data.
    pub data: bool,
    /// Diagnostics can name the version of their document.
    pub versions: bool,
    /// Edits can name the version of their document.
    pub document_changes: bool,
    /// Code actions can be more than commands.
    pub code_actions: bool,
    /// The client watches files on request.
    pub watches: bool,
    /// Hovers can be Markdown.
    pub markdown: bool,
}

impl Abilities {
    /// The capabilities in the parameters of `initialize`.
    #[must_use]
    pub(super) fn of(params: &Value) -> Self {
        let at = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let yes = |path: &str| at(path).and_then(Value::as_bool).unwrap_or_default();
        let offered = at("general/positionEncodings").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let hover = at("textDocument/hover/contentFormat").and_then(Value::as_array);
        Self {
            encoding: Encoding::negotiate(offered.iter().filter_map(Value::as_str)),
            related: yes("textDocument/publishDiagnostics/relatedInformation"),
            code_description: yes("textDocument/publishDiagnostics/codeDescriptionSupport"),
            data: yes("textDocument/publishDiagnostics/dataSupport"),
            versions: yes("textDocument/publishDiagnostics/versionSupport"),
            document_changes: yes("workspace/workspaceEdit/documentChanges"),
            code_actions: at("textDocument/codeAction/codeActionLiteralSupport").is_some_and(Value::is_object),
            watches: yes("workspace/didChangeWatchedFiles/dynamicRegistration"),
            markdown: hover.is_some_and(|formats| formats.iter().any(|format| format == "markdown")),
        }
    }
}

/// The folder that documents without a file are treated as being in.
#[must_use]
pub(super) fn root(params: &Value) -> Option<PathBuf> {
    let uri = ["/workspaceFolders/0/uri", "/rootUri"].into_iter().find_map(|at| params.pointer(at)?.as_str());
    uri::path(&Uri(uri?.to_owned()))
}

/// The options of the user, which win over `mtlint.toml` as flags do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Options {
    /// The options as a layer of settings.
    pub layer: Layer,
    /// The config for all documents, instead of the nearest `mtlint.toml`.
    pub config: Option<PathBuf>,
}

/// `initializationOptions`, and the section `mtlint` of a changed configuration.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Raw {
    lang: Value,
    source_lang: Value,
    nursery: Value,
    level: Value,
    select: Value,
    ignore: Value,
    config: Value,
}

impl Options {
    /// Reads options. The second part says what is wrong with those that were ignored.
    #[must_use]
    pub(super) fn read(value: &Value) -> (Self, Vec<String>) {
        // Clients send their settings with or without the name of the section.
        let value = value.get("mtlint").unwrap_or(value);
        let raw = if value.is_object() { Raw::deserialize(value).unwrap_or_default() } else { Raw::default() };
        let mut wrong = Vec::new();
        let layer = Layer {
            lang: parsed("lang", &raw.lang, &mut wrong),
            source_lang: parsed("sourceLang", &raw.source_lang, &mut wrong),
            nursery: given("nursery", &raw.nursery, &mut wrong),
            level: given::<Level>("level", &raw.level, &mut wrong).filter(|level| *level != Level::Off),
            select: selectors("select", &raw.select, &mut wrong),
            ignore: selectors("ignore", &raw.ignore, &mut wrong).unwrap_or_default(),
            ..Layer::default()
        };
        (Self { layer, config: parsed("config", &raw.config, &mut wrong) }, wrong)
    }
}

/// A value. Editors send null or the empty string for a value that is not set.
fn given<T: serde::de::DeserializeOwned>(name: &str, value: &Value, wrong: &mut Vec<String>) -> Option<T> {
    if value.is_null() || value.as_str().is_some_and(str::is_empty) {
        return None;
    }
    T::deserialize(value).map_err(|e| wrong.push(format!("{name}: {e}"))).ok()
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
    name: &str,
    value: &Value,
    wrong: &mut Vec<String>,
) -> Option<T> {
    let text: String = given(name, value, wrong)?;
    text.parse().map_err(|e: T::Err| wrong.push(format!("{name}: {e}"))).ok()
}

fn selectors(name: &str, value: &Value, wrong: &mut Vec<String>) -> Option<Vec<Selector>> {
    let names: Vec<String> = given(name, value, wrong)?;
    let selectors: Vec<Selector> = names.iter().filter_map(|name| name.parse().ok()).collect();
    (!selectors.is_empty()).then_some(selectors)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::PathBuf;

    use serde_json::json;

    use super::{Abilities, Options, root};
    use crate::lsp::position::Encoding;
    use mtlint_rules::rule::Level;

    #[test]
    fn capabilities_are_read() {
        let params = json!({"capabilities": {
            "general": {"positionEncodings": ["utf-32", "utf-16", 7]},
            "textDocument": {
                "publishDiagnostics": {"relatedInformation": true, "versionSupport": "yes"},
                "hover": {"contentFormat": ["plaintext", "markdown"]},
            },
        }});
        let abilities = Abilities::of(&params);
        let expected = Abilities { encoding: Encoding::Utf32, related: true, markdown: true, ..Abilities::default() };
        assert_eq!(abilities, expected);
        assert_eq!(Abilities::of(&json!([3])), Abilities::default());
    }

    #[test]
    fn the_first_folder_is_the_root() {
        let folder = |uri: &str| json!({"workspaceFolders": [{"uri": uri, "name": "x"}], "rootUri": "file:///b"});
        assert_eq!(root(&folder("file:///a")), Some(PathBuf::from("/a")));
        assert_eq!(root(&json!({"workspaceFolders": null, "rootUri": "file:///b"})), Some(PathBuf::from("/b")));
        assert_eq!(root(&json!(null)), None);
    }

    #[test]
    fn options_are_read_and_mistakes_reported() {
        let value =
            json!({"lang": "en", "sourceLang": "zh", "nursery": true, "level": "warning", "ignore": ["quotes"]});
        let (options, wrong) = Options::read(&value);
        assert_eq!((options.layer.nursery, options.layer.level), (Some(true), Some(Level::Warning)));
        assert_eq!(options.layer.source_lang.unwrap().to_string(), "zh");
        assert_eq!((options.layer.ignore.len(), wrong.len()), (1, 0));
        assert_eq!(Options::read(&json!({"mtlint": value})).0, options, "with or without the name of the section");
        let (options, wrong) =
            Options::read(&json!({"lang": "klingon!", "nursery": "perhaps", "level": 3, "config": ""}));
        assert_eq!(options, Options::default());
        assert_eq!(wrong.len(), 3, "{wrong:?}");
        assert_eq!(Options::read(&json!(null)), (Options::default(), Vec::new()));
        assert_eq!(Options::read(&json!({"lang": "", "nursery": null})), (Options::default(), Vec::new()));
    }
}
