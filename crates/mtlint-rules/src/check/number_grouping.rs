//! `number-grouping`: a large count written without separators.

use serde::Deserialize;

use super::near::{after, before, glued_after, glued_before};
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::Applicability;
use crate::rule::options;
use mtlint_text::text::{ClassBits, Token, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// Shorter numbers stay as they are.
    min_digits: u32,
    /// Longer numbers are codes.
    max_digits: u32,
    /// The mark between groups of three digits.
    separator: String,
    /// Words before a number that make it a name: room 12345.
    not_after: Vec<String>,
    /// Words after a number that make it a name: 80386 series.
    not_before: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        let list = |words: &[&str]| words.iter().map(|&w| w.to_owned()).collect();
        Self {
            min_digits: 5,
            max_digits: 9,
            separator: ",".to_owned(),
            not_after: list(&[
                "no",
                "nos",
                "number",
                "numbers",
                "code",
                "codes",
                "id",
                "order",
                "flight",
                "room",
                "page",
                "zip",
                "model",
                "version",
                "series",
                "gb",
                "iso",
                "phone",
                "telephone",
                "tel",
                "call",
                "dial",
                "fax",
                "text",
                "line",
                "hotline",
                "postcode",
                "box",
                "route",
                "asteroid",
                "planet",
                "case",
                "article",
                "section",
                "law",
                "decree",
                "resolution",
                "regulation",
                "record",
                "unit",
                "train",
                "channel",
                "account",
                "qq",
                "number's",
                "invoice",
                "ticket",
                "port",
                "patent",
                "lot",
                "serial",
                "regiment",
                "form",
                "docket",
            ]),
            not_before: list(&[
                "zip", "code", "series", "model", "mah", "rpm", "hotline", "number", "regiment", "patch",
            ]),
        }
    }
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "number-grouping",
    finds: "large numbers without separators",
    options: "`min_digits` = 5, `max_digits` = 9, `separator` = `,`, `not_after`, `not_before`",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let o: Options = options(table)?;
    if o.min_digits < 4 || o.max_digits < o.min_digits {
        return Err("“min_digits” must be at least 4, and “max_digits” must not be smaller than “min_digits”".into());
    }
    let (not_after, not_before) = (WordSet::new(&o.not_after, words), WordSet::new(&o.not_before, words));
    Ok(Box::new(Grouping { digits: o.min_digits..=o.max_digits, separator: o.separator, not_after, not_before }))
}

struct Grouping {
    digits: std::ops::RangeInclusive<u32>,
    separator: String,
    not_after: WordSet,
    not_before: WordSet,
}

impl Check for Grouping {
    fn reads_text_only(&self) -> bool {
        true
    }

    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (at, token) in context.analysis.tokens.iter().enumerate() {
            if !token.is(ClassBits::NUMBER) || !self.digits.contains(&token.span.len()) {
                continue;
            }
            let digits = context.token_text(token);
            if is_count(digits) && self.counts_things(context, at) {
                let grouped = group(digits, &self.separator);
                sink.report(token.span).arg("number", grouped.clone()).fix(token.span, grouped, Applicability::Suggest);
            }
        }
    }
}

impl Grouping {
    /// True if a noun in lower case follows and nothing before the number makes it a name.
    fn counts_things(&self, context: &Context<'_>, at: usize) -> bool {
        let noun = |t: &Token| {
            t.is(ClassBits::LOWER | ClassBits::SPACE_BEFORE)
                && !t.any(ClassBits::FUNCTION.union(ClassBits::NUMBER))
                && t.span.len() > 2
                && !self.not_before.contains(t.word)
        };
        after(context, at).is_some_and(noun)
            && glued_after(context, at).is_none()
            && glued_before(context, at).is_none_or(|t| context.token_text(t) == "(" || t.any(ClassBits::OPEN_QUOTE))
            && before(context, at).is_none_or(|t| !self.is_label(context, t))
    }

    fn is_label(&self, context: &Context<'_>, token: &Token) -> bool {
        let name = token.any(ClassBits::CAPITALISED | ClassBits::UPPER)
            && !token.any(ClassBits::FUNCTION | ClassBits::SENTENCE_START);
        name || token.is(ClassBits::NUMBER)
            || self.not_after.contains(token.word)
            || matches!(context.token_text(token), "." | "#" | "№" | "+" | "/" | ":")
    }
}

/// True for ASCII digits without a leading zero.
fn is_count(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
}

fn group(digits: &str, separator: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 * separator.len());
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push_str(separator);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::group;
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("numbers/ungrouped")
            .flags_text("The mill ground [[45000]] sacks of flour last year.")
            .passes_text("The mill in room 45000 ground 4500 sacks of flour.");
    }

    #[test]
    fn groups_of_three_from_the_right() {
        assert_eq!(group("40000", ","), "40,000");
        assert_eq!(group("123456789", " "), "123 456 789");
        assert_eq!(group("600000", ","), "600,000");
    }
}
