//! Tests of config files: mistakes, names, overrides, the template.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use super::Config;
use crate::config::{ConfigError, Settings, TEMPLATE};
use mtlint_rules::rule::{Level, RuleId, RuleNames};

fn parse(text: &str) -> Result<Config, Vec<ConfigError>> {
    Config::parse(Path::new("/project/mtlint.toml"), text)
}

/// The first mistake: the text at its span, its message, its help.
fn mistake(text: &str) -> (String, String, String) {
    let error = parse(text).unwrap_err().remove(0);
    let place = error.span.map(|span| text[span].to_owned()).unwrap_or_default();
    (place, error.message, error.help.unwrap_or_default())
}

#[test]
fn mistakes_have_a_span() {
    for (text, place, message) in [
        ("[check]\nignroe = []", "ignroe", "unknown key `ignroe`"),
        ("[check]\nlang = 'english'", "'english'", "not a language tag"),
        ("[check]\nas-of = 'today'", "'today'", "not a date"),
        ("[check]\nnursery = 'yes'", "'yes'", "expected a boolean"),
        ("[check]\nlevel = 'off'", "'off'", "`off` is not allowed here"),
        ("[check]\nfail-on = 'fatal'", "'fatal'", "unknown variant `fatal`"),
        ("[check]\nmin-precision = 80", "80", "not a number from 0 to 1"),
        ("[check]\nexclude = ['a', 'b[c']", "'b[c'", "invalid glob"),
        ("[check]\ndo-not-flag = ['']", "''", "empty phrase"),
        ("[levels]\nquotes = 'loud'", "'loud'", "unknown variant `loud`"),
        ("[options.quotes]\nmax = 1", "quotes", "set for one rule"),
        ("[[overrides]]\nselect = ['a/b']", "", "without `paths`"),
        ("[score]\nthreshold = 100", "100", "less than 100"),
        ("[score]\nacceptable = 0", "0", "greater than 0"),
        ("[score]\nmultipliers = { major = -1 }", "{ major = -1 }", "not be negative"),
        ("[score]\nflor = 1", "flor", "unknown key `flor`"),
        ("[check\n", "", ""),
    ] {
        let (found, shown, _) = mistake(text);
        assert!(found.contains(place), "{text}: at {found:?}");
        assert!(shown.contains(message), "{text}: {shown}");
    }
    assert_eq!(mistake("[check]\nignroe = []").2, "did you mean `ignore`?");
}

#[test]
fn all_mistakes_are_reported_at_once() {
    assert_eq!(parse("[check]\nlang = 'english'\nas-of = 'now'").unwrap_err().len(), 2);
}

#[test]
fn unknown_rules_are_reported_with_a_suggestion() {
    let text = "[check]\nselect = ['quots']\n[levels]\n'tense/past' = 'info'\n[options.'tense/pst']\nmax = 1";
    let ids = [RuleId::new("quotes/mixed"), RuleId::new("tense/past")];
    let errors = parse(text).unwrap().check_names(&ids.iter().collect::<RuleNames>());
    let reported: Vec<_> =
        errors.iter().map(|e| (&text[e.span.clone().unwrap()], e.help.as_deref().unwrap())).collect();
    assert_eq!(reported, [("'quots'", "did you mean `quotes`?"), ("'tense/pst'", "did you mean `tense/past`?")]);
}

#[test]
fn later_overrides_win() {
    let config = parse(
        "[check]\nlang = 'en'\nas-of = 2024-05-31\n\
         [[overrides]]\npaths = ['docs/**']\nlang = 'de'\nlevel = 'warning'\n\
         [[overrides]]\npaths = ['*.fr.md']\nlang = 'fr'\n",
    )
    .unwrap();
    let lang = |path: &str| {
        let matching = config.matching(Path::new(path));
        Settings::new(config.layers(&matching)).lang().unwrap().to_string()
    };
    assert_eq!(lang("/project/a.md"), "en");
    assert_eq!(lang("/project/docs/x/a.md"), "de");
    assert_eq!(lang("/project/docs/a.fr.md"), "fr");
    assert_eq!(lang("/elsewhere/docs/a.md"), "en");
    let matching = config.matching(Path::new("/project/docs/a.fr.md"));
    let settings = Settings::new(config.layers(&matching));
    assert_eq!(settings.level(), Level::Warning);
    assert_eq!(settings.as_of().unwrap().to_string(), "2024-05-31");
}

#[test]
fn a_glossary_is_read_in_a_second_step() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mtlint.toml");
    let text = "[glossary]\nfiles = ['terms.csv']\nforbidden = ['irregardless']\n";
    std::fs::write(&file, text).unwrap();
    let terms = |config: &Config| {
        let options = Settings::new(config.layers(&[])).options_of(&RuleId::new("terminology/forbidden"));
        options["terms"].as_array().unwrap().len()
    };
    assert_eq!(terms(&Config::parse(&file, text).unwrap()), 1);
    let error = Config::read(&file).unwrap_err().remove(0);
    assert_eq!(&text[error.span.clone().unwrap()], "'terms.csv'");
    std::fs::write(folder.path().join("terms.csv"), "harbour,Hafen\n").unwrap();
    assert_eq!(terms(&Config::read(&file).unwrap()), 2);
}

#[test]
fn the_template_is_valid_with_every_key_uncommented() {
    parse(TEMPLATE).unwrap();
    let uncommented: Vec<&str> = TEMPLATE.lines().map(|l| l.strip_prefix("#:").unwrap_or(l).trim_start()).collect();
    let config = parse(&uncommented.join("\n")).unwrap_or_else(|e| panic!("{e:?}"));
    assert!(config.base.lang.is_some() && config.base.fail_on.is_some() && !config.base.levels.is_empty());
    assert!(!config.overrides.is_empty() && !config.rule_folders.is_empty());
    assert_eq!(config.score.scheme(), crate::score::Scheme::default());
    assert!(config.score.threshold.is_some() && config.score.multipliers.is_some());
}
