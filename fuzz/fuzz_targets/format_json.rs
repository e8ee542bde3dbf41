//! The formats that are JSON, with whole files and with texts inside of one: units and pieces lie in order and lead back
//! into the source.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../format.rs"]
mod format;

const CATALOG: &str = r#"{"sourceLanguage":"en","strings":{"a":{"localizations":{"de":"#;

fuzz_target!(|content: &str| {
    for name in ["json", "arb", "xcstrings"] {
        format::read(name, content);
    }
    format::read("json", &["{\"a\":\"", content, "\"}"].concat());
    format::read("xcstrings", &[CATALOG, content, "}}}}"].concat());
});
