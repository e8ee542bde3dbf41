//! A config is refused with places inside it, or is taken.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use mtlint::config::Config;

fuzz_target!(|text: &str| {
    match Config::parse(Path::new("/project/mtlint.toml"), text) {
        Ok(config) => {
            let matching = config.matching(Path::new("/project/texts/a.txt"));
            assert!(config.layers(&matching).count() >= matching.len());
        }
        Err(errors) => assert!(!errors.is_empty()),
    }
});
