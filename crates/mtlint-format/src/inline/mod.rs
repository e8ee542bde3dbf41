//! Finds the parts of a segment that are not language: placeholders, tags, code, references, addresses. Formats mask
//! them with [`scan`] before a rule sees the text.
//!
//! Some depend on the unit's [`Syntax`] (`%d`, `{n}`); others cannot be mistaken for language in any text (`%(name)s`,
//! `:ref:`, ``` ``code`` ```).

mod addresses;
mod brace;
mod icu;
mod markup;
mod percent;
mod reference;

pub(crate) use self::addresses::find_addresses;
use crate::document::{Mask, ObjectKind, Syntax};

pub use icu::{Branch, Choice, ChoiceKind, has_choice, is_choice, read_choice};
pub use percent::{Conversion, conversions};

/// Finds the objects of a text; `masks` is cleared first. They come in order and do not overlap.
pub fn scan(text: &str, syntax: Syntax, masks: &mut Vec<Mask>) {
    masks.clear();
    let bytes = text.as_bytes();
    if !bytes.iter().any(|&b| TRIGGERS[b as usize]) {
        return;
    }
    let addresses = if memchr::memchr3(b'@', b':', b'w', bytes).is_some() { find_addresses(text) } else { Vec::new() };
    let mut addresses = addresses.iter().map(|span| span.range()).peekable();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        while addresses.next_if(|a| a.start < at).is_some() {}
        if let Some(address) = addresses.next_if(|a| a.start == at) {
            at = address.end;
            push(masks, address.start, address.end, ObjectKind::Address, true);
            continue;
        }
        let end = if TRIGGERS[byte as usize] { object_at(text, at, syntax, masks) } else { None };
        at = end.filter(|&end| end > at).unwrap_or(at + 1);
    }
}

/// Placeholders that a file uses by habit, although they could be amounts elsewhere: `%1`, `$0`.
#[must_use]
pub fn habits(content: &str) -> Syntax {
    let numbered = if percent::are_numbers_alone(content) { Syntax::NUMBERED } else { Syntax::empty() };
    numbered.union(if brace::are_dollars(content) { Syntax::DOLLARS } else { Syntax::empty() })
}

/// The placeholders of a text, including those inside tags and code.
pub fn placeholders(text: &str, syntax: Syntax) -> impl Iterator<Item = &str> {
    let (mut at, mut masks) = (0, Vec::new());
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memchr3(b'%', b'{', b'$', text.as_bytes().get(at..)?)?;
            masks.clear();
            let end = object_at(text, start, syntax, &mut masks);
            at = end.filter(|&end| end > start).unwrap_or(start + 1);
            if let Some(mask) = masks.first() {
                return text.get(mask.range.clone());
            }
        }
    })
}

/// Bytes that can begin an object, and those that lead to addresses.
const TRIGGERS: [bool; 256] = {
    let mut table = [false; 256];
    let list = b"%{}<`:*|$[]\\&@_w'";
    let mut i = 0;
    while i < list.len() {
        table[list[i] as usize] = true;
        i += 1;
    }
    table
};

/// Adds the object that begins at `at` and returns the position after it.
fn object_at(text: &str, at: usize, syntax: Syntax, masks: &mut Vec<Mask>) -> Option<usize> {
    match text.as_bytes().get(at)? {
        b'%' => percent::mask(text, at, syntax, masks),
        b'{' | b'$' | b'}' => brace::mask(text, at, syntax, masks),
        b'\'' => brace::quoted(text, at, syntax, masks),
        b'<' | b'&' => markup::mask(text, at, syntax, masks),
        _ => reference::mask(text, at, syntax, masks),
    }
}

fn push(masks: &mut Vec<Mask>, start: usize, end: usize, kind: ObjectKind, visible: bool) {
    masks.push(Mask { range: start..end, kind, visible, literal: None });
}

/// The length of an identifier at the start of a text: letters, digits, `_`, and `more`.
fn identifier(text: &str, more: &[u8]) -> usize {
    let bytes = text.as_bytes();
    if !bytes.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_') {
        return 0;
    }
    bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_' || more.contains(b)).count()
}

#[cfg(test)]
mod tests {
    use super::{habits, scan};
    use crate::document::Syntax;

    fn masked(text: &str, syntax: Syntax) -> Vec<&str> {
        let mut masks = Vec::new();
        scan(text, syntax, &mut masks);
        masks.iter().map(|m| &text[m.range.clone()]).collect()
    }

    #[test]
    fn what_cannot_be_mistaken_is_found_without_a_syntax() {
        for (text, found) in [
            ("%(count)d of %s (100%)", vec!["%(count)d", "%s"]),
            ("50 % de s", vec![]),
            ("Hello {name}, {0} and {{x}}", vec!["{name}", "{0}", "{{x}}"]),
            ("a {curly thing} here", vec![]),
            ("see :ref:`the list <list>` and ``x = 1``", vec![":ref:`", " <list>`", "``x = 1``"]),
            (":func:`open` at https://a.example/b.", vec![":func:`open`", "https://a.example/b"]),
            ("<b>bold</b> and <file> x < y", vec!["<b>", "</b>"]),
            ("<font> of <sía>, <code>x</code>", vec!["<code>", "</code>"]),
            ("的%s语言 %some", vec!["%s"]),
            ("[here](https://a.example/)", vec!["[", "](https://a.example/)"]),
            ("cost ${price} or $5", vec!["${price}"]),
            ("`foo` but `foo' no", vec!["`foo`"]),
        ] {
            assert_eq!(masked(text, Syntax::empty()), found, "{text}");
        }
    }

    #[test]
    fn a_tag_that_ends_a_line_parts_the_words_around_it() {
        let visible = |text: &str| {
            let mut masks = Vec::new();
            scan(text, Syntax::empty(), &mut masks);
            masks.iter().map(|m| m.visible).collect::<Vec<_>>()
        };
        assert_eq!(visible("stored<br/>at <b>noon</b>"), [true, false, false]);
        assert_eq!(visible("<ul><li>one</li><li>two</li></ul>"), [false, true, true, true, true, false]);
    }

    #[test]
    fn an_assumed_format_has_no_conversions_that_words_and_percentages_could_be() {
        let assumed = Syntax::PRINTF.union(Syntax::ASSUMED);
        for (text, syntax, found) in [
            ("50% de bateaux, 5% d, 20%s, %an", assumed, vec![]),
            ("%d boats, %1$s, %dmin, 100%%", assumed, vec!["%d", "%1$s", "%d", "%%"]),
            ("port %0 of %1, %2an, %5d %3.", assumed.union(Syntax::NUMBERED), vec!["%0", "%1", "%2", "%5d", "%3"]),
        ] {
            assert_eq!(masked(text, syntax), found, "{text}");
        }
    }

    #[test]
    fn words_in_angle_brackets_are_no_tags() {
        for (text, found) in [
            ("<ignored> <your name> <i am here>", vec![]),
            (
                "<br > <0>port</0> <harbour>x</harbour> <icon/>",
                vec!["<br >", "<0>", "</0>", "<harbour>", "</harbour>", "<icon/>"],
            ),
            ("<boat name='x'> <v Ann>", vec!["<boat name='x'>", "<v Ann>"]),
            ("I<b> and E<gt>, not PRESS<b>", vec!["<b>"]),
        ] {
            assert_eq!(masked(text, Syntax::MARKUP), found, "{text}");
        }
    }

    #[test]
    fn a_file_has_habits() {
        assert_eq!(habits("file %0 of %1\nrow %2"), Syntax::NUMBERED);
        assert_eq!(habits("%50 %20 %1$s %2$s %3$s"), Syntax::empty());
        assert_eq!(habits("$0 $1 $2 $0 $1"), Syntax::DOLLARS);
        assert_eq!(habits("$5.00 $10 $20 $2 $3 $4 $7 $9"), Syntax::empty());
    }

    #[test]
    fn roles_are_compared_by_what_is_no_field() {
        for (text, literal) in [
            (":cmd:`help\n    topics`", ":cmd:`help topics`"),
            (":cmd:`sail -m [PORT]`", ":cmd:`sail -m`"),
            (":cmd:`help <topic>`", ":cmd:`help`"),
            (":ref:`ports <harbours>`", ":ref:`harbours`"),
        ] {
            let mut masks = Vec::new();
            scan(text, Syntax::empty(), &mut masks);
            assert_eq!(masks[0].literal.as_deref(), Some(literal), "{text}");
        }
    }

    #[test]
    fn a_syntax_adds_its_own() {
        for (text, syntax, found) in [
            ("%5.2f%% of %1$s %", Syntax::PRINTF, vec!["%5.2f", "%%", "%1$s"]),
            ("%d% %n", Syntax::PYTHON_PERCENT, vec!["%d"]),
            ("%1 of %L2, %n", Syntax::QT, vec!["%1", "%L2", "%n"]),
            ("{0!r:>10} {{ }} {a.b[0]}", Syntax::BRACE, vec!["{0!r:>10}", "{{", "}}", "{a.b[0]}"]),
            ("**bold** and *soft* 2 * 3", Syntax::RST, vec!["**", "**", "*", "*"]),
            ("%@ and %1$@", Syntax::OBJC, vec!["%@", "%1$@"]),
            ("%{count} %<n>d", Syntax::RUBY, vec!["%{count}", "%<n>d"]),
            ("%<PRIdMAX> of %1$<PRIu64>, % d, % days", Syntax::PRINTF, vec!["%<PRIdMAX>", "%1$<PRIu64>", "% d"]),
            (
                "{0,number,#} {n, choice, 0#no|1#one} '{' {a b}",
                Syntax::ICU,
                vec!["{0,number,#}", "{n, choice, 0#no|1#one}", "'{'", "{a b}"],
            ),
            ("a {n, plural, one {x} other {y}", Syntax::ICU, vec!["{n, plural, one {x} other {y}"]),
            ("for $0, $5.20 and $10", Syntax::DOLLARS, vec!["$0"]),
            ("row %1: 5%1 and %50", Syntax::NUMBERED, vec!["%1"]),
        ] {
            assert_eq!(masked(text, syntax), found, "{text}");
        }
    }
}
