//! The keys that placeholders are compared by.

use super::is_number;
use mtlint_format::document::Syntax;
use mtlint_format::inline::{self, Conversion, conversions};

/// The key of a placeholder, and its type if its position numbers it; `None` for an escape of the sign itself.
pub(super) fn key(literal: &str, syntax: Syntax, position: &mut usize) -> Option<(String, Option<String>)> {
    if literal.starts_with('%') {
        let grammar = if syntax.any(Syntax::PERCENT) { syntax } else { unflagged(literal, syntax) };
        let conversion = conversions(literal, grammar).next()?;
        return (conversion.kind != "%").then(|| percent_key(&conversion, grammar, position));
    }
    if literal == "{{" || literal == "}}" {
        return None;
    }
    Some((brace_key(literal, syntax, position), None))
}

fn brace_key(literal: &str, syntax: Syntax, position: &mut usize) -> String {
    if syntax.any(Syntax::BRACE) {
        let inner = literal.trim_start_matches('{');
        let name = inner.split(['}', '!', ':']).next().unwrap_or_default();
        if name.is_empty() {
            *position += 1;
            return format!("{{{}}}", *position - 1);
        }
        return format!("{{{name}}}");
    }
    let styled = syntax.any(Syntax::ICU.with(Syntax::I18NEXT)) && literal.starts_with('{');
    if let Some((name, kind)) = literal.split_once(',').filter(|_| styled) {
        // Branches are text, and each language formats numbers and dates in its own way.
        let braces = if literal.starts_with("{{") { "}}" } else { "}" };
        return match inline::is_choice(literal) {
            true => format!("{}, {}", name.trim(), kind.split(',').next().unwrap_or_default().trim()),
            false => format!("{}{braces}", name.split_whitespace().collect::<String>()),
        };
    }
    // A term of Fluent takes the case that the sentence needs.
    let term = literal.split_once('(').filter(|_| syntax.any(Syntax::FLUENT) && literal.contains('-'));
    if let Some((name, _)) = term.filter(|(name, _)| name.trim_start_matches(['{', ' ']).starts_with('-')) {
        return format!("{}}}", name.split_whitespace().collect::<String>());
    }
    // White space in {{ name }} makes no difference.
    literal.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The grammar of a conversion in a text without a flag.
fn unflagged(literal: &str, syntax: Syntax) -> Syntax {
    match literal.as_bytes().get(1) {
        Some(b'{') => Syntax::RUBY,
        Some(b'(') => Syntax::PYTHON_PERCENT,
        _ if is_number(literal) => syntax.with(Syntax::OBJC).with(Syntax::ASSUMED),
        _ => Syntax::OBJC,
    }
}

fn percent_key(conversion: &Conversion<'_>, syntax: Syntax, position: &mut usize) -> (String, Option<String>) {
    let class = class(conversion, syntax);
    match conversion.argument {
        Some(argument) => (format!("{argument}:{class}"), None),
        None => {
            *position += 1 + conversion.stars;
            (format!("{position}:{class}"), Some(class))
        }
    }
}

/// The type of the argument: in Python the kind of value, in C its width as well.
fn class(conversion: &Conversion<'_>, syntax: Syntax) -> String {
    let python = syntax.any(Syntax::PYTHON_PERCENT);
    let class = match conversion.kind {
        "d" | "i" => "int",
        "o" | "u" | "x" | "X" if python => "int",
        "o" | "u" | "x" | "X" => "unsigned",
        "e" | "E" | "f" | "F" | "g" | "G" | "A" => "float",
        "a" if !python => "float",
        "s" | "r" | "a" | "S" => "any",
        other => other,
    };
    if python {
        return class.to_owned();
    }
    let width: String =
        conversion.text.chars().filter(|c| matches!(c, 'h' | 'l' | 'L' | 'q' | 'j' | 'z' | 't')).collect();
    format!("{class}{width}")
}
