//! The tables of docs/QUALITY.md, written by `cargo xtask quality` from rules/measured.toml.

use std::sync::Arc;

use super::{rate, share};
use mtlint_rules::catalog::measured::{Corpus, Fires, Measured, Touched};
use mtlint_rules::rule::{Needs, Rule, Status};
use mtlint_text::language::LanguageId;
use mtlint_text::thousands::thousands;

/// A table begins with this comment, its name and [`CLOSE`].
const OPEN: &str = "<!-- table: ";
const CLOSE: &str = " -->";
/// A table ends here.
const END: &str = "<!-- end of table -->";

/// The corpora of news and talks: with marked errors.
const MARKED: &str = "wmt-en";
/// The corpus of post-edited sentences.
const EDITED: &str = "mlqe-en";
/// Corpora of machine and human translations out of English: this and a language.
const OUT_OF_ENGLISH: &str = "wmt-";
/// Corpora of human text alone: this and a language.
const HUMAN_ALONE: &str = "debian-";

/// The page with its tables written anew. A table is what lies between `<!-- table: NAME -->` and
/// `<!-- end of table -->`, both alone in a line.
///
/// # Errors
/// With a sentence about a table that has no end, or a name that no table has.
pub fn quality(page: &str, rules: &[Arc<Rule>], measured: &Measured) -> Result<String, String> {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, from_name)) = rest.split_once(OPEN) {
        let (name, old) = from_name.split_once(CLOSE).ok_or_else(|| format!("“{OPEN}” is not closed by “{CLOSE}”"))?;
        let (_, after) = old.split_once(END).ok_or_else(|| format!("table {name} has no “{END}”"))?;
        let table = table(name, rules, measured).ok_or_else(|| format!("there is no table named {name}"))?;
        out += &format!("{before}{OPEN}{name}{CLOSE}\n{table}{END}");
        rest = after;
    }
    Ok(out + rest)
}

fn table(name: &str, rules: &[Arc<Rule>], measured: &Measured) -> Option<String> {
    Some(match name {
        "corpora" => corpora(measured),
        "english" => english(rules, measured),
        "silent" => silent(rules, measured),
        "out of english" => by_language(rules, measured, OUT_OF_ENGLISH, |fires| {
            format!("{} / {}", rate(fires.mt_per_10k), rate(fires.human_per_10k))
        }),
        "human text" => by_language(rules, measured, HUMAN_ALONE, |fires| rate(fires.human_per_10k)),
        _ => return None,
    })
}

/// The size of each corpus.
fn corpora(measured: &Measured) -> String {
    let head = "| corpus | language | words of machine translation | words of human text |\n|---|---|---|---|\n";
    let row = |(name, corpus): (&String, &Corpus)| {
        let size = |words| if words == 0 { "–".to_owned() } else { thousands(words) };
        format!("| `{name}` | {} | {} | {} |\n", corpus.language, size(corpus.words.mt), size(corpus.words.human))
    };
    head.to_owned() + &measured.corpora.iter().map(row).collect::<String>()
}

/// How the rules for English did on the two corpora that people annotated.
fn english(rules: &[Arc<Rule>], measured: &Measured) -> String {
    let mut out = "| rule | machine | human | marked errors | edits |\n|---|---|---|---|---|\n".to_owned();
    for rule in for_english(rules) {
        let (marked, edited) = (fires(rule, measured, MARKED), fires(rule, measured, EDITED));
        if marked.is_none() && edited.is_none() {
            continue;
        }
        let Fires { mt_per_10k, human_per_10k, errors, .. } = marked.unwrap_or_default();
        let edits = edited.and_then(|fires| fires.edits);
        let (machine, human) = (rate(mt_per_10k), rate(human_per_10k));
        out += &format!("| {} | {machine} | {human} | {} | {} |\n", name(rule), touched(errors), touched(edits));
    }
    out
}

/// The rules for English that found nothing on those corpora.
fn silent(rules: &[Arc<Rule>], measured: &Measured) -> String {
    let is_silent = |rule: &&Rule| [MARKED, EDITED].iter().all(|corpus| fires(rule, measured, corpus).is_none());
    let names: Vec<String> = for_english(rules).filter(is_silent).map(name).collect();
    names.join(", ") + "\n"
}

/// A column for each language that has a corpus of a kind.
fn by_language(rules: &[Arc<Rule>], measured: &Measured, kind: &str, cell: fn(Fires) -> String) -> String {
    let languages: Vec<LanguageId> = measured
        .corpora
        .keys()
        .filter_map(|corpus| corpus.strip_prefix(kind)?.parse().ok())
        .filter(|language| *language != LanguageId::EN)
        .collect();
    let codes: Vec<&str> = languages.iter().map(LanguageId::code).collect();
    let mut out = format!("| rule | {} |\n|---{}|\n", codes.join(" | "), "|---".repeat(codes.len()));
    for rule in in_order(rules) {
        let of = |language: &LanguageId| fires(rule, measured, &format!("{kind}{}", language.code()));
        if !languages.iter().any(|language| of(language).is_some()) {
            continue;
        }
        let cells = languages.iter().map(|language| match of(language) {
            Some(fires) => cell(fires),
            None if rule.speaks(*language) => "0".to_owned(),
            None => "–".to_owned(),
        });
        out += &format!("| {} | {} |\n", name(rule), cells.collect::<Vec<_>>().join(" | "));
    }
    out
}

/// What a rule found on a corpus; none if it found nothing.
fn fires(rule: &Rule, measured: &Measured, corpus: &str) -> Option<Fires> {
    let fires = measured.rules.get(&rule.key())?.get(corpus)?;
    (fires.mt + fires.human > 0 || fires.errors.is_some() || fires.edits.is_some()).then_some(*fires)
}

/// Rules for English that look at the translation alone.
fn for_english(rules: &[Arc<Rule>]) -> impl Iterator<Item = &Rule> {
    let is_for_english = |rule: &&Rule| rule.speaks(LanguageId::EN) && rule.file.needs == Needs::Target;
    in_order(rules).into_iter().filter(is_for_english)
}

/// Rules by id; of those with one id, the one for any language comes first.
fn in_order(rules: &[Arc<Rule>]) -> Vec<&Rule> {
    let mut rules: Vec<&Rule> = rules.iter().map(Arc::as_ref).collect();
    rules.sort_by_key(|rule| (&rule.id, rule.language));
    rules
}

/// The id of a rule, after the code of a language that it is for alone; in italics if the rule is in nursery. Rules for
/// English have no code.
fn name(rule: &Rule) -> String {
    let language = rule.language.filter(|language| *language != LanguageId::EN);
    let name = language.map_or_else(|| format!("`{}`", rule.id), |language| format!("`{language}/{}`", rule.id));
    if rule.file.status == Status::Stable { name } else { format!("*{name}*") }
}

/// `12: .83 / .40`: findings on annotated text, the share that touches an annotation, and chance.
fn touched(touched: Option<Touched>) -> String {
    touched.map_or_else(String::new, |t| format!("{}: {} / {}", t.of, share(t.precision), share(t.chance)))
}

#[cfg(test)]
mod tests {
    use super::quality;
    use mtlint_rules::catalog::measured::Measured;

    #[test]
    fn what_is_not_a_table_stays() {
        let page = "# Quality\n\n<!-- table: corpora -->\nold\n<!-- end of table -->\n\nText.\n";
        let new = quality(page, &[], &Measured::default()).unwrap_or_default();
        assert!(new.starts_with("# Quality\n\n<!-- table: corpora -->\n| corpus |") && !new.contains("old"), "{new}");
        assert!(new.ends_with("<!-- end of table -->\n\nText.\n"), "{new}");
    }

    #[test]
    fn unknown_and_open_tables_are_refused() {
        let of = |page: &str| quality(page, &[], &Measured::default());
        assert!(of("<!-- table: figures --><!-- end of table -->").is_err());
        assert!(of("<!-- table: corpora -->\n| a |").is_err());
        assert!(of("<!-- table: corpora").is_err());
    }
}
