//! Quotation marks that open and never close, or close a quotation that never opened, judged paragraph by paragraph.
//!
//! A count over the whole document would hide pairs of defects. A count in each paragraph would report every quotation
//! that runs over several paragraphs. So a paragraph may end with an open quotation if the next marks of the document
//! continue it: the next paragraph opens it again (the convention of English and many other languages), or closes a
//! quotation that it did not open.

use serde::Deserialize;

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::options;
use mtlint_format::document::UnitKind;
use mtlint_text::text::{ClassBits, Token, UnitTokens, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    /// The opening marks.
    open: String,
    /// The closing marks.
    close: String,
    /// Marks that open and close: the straight quotation mark.
    either: String,
    /// What to do with a closing mark at the end of a clause, if it is the only mark of its paragraph: “It is over,” he
    /// said.
    lone_close: Lone,
}

/// The only mark of a paragraph may close a quotation that began in another place.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Lone {
    Report,
    Skip,
    /// Report these and no others.
    Only,
}

impl Default for Options {
    fn default() -> Self {
        Self { open: "“„".into(), close: "”".into(), either: "\"".into(), lone_close: Lone::Report }
    }
}

struct QuoteBalance(Options);

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "quote-balance",
    finds: "quotations that never close or never open",
    options: "`open`, `close`, `either`, `lone_close` = `report`, `skip` or `only` (a closing mark that is alone in \
        its paragraph)",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(QuoteBalance(options(table)?)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    Either,
}

/// A quotation mark, by the index of its token.
#[derive(Clone, Copy)]
struct Mark {
    token: usize,
    role: Role,
}

/// A mark without a partner.
struct Defect {
    token: usize,
    opens: bool,
}

/// A quotation that a paragraph left open.
struct Pending {
    token: usize,
    /// The number of paragraphs without a mark since then.
    silent: usize,
}

/// The most defects reported in one paragraph, because a paragraph full of marks is one defect.
const MOST: usize = 10;

/// A quotation that is opened again has no longer gap than this without any mark, in paragraphs.
const LONGEST_SILENCE: usize = 3;

/// A quotation that closes is not longer than this, in tokens. Paragraphs would not do: if each sentence is a
/// paragraph, one quotation has a dozen of them.
const LONGEST_QUOTATION: usize = 400;

impl Check for QuoteBalance {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut pending: Option<Pending> = None;
        let mut marks: Vec<Mark> = Vec::new();
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
            let first = unit.tokens().start;
            let opens_anew = marks.first().is_some_and(|mark| mark.token == first && mark.role != Role::Close);
            let goes_on = before.as_ref().is_some_and(|p| {
                if opens_anew { p.silent <= LONGEST_SILENCE } else { first - p.token <= LONGEST_QUOTATION }
            });
            let mut balance = judge(&marks, goes_on && !opens_anew);
            let went_on = goes_on && (opens_anew || balance.used_carried);
            if let Some(p) = before.filter(|_| !went_on) {
                balance.found.push(Defect { token: p.token, opens: true });
            }
            let lone = marks.len() == 1;
            for defect in balance.found.into_iter().take(MOST) {
                if self.wanted(lone && ends_clause(context, unit, &defect)) && !is_apostrophe(context, unit, &defect) {
                    self.report(context, &defect, sink);
                }
            }
            pending = balance.open.map(|token| Pending { token, silent: 0 });
        }
        if let Some(p) = pending.filter(|_| self.wanted(false)) {
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

    fn collect(&self, context: &Context<'_>, unit: &UnitTokens, marks: &mut Vec<Mark>) {
        marks.clear();
        let tokens = &context.analysis.tokens;
        let mut low = false;
        for index in unit.tokens() {
            let Some(token) = tokens.get(index).filter(|t| t.any(ClassBits::QUOTE)) else { continue };
            let Some(role) = self.role(context, token) else { continue };
            let role = match context.token_text(token) {
                // „So“: the opening mark of English closes after a low one.
                "“" if low => Role::Close,
                _ if role == Role::Either => side(tokens, unit, index),
                _ => role,
            };
            low = match context.token_text(token) {
                "„" => true,
                "“" | "”" => false,
                _ => low,
            };
            let inches = role != Role::Open
                && context.token_text(token) == "\""
                && !token.is(ClassBits::SPACE_BEFORE)
                && index.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.is(ClassBits::NUMBER))
                && !marks.iter().rev().take(1).any(|mark| mark.role != Role::Close);
            if !inches {
                marks.push(Mark { token: index, role });
            }
        }
    }

    fn wanted(&self, lone_close: bool) -> bool {
        match self.0.lone_close {
            Lone::Report => true,
            Lone::Skip => !lone_close,
            Lone::Only => lone_close,
        }
    }

    fn report(&self, context: &Context<'_>, defect: &Defect, sink: &mut Sink<'_>) {
        let Some(token) = context.analysis.tokens.get(defect.token) else { return };
        let (what, lacks) = if defect.opens { ("opens", "no mark closes it") } else { ("closes", "no mark opens it") };
        sink.report(token.span).arg("what", what).arg("lacks", lacks);
    }
}

/// True for a closing mark after a comma, or at the end of its paragraph.
fn ends_clause(context: &Context<'_>, unit: &UnitTokens, defect: &Defect) -> bool {
    if defect.opens {
        return false;
    }
    let before = defect.token.checked_sub(1).filter(|i| unit.tokens().contains(i));
    let before = before.and_then(|i| context.analysis.tokens.get(i));
    let last = (defect.token + 1..unit.tokens().end).all(|i| is_stop(context, i));
    last || before.is_some_and(|t| t.is(ClassBits::COMMA))
}

fn is_stop(context: &Context<'_>, index: usize) -> bool {
    context.analysis.tokens.get(index).is_some_and(|t| t.is(ClassBits::STOP))
}

/// True for the mark in: his enemies" distress. Somebody typed it for an apostrophe.
fn is_apostrophe(context: &Context<'_>, unit: &UnitTokens, defect: &Defect) -> bool {
    let tokens = &context.analysis.tokens;
    let owner = defect.token.checked_sub(1).filter(|i| unit.tokens().contains(i)).and_then(|i| tokens.get(i));
    let owned = tokens.get(defect.token + 1).filter(|_| defect.token + 1 < unit.tokens().end);
    !defect.opens
        && tokens.get(defect.token).is_some_and(|t| context.token_text(t) == "\"" && !t.is(ClassBits::SPACE_BEFORE))
        && owner.is_some_and(|t| t.is(ClassBits::WORD) && context.token_text(t).ends_with('s'))
        && owned.is_some_and(|t| t.is(ClassBits::LOWER.union(ClassBits::SPACE_BEFORE)) && !t.is(ClassBits::FUNCTION))
}

/// The role of a straight mark by the white space around it. Beside letters of a script without spaces between words,
/// such as Han, white space says nothing.
fn side(tokens: &[Token], unit: &UnitTokens, index: usize) -> Role {
    let unspaced = |at: Option<usize>| {
        let at = at.filter(|at| unit.tokens().contains(at));
        at.and_then(|at| tokens.get(at)).is_some_and(|t| t.is(ClassBits::OTHER_SCRIPT))
    };
    if unspaced(index.checked_sub(1)) || unspaced(Some(index + 1)) {
        return Role::Either;
    }
    let space_before = tokens.get(index).is_none_or(|t| t.is(ClassBits::SPACE_BEFORE));
    let space_behind =
        tokens.get(index + 1).filter(|_| index + 1 < unit.tokens().end).is_none_or(|t| t.is(ClassBits::SPACE_BEFORE));
    match (space_before, space_behind) {
        (true, false) => Role::Open,
        (false, true) => Role::Close,
        _ => Role::Either,
    }
}

/// The result for the marks of a paragraph.
struct Balance {
    /// Marks that break the alternation of opening and closing.
    found: Vec<Defect>,
    /// Whether the first closing mark closed the quotation of an earlier paragraph.
    used_carried: bool,
    /// The mark that is still open at the end.
    open: Option<usize>,
}

/// Judges the marks of a paragraph in the way that finds the fewest defects: as they are; as quotations inside
/// quotations with the same marks, which is a style; or with doubled marks counted once, which `quotes/doubled`
/// reports.
fn judge(marks: &[Mark], carried: bool) -> Balance {
    let plain = balance(marks, carried);
    if plain.found.is_empty() {
        return plain;
    }
    if nested(marks) {
        return Balance { found: Vec::new(), used_carried: false, open: None };
    }
    let mut single = marks.to_vec();
    single.dedup_by(|b, a| a.role == b.role && b.token == a.token + 1);
    let merged = balance(&single, carried);
    if merged.found.len() < plain.found.len() { merged } else { plain }
}

/// True if all marks are paired as quotations inside quotations, with at most two levels.
fn nested(marks: &[Mark]) -> bool {
    let (mut depth, mut straight) = (0_i8, false);
    for mark in marks {
        depth += match mark.role {
            Role::Open => 1,
            Role::Close => -1,
            // “the "￼" variable”: only the mark before shows the direction.
            Role::Either if depth == 2 => -1,
            Role::Either => {
                straight = !straight;
                if straight { 1 } else { -1 }
            }
        };
        if !(0..=2).contains(&depth) {
            return false;
        }
    }
    depth == 0
}

/// Judges the marks of a paragraph as alternating.
fn balance(marks: &[Mark], carried: bool) -> Balance {
    let mut balance = Balance { found: Vec::new(), used_carried: false, open: None };
    let mut open: Option<usize> = None;
    let mut carried = carried;
    for &Mark { token, role } in marks {
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
    Balance { open, ..balance }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("en/quotes/unbalanced")
            .flags_text("He called it a [[“]]quiet day on the water. Nobody agreed.")
            .passes_text("He called it “a quiet day on the water”. Nobody agreed.")
            .says_text(
                "The gate was shut.” Nobody came. “It rains,” he said.",
                "This mark closes a quotation, but no mark opens it",
            );
    }
}
