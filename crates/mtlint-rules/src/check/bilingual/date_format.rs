//! Texts that are formats of strftime: `%e %B %Y`.

use crate::context::{Context, UnitPair};
use mtlint_format::document::{OBJECT, Side, Syntax, Text};

/// True for a format of dates. Each language has its own parts of a date, in its own order.
pub(super) fn is_date(context: &Context<'_>, pair: &UnitPair<'_>) -> bool {
    let document = context.document;
    let is_format = pair.unit.syntax.intersects(Syntax::PERCENT) && !pair.unit.syntax.intersects(Syntax::ASSUMED);
    let letters = |text: &Text, side: Side| date_letters(&whole(text, side));
    let source = letters(&document.source, pair.source);
    let is_of_dates = |letter: char| match is_format {
        // Letters that printf does not have.
        true => "BbYyHMIRkljVTD".contains(letter),
        false => "BbYyAaHMIpRelkTD".contains(letter),
    };
    source.is_some_and(|letters| letters.chars().any(is_of_dates))
        && letters(&document.target, pair.unit.target).is_some()
}

/// The letters of a text's conversions, if all belong to strftime.
fn date_letters(text: &str) -> Option<String> {
    let mut letters = String::new();
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('%') {
        let numbered = behind.split_once('$').filter(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        let behind = numbered.map_or(behind, |(_, rest)| rest).trim_start_matches(['-', '_', '0', '^', '#', 'E', 'O']);
        let letter = behind.chars().next()?;
        "aAbBcCdDeFgGhHIjklmMnpPrRsSTtuUVwWxXyYzZ%".contains(letter).then_some(())?;
        letters.push(letter);
        rest = behind.get(1..)?;
    }
    Some(letters)
}

/// The text of a side with its objects written out.
fn whole(text: &Text, side: Side) -> String {
    let mut objects = text.objects_of(side).filter(|(object, _)| !object.span.is_empty());
    let mut whole = String::new();
    for c in text.slice(side.outer).chars() {
        match (c == OBJECT).then(|| objects.next()).flatten() {
            Some((_, literal)) => whole.push_str(literal),
            None => whole.push(c),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::date_letters;

    #[test]
    fn the_letters_of_dates() {
        for (text, letters) in [
            ("%e %B %Y, %R", Some("eBYR")),
            ("%Y年%-m月%1$d日", Some("Ymd")),
            ("at %l:%M %p", Some("lMp")),
            ("%s of %f", None),
            ("100%", None),
        ] {
            assert_eq!(date_letters(text).as_deref(), letters, "{text}");
        }
    }
}
