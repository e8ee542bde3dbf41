//! Quotation marks that open and never close, or close what never opened, judged paragraph by paragraph.
//!
//! Counting over the whole document hides pairs of defects; counting a paragraph alone flags every quotation that runs
//! over several paragraphs. So a paragraph that ends with an open quotation is fine when the next one begins with an
//! opening mark (the convention of English and many other languages), and only then.

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

impl Check for QuoteBalance {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut carried = false;
        let mut marks: Vec<(usize, Role)> = Vec::new();
        for (index, unit) in context.analysis.units.iter().enumerate() {
            self.collect(context, unit, &mut marks);
            if marks.is_empty() {
                // A quoted paragraph in the middle of a long quotation has its opening mark; one without any ends it.
                carried = false;
                continue;
            }
            let next = context.analysis.units.get(index + 1);
            let goes_on = next.is_some_and(|n| n.kind != UnitKind::Furniture && self.begins_open(context, n));
            let (defects, open) = balance(&marks, carried);
            for defect in defects {
                self.report(context, &defect, sink);
            }
            carried = match open {
                Some(_) if goes_on => true,
                Some(token) => {
                    self.report(context, &Defect { token, opens: true }, sink);
                    false
                }
                None => false,
            };
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

    fn begins_open(&self, context: &Context<'_>, unit: &UnitTokens) -> bool {
        let first = context.unit_tokens(unit).first();
        first.is_some_and(|t| matches!(self.role(context, t), Some(Role::Open | Role::Either)))
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

/// The marks that break the alternation of opening and closing, and the mark still open at the end.
fn balance(marks: &[(usize, Role)], carried: bool) -> (Vec<Defect>, Option<usize>) {
    let mut defects = Vec::new();
    // A quotation carried over from the last paragraph opens anew in this one, or simply goes on.
    let mut open: Option<usize> = None;
    let mut carried = carried && !matches!(marks.first(), Some((_, Role::Open)));
    for &(token, role) in marks {
        let opens = match role {
            Role::Open => true,
            Role::Close => false,
            Role::Either => open.is_none() && !carried,
        };
        match (opens, open) {
            (true, Some(earlier)) => {
                defects.push(Defect { token: earlier, opens: true });
                open = Some(token);
            }
            (true, None) => open = Some(token),
            (false, Some(_)) => open = None,
            (false, None) if carried => carried = false,
            (false, None) => defects.push(Defect { token, opens: false }),
        }
    }
    (defects, open)
}
