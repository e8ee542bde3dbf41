//! Quotation marks that open and never close, or close what never opened, judged paragraph by paragraph.
//!
//! Counting over the whole document hides pairs of defects; counting a paragraph alone flags every quotation that runs
//! over several paragraphs. So a paragraph that ends with an open quotation is fine when the next marks of the document
//! say that it went on: the next paragraph opens anew (the convention of English and many other languages), or closes
//! what it did not open.

use serde::Deserialize;

use super::Check;
use crate::document::UnitKind;
use crate::engine::{Context, Sink};
use crate::rule::pattern::options;
use crate::text::{ClassBits, Token, UnitTokens, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// The opening marks.
    open: String,
    /// The closing marks.
    close: String,
    /// Marks that open and close: the straight quotation mark.
    either: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { open: "“".into(), close: "”".into(), either: "\"".into() }
    }
}

struct QuoteBalance(Options);

pub(super) fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(QuoteBalance(options(table)?)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    Either,
}

/// A defect: the mark, and whether it opens.
struct Defect {
    token: usize,
    opens: bool,
}

/// A quotation that a paragraph left open.
struct Pending {
    token: usize,
    /// Paragraphs without a mark since then.
    silent: usize,
}

/// Defects reported in one paragraph at most: a paragraph of marks alone is one defect.
const MOST: usize = 10;

/// A quotation does not go on for more paragraphs than this without any mark.
const LONGEST_SILENCE: usize = 3;

impl Check for QuoteBalance {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut pending: Option<Pending> = None;
        let mut marks: Vec<(usize, Role)> = Vec::new();
        for unit in &context.analysis.units {
            if unit.kind == UnitKind::Furniture {
                continue;
            }
            self.collect(context, unit, &mut marks);
            if marks.is_empty() {
                if let Some(open) = &mut pending {
                    open.silent += 1;
                }
                continue;
            }
            let before = pending.take();
            let goes_on = before.as_ref().is_some_and(|p| p.silent <= LONGEST_SILENCE);
            let opens_anew = marks.first().is_some_and(|(token, _)| *token == unit.tokens().start);
            let (mut defects, open) = balance(&marks, goes_on && !opens_anew);
            let went_on = goes_on && (opens_anew || defects.used_carried);
            if let Some(p) = before.filter(|_| !went_on) {
                defects.found.push(Defect { token: p.token, opens: true });
            }
            for defect in defects.found.into_iter().take(MOST) {
                self.report(context, &defect, sink);
            }
            pending = open.map(|token| Pending { token, silent: 0 });
        }
        if let Some(p) = pending {
            self.report(context, &Defect { token: p.token, opens: true }, sink);
        }
    }
}

impl QuoteBalance {
    fn role(&self, context: &Context<'_>, token: &Token) -> Option<Role> {
        let mark = context.token_text(token).chars().next()?;
        if self.0.open.contains(mark) {
            Some(Role::Open)
        } else if self.0.close.contains(mark) {
            Some(Role::Close)
        } else if self.0.either.contains(mark) {
            Some(Role::Either)
        } else {
            None
        }
    }

    fn collect(&self, context: &Context<'_>, unit: &UnitTokens, marks: &mut Vec<(usize, Role)>) {
        marks.clear();
        let tokens = &context.analysis.tokens;
        for index in unit.tokens() {
            let Some(token) = tokens.get(index).filter(|t| t.any(ClassBits::QUOTE)) else { continue };
            let Some(role) = self.role(context, token) else { continue };
            let role = if role == Role::Either { side(tokens, unit, index) } else { role };
            let inches = role != Role::Open
                && context.token_text(token) == "\""
                && !token.is(ClassBits::SPACE_BEFORE)
                && index.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.is(ClassBits::NUMBER))
                && !marks.iter().rev().take(1).any(|m| m.1 != Role::Close);
            if !inches {
                marks.push((index, role));
            }
        }
    }

    fn report(&self, context: &Context<'_>, defect: &Defect, sink: &mut Sink<'_>) {
        let Some(token) = context.analysis.tokens.get(defect.token) else { return };
        let (what, lacks) = if defect.opens { ("opens", "no mark closes it") } else { ("closes", "no mark opened it") };
        sink.report(token.span).arg("what", what).arg("lacks", lacks);
    }
}

/// Which side a straight mark stands on, by the white space around it.
fn side(tokens: &[Token], unit: &UnitTokens, index: usize) -> Role {
    let space_before = tokens.get(index).is_none_or(|t| t.is(ClassBits::SPACE_BEFORE));
    let space_behind =
        tokens.get(index + 1).filter(|_| index + 1 < unit.tokens().end).is_none_or(|t| t.is(ClassBits::SPACE_BEFORE));
    match (space_before, space_behind) {
        (true, false) => Role::Open,
        (false, true) => Role::Close,
        _ => Role::Either,
    }
}

/// What a paragraph's marks amount to.
struct Balance {
    /// Marks that break the alternation of opening and closing.
    found: Vec<Defect>,
    /// Whether the first closing mark closed the quotation of an earlier paragraph.
    used_carried: bool,
}

/// Judges the marks of a paragraph; also tells the mark that is still open at its end.
fn balance(marks: &[(usize, Role)], carried: bool) -> (Balance, Option<usize>) {
    let mut balance = Balance { found: Vec::new(), used_carried: false };
    let mut open: Option<usize> = None;
    let mut carried = carried;
    for &(token, role) in marks {
        let opens = match role {
            Role::Open => true,
            Role::Close => false,
            Role::Either => open.is_none() && !carried,
        };
        match (opens, open) {
            (true, Some(earlier)) => {
                balance.found.push(Defect { token: earlier, opens: true });
                open = Some(token);
            }
            (true, None) => open = Some(token),
            (false, Some(_)) => open = None,
            (false, None) if carried => balance.used_carried = true,
            (false, None) => balance.found.push(Defect { token, opens: false }),
        }
        // Only the paragraph's first mark can belong to an earlier one.
        carried = false;
    }
    (balance, open)
}
