//! Marks of shortcut keys (`&File`, `_File`) that the source has and the translation lacks, or has twice.
//!
//! Only in files that use them: the same signs stand in names, in text and before entities. A file uses a sign when enough of its
//! short texts have it once, before a letter.

use super::super::Check;
use crate::engine::{Context, Sink};
use crate::text::Words;

pub(in super::super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    if let Some(key) = table.keys().next() {
        return Err(format!("no option “{key}”"));
    }
    Ok(Box::new(Accelerators))
}

struct Accelerators;

/// The signs of Qt and Windows, and of GTK.
const SIGNS: [char; 2] = ['&', '_'];
/// A file uses a sign when so many of its texts have it, and so many of a hundred short ones.
const FEWEST: usize = 3;
const SHARE: usize = 5;
/// Labels are no longer than this, in words.
const LABEL: usize = 6;

impl Check for Accelerators {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for sign in SIGNS {
            if !context.document.source.string.contains(sign) {
                continue;
            }
            let sources = context.pairs().map(|pair| context.source_slice(pair.source.span)).filter(|s| is_label(s));
            let (mut all, mut marked) = (0, 0);
            for source in sources {
                all += 1;
                marked += usize::from(marks(source, sign, true) == 1);
            }
            if marked >= FEWEST && marked * 100 >= all * SHARE {
                judge(context, sign, sink);
            }
        }
    }
}

fn judge(context: &Context<'_>, sign: char, sink: &mut Sink<'_>) {
    for pair in context.pairs() {
        let source = context.source_slice(pair.source.span);
        if !is_label(source) || marks(source, sign, true) != 1 {
            continue;
        }
        let detail = match marks(context.slice(pair.unit.target.span), sign, false) {
            1 => continue,
            0 => format!("“{sign}” of the source is missing"),
            count => format!("“{sign}” stands {count} times"),
        };
        sink.report(pair.unit.target.span).arg("detail", detail).in_source(pair.source.span, "source");
    }
}

fn is_label(text: &str) -> bool {
    text.split_whitespace().nth(LABEL).is_none() && !text.contains(['\n', '<', '='])
}

/// How often the sign stands before a letter or digit; twice in a row it is the sign itself. `names`: `snake_case` may stand in
/// the text, so that the sign of GTK counts behind a capital only.
fn marks(text: &str, sign: char, names: bool) -> usize {
    let mut count = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != sign {
            continue;
        }
        if chars.next_if(|(_, next)| *next == sign).is_some() {
            continue;
        }
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let entity = sign == '&' && text.get(at..).is_some_and(|rest| rest.find(';').is_some_and(|end| end < 9));
        let name = names && sign == '_' && before.is_some_and(|b| b.is_lowercase() || b.is_ascii_digit());
        let letter = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        count += usize::from(letter && !entity && !name);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::marks;

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
            ("my_file_name", '_', 0),
        ] {
            assert_eq!(marks(text, sign, true), count, "{text}");
        }
        assert_eq!(marks("Bij_wurkje", '_', false), 1);
    }
}
