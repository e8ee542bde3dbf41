//! Marks of shortcut keys (`&File`, `_File`) that the source has and the translation lacks, or has twice.
//!
//! Only files that use them are checked, because names, text and entities have the same signs. A file uses a sign if
//! enough of its short texts have it once, before a letter.

use super::detail;
use crate::check::spec::{Check, CheckSpec, without_options};
use crate::context::{Context, Sink, UnitPair};
use mtlint_text::text::Words;
use mtlint_token::span::text_at;

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "accelerators",
    finds: "* shortcut key marks lost or doubled, in files that use them",
    options: "",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Accelerators))
}

struct Accelerators;

/// The signs of Qt and Windows, and of GTK.
const SIGNS: [char; 2] = ['&', '_'];
/// A file uses a sign if at least this many of its labels have it.
const FEWEST: usize = 3;
/// The same in per cent of its labels.
const SHARE: usize = 5;
/// The longest label in words.
const LABEL: usize = 6;

impl Check for Accelerators {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for sign in SIGNS {
            if !context.document.source.string.contains(sign) {
                continue;
            }
            let labels: Vec<UnitPair<'_>> =
                context.pairs().filter(|pair| is_label(pair.source_text(context))).collect();
            let marked: Vec<UnitPair<'_>> =
                labels.iter().filter(|pair| is_marked(pair.source_text(context), sign)).copied().collect();
            if marked.len() >= FEWEST && marked.len() * 100 >= labels.len() * SHARE {
                judge(context, &marked, sign, sink);
            }
        }
    }
}

/// A file that leaves out this share of its shortcut keys, in per cent, does so on purpose: one finding reports it.
const POLICY: usize = 40;
/// The fewest missing marks that make a policy.
const FEWEST_LOST: usize = 5;

fn judge(context: &Context<'_>, marked: &[UnitPair<'_>], sign: char, sink: &mut Sink<'_>) {
    let counted = marked.iter().filter_map(|pair| {
        let target = pair.target_text(context);
        let same = target == pair.source_text(context);
        (!same).then(|| (pair, marks(target, sign)))
    });
    let counted: Vec<_> = counted.collect();
    let lost = counted.iter().filter(|(_, count)| *count == 0).count();
    let policy = lost >= FEWEST_LOST && lost * 100 >= counted.len() * POLICY;
    let mut reported = false;
    for (pair, count) in counted {
        let detail = match count {
            1 => continue,
            0 if policy && reported => continue,
            0 if policy => format!("{lost} of {} translations in this file have no “{sign}”", marked.len()),
            0 => detail::missing(&[&format!("“{sign}”")]),
            _ => format!("“{sign}” appears {count} times, but only once in the source"),
        };
        reported |= count == 0;
        sink.report(pair.unit.target.span).arg("detail", detail).in_source(pair.source.span, "source");
    }
}

fn is_label(text: &str) -> bool {
    text.split_whitespace().nth(LABEL).is_none() && !text.contains(['\n', '<', '='])
}

/// True for a source with one sign that marks a letter: at the start of a word, or in a word of letters that is not a
/// name such as `file_name` or `MAX_SIZE`.
fn is_marked(text: &str, sign: char) -> bool {
    let mut signs = signs(text, sign);
    let (Some(at), None) = (signs.next(), signs.next()) else { return false };
    let (head, tail) = (text_at(text, ..at), text_at(text, at + 1..));
    let is_word = |c: &char| c.is_alphanumeric();
    let before: String = head.chars().rev().take_while(is_word).collect();
    let after: String = tail.chars().take_while(is_word).collect();
    let letters = before.chars().chain(after.chars()).all(char::is_alphabetic);
    let upper = |word: &str| word.chars().all(char::is_uppercase);
    // In GTK the marked letter is often inside a word: `E_xit`. A whole word before the sign makes a name.
    let name = sign == '_' && (before.chars().count() > 1 || (!before.is_empty() && upper(&before) && upper(&after)));
    // `_word_`: emphasis.
    let emphasis = sign == '_' && text.matches(sign).nth(1).is_some();
    !emphasis && (before.is_empty() || (letters && !name))
}

/// How many words have the sign before a letter or digit; for `&`, how often the text has it.
fn marks(text: &str, sign: char) -> usize {
    if sign == '&' {
        return signs(text, sign).count();
    }
    let is_word = |c: char| c.is_alphanumeric() || c == sign;
    let words = text.split(|c: char| !is_word(c));
    words.filter(|word| signs(word, sign).next().is_some()).count()
}

/// The places of the sign before a letter or digit. Two in a row are the sign itself, and entities begin with `&`.
fn signs(text: &str, sign: char) -> impl Iterator<Item = usize> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((at, c)) = chars.next() {
            if c != sign || chars.next_if(|(_, next)| *next == sign).is_some() {
                continue;
            }
            let entity = sign == '&' && text.get(at..).is_some_and(|rest| rest.find(';').is_some_and(|end| end < 9));
            if !entity && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric()) {
                return Some(at);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::{is_marked, marks};
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let file = |last: &str| {
            format!(
                "msgid \"_Print\"\nmsgstr \"_Drucken\"\n\nmsgid \"_Cut\"\nmsgstr \"_Ausschneiden\"\n\nmsgid \"_Paste\"\nmsgstr \"{last}\"\n"
            )
        };
        let keys = Tester::new("format/accelerator").target("de").format("po");
        keys.flags_text(&file("[[Einfügen]]")).passes_text(&file("E_infügen"));
        keys.says_text(
            &file("_Ein_fügen _jetzt"),
            "Shortcut keys differ: “_” appears 2 times, but only once in the source",
        );
    }

    #[test]
    fn a_sign_before_a_letter() {
        for (text, sign, count) in [
            ("&File", '&', 1),
            ("Save && &Close", '&', 1),
            ("A & B", '&', 0),
            ("a &lt; b", '&', 0),
            ("文件(&F)", '&', 1),
            ("_Open", '_', 1),
            ("E_xit", '_', 1),
            ("Bij_wurkje", '_', 1),
            ("_Hafen_y40", '_', 1),
            ("_Hafen _öffnen", '_', 2),
        ] {
            assert_eq!(marks(text, sign), count, "{text}");
        }
    }

    #[test]
    fn labels_with_a_shortcut_key() {
        for (text, sign) in [("&File", '&'), ("E&xit", '&'), ("Pre&ferences", '&'), ("_Open", '_'), ("E_xit", '_')] {
            assert!(is_marked(text, sign), "{text}");
        }
        for text in ["file_name", "MAX_SIZE", "R_B4_SIZE", "*-f* _port_", "_port_", "mode_2"] {
            assert!(!is_marked(text, '_'), "{text}");
        }
    }
}
