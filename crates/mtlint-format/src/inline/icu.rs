//! ICU MessageFormat: arguments with branches, `{count, plural, one {# boat} other {# boats}}`.

use std::ops::Range;

/// The selector of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    /// The plural category of a number.
    Plural,
    /// The category of an ordinal number.
    Ordinal,
    /// A word.
    Select,
}

/// An argument with branches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<'t> {
    /// The argument.
    pub name: &'t str,
    /// How it selects a branch.
    pub kind: ChoiceKind,
    /// Its branches, in order.
    pub branches: Vec<Branch<'t>>,
}

/// One branch of an argument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branch<'t> {
    /// `one`, `=0`, `female`.
    pub selector: &'t str,
    /// The byte range of its text in the message.
    pub range: Range<usize>,
    /// The arguments in its text, including those of branches inside it.
    pub arguments: Vec<&'t str>,
    /// True if its text contains `#` for the number.
    pub has_number: bool,
    /// Arguments with branches inside it.
    pub choices: Vec<Choice<'t>>,
}

/// The deepest nesting of choices that is read.
const DEEPEST: u32 = 8;

/// True for a text that begins as an argument with branches.
#[must_use]
pub fn is_choice(literal: &str) -> bool {
    let kind = literal.split(',').nth(1).map(str::trim);
    literal.starts_with('{') && matches!(kind, Some("plural" | "select" | "selectordinal"))
}

/// True for a text in which an argument with branches begins: no other syntax writes `{n, plural,`.
#[must_use]
pub fn has_choice(text: &str) -> bool {
    memchr::memchr_iter(b'{', text.as_bytes()).any(|at| text.get(at + 1..).is_some_and(begins_choice))
}

/// The text after the brace.
fn begins_choice(inner: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let inner = inner.trim_start_matches(' ');
    let behind = inner.trim_start_matches(is_name);
    let kind = behind.trim_start_matches(' ').strip_prefix(',').map(str::trim_start);
    let begins = |kind: &str| {
        let behind = ["plural", "selectordinal", "select"].iter().find_map(|name| kind.strip_prefix(name));
        behind.is_some_and(|rest| rest.trim_start().starts_with(','))
    };
    behind.len() < inner.len() && kind.is_some_and(begins)
}

/// Reads an argument with branches that is the whole text; `None` for invalid syntax.
#[must_use]
pub fn read_choice(literal: &str) -> Option<Choice<'_>> {
    let (choice, length) = choice_at(literal)?;
    (length == literal.len()).then_some(choice)
}

/// Reads an argument with branches at the start of a text. Also returns its length in bytes.
pub(super) fn choice_at(text: &str) -> Option<(Choice<'_>, usize)> {
    let mut reader = Reader { rest: text, length: text.len(), depth: 0 };
    reader.eat("{").then_some(())?;
    match reader.argument()? {
        Argument::Choice(choice) => Some((choice, reader.at())),
        Argument::Plain(_) => None,
    }
}

enum Argument<'t> {
    Plain(&'t str),
    Choice(Choice<'t>),
}

struct Reader<'t> {
    rest: &'t str,
    /// Of all that is read.
    length: usize,
    depth: u32,
}

impl<'t> Reader<'t> {
    fn at(&self) -> usize {
        self.length - self.rest.len()
    }

    fn eat(&mut self, what: &str) -> bool {
        match self.rest.strip_prefix(what) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Up to white space or a sign of the grammar.
    fn word(&mut self) -> Option<&'t str> {
        self.blanks();
        let end = self.rest.find(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ',' | '#' | '\''));
        let (word, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = rest;
        self.blanks();
        Some(word).filter(|word| !word.is_empty())
    }

    /// The text after `{`, including its `}`.
    fn argument(&mut self) -> Option<Argument<'t>> {
        let name = self.word()?;
        if self.eat("}") {
            return Some(Argument::Plain(name));
        }
        self.eat(",").then_some(())?;
        let kind = match self.word()? {
            "plural" => ChoiceKind::Plural,
            "selectordinal" => ChoiceKind::Ordinal,
            "select" => ChoiceKind::Select,
            // A number or date with its style, which contains no text.
            _ => {
                let (_, rest) = self.rest.split_once('}')?;
                self.rest = rest;
                return Some(Argument::Plain(name));
            }
        };
        self.eat(",").then_some(())?;
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let branches = self.branches()?;
        self.depth -= 1;
        Some(Argument::Choice(Choice { name, kind, branches }))
    }

    fn branches(&mut self) -> Option<Vec<Branch<'t>>> {
        let mut branches = Vec::new();
        loop {
            self.blanks();
            if self.eat("}") {
                return Some(branches).filter(|branches| !branches.is_empty());
            }
            let selector = self.word()?;
            if selector.starts_with("offset:") {
                if selector == "offset:" {
                    self.word()?;
                }
                continue;
            }
            self.eat("{").then_some(())?;
            let start = self.at();
            let branch = self.text()?;
            branches.push(Branch { selector, range: start..self.at() - 1, ..branch });
        }
    }

    /// The text of a branch with its `}`.
    fn text(&mut self) -> Option<Branch<'t>> {
        let mut branch = Branch::default();
        loop {
            let at = self.rest.find(['{', '}', '#', '\''])?;
            let sign = self.rest.as_bytes().get(at)?;
            self.rest = self.rest.get(at + 1..)?;
            match sign {
                b'}' => return Some(branch),
                b'#' => branch.has_number = true,
                // An apostrophe quotes only before a syntax character.
                b'\'' if self.rest.starts_with(['{', '}', '#']) => {
                    let end = self.rest.find('\'')?;
                    self.rest = self.rest.get(end + 1..)?;
                }
                b'\'' => {}
                _ => match self.argument()? {
                    Argument::Plain(name) => branch.arguments.push(name),
                    Argument::Choice(choice) => {
                        branch.arguments.push(choice.name);
                        for inner in &choice.branches {
                            branch.arguments.extend(inner.arguments.iter().copied());
                        }
                        branch.choices.push(choice);
                    }
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{ChoiceKind, choice_at, is_choice, read_choice};

    #[test]
    fn branches_and_what_is_in_them() {
        let choice = read_choice(
            "{n, plural, offset:1 =0 {nobody's} one {# of {who}} other {{g, select, f {she} other {it''s {x}}}}}",
        );
        let choice = choice.unwrap();
        assert_eq!((choice.name, choice.kind), ("n", ChoiceKind::Plural));
        let selectors: Vec<_> = choice.branches.iter().map(|b| b.selector).collect();
        assert_eq!(selectors, ["=0", "one", "other"]);
        assert!(choice.branches[1].has_number && choice.branches[1].arguments == ["who"]);
        assert_eq!(choice.branches[2].arguments, ["g", "x"]);
        assert_eq!(choice.branches[2].choices[0].branches.len(), 2);
        let text = "{n, plural, one {a{x}} other {b}}";
        let choice = read_choice(text).unwrap();
        assert_eq!(choice.branches.iter().map(|b| &text[b.range.clone()]).collect::<Vec<_>>(), ["a{x}", "b"]);
        assert_eq!(choice_at("{n, plural, other {a}} b").map(|(_, length)| length), Some(22));
        assert!(read_choice("{n, plural, other {a '{' b}}").is_some());
        assert!(read_choice("{n, selectordinal, other {#e}}").is_some());
    }

    #[test]
    fn broken_ones() {
        for broken in [
            "{n, plural, one {a}",
            "{n, plural}",
            "{n, plural, one a}",
            "{n}",
            "{n, plural, other {a}} b",
            "{, plural, other {a}}",
        ] {
            assert_eq!(read_choice(broken), None, "{broken}");
        }
        assert_eq!(read_choice(&"{n, select, a {".repeat(100)), None);
        assert!(is_choice("{ n , plural, x") && !is_choice("{n, number}") && !is_choice("{plural}"));
    }
}
