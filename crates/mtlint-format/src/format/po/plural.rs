//! Plural-Forms: the C expression that picks a form for a number.

/// The deepest nesting of parentheses and choices.
const DEEPEST: usize = 64;
/// Forms that serve no more numbers than this below 1000 may leave the number out (gettext's `OFTEN`).
const OFTEN: usize = 5;
const NUMBERS: u64 = 1000;

/// For each form, true if it is for few numbers: “one file” need not contain 1. `None` for an expression that is broken
/// or selects forms that do not exist.
pub(super) fn rare_forms(expression: &str, forms: usize) -> Option<Vec<bool>> {
    let mut counts = vec![0_usize; forms];
    for n in 0..=NUMBERS {
        let form = evaluate(expression, n)?;
        *counts.get_mut(usize::try_from(form).ok()?)? += 1;
    }
    Some(counts.into_iter().map(|count| count <= OFTEN).collect())
}

/// The form for a number.
fn evaluate(expression: &str, n: u64) -> Option<u64> {
    let mut parser = Parser { rest: expression.as_bytes(), n, depth: 0 };
    let value = parser.choice()?;
    parser.skip();
    parser.rest.is_empty().then_some(value)
}

struct Parser<'e> {
    rest: &'e [u8],
    n: u64,
    depth: usize,
}

/// An operator and its function; `None` for a division by zero and the like.
type Operator = (&'static [u8], fn(u64, u64) -> Option<u64>);

/// Binary operators by ascending precedence; longer ones first.
const LEVELS: &[&[Operator]] = &[
    &[(b"||", |a, b| Some(u64::from(a != 0 || b != 0)))],
    &[(b"&&", |a, b| Some(u64::from(a != 0 && b != 0)))],
    &[(b"==", |a, b| Some(u64::from(a == b))), (b"!=", |a, b| Some(u64::from(a != b)))],
    &[
        (b"<=", |a, b| Some(u64::from(a <= b))),
        (b">=", |a, b| Some(u64::from(a >= b))),
        (b"<", |a, b| Some(u64::from(a < b))),
        (b">", |a, b| Some(u64::from(a > b))),
    ],
    &[(b"+", u64::checked_add), (b"-", u64::checked_sub)],
    &[(b"*", u64::checked_mul), (b"/", u64::checked_div), (b"%", u64::checked_rem)],
];

impl Parser<'_> {
    fn choice(&mut self) -> Option<u64> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let condition = self.level(0)?;
        let value = if self.take(b"?") {
            let yes = self.choice()?;
            self.take(b":").then_some(())?;
            let no = self.choice()?;
            if condition == 0 { no } else { yes }
        } else {
            condition
        };
        self.depth -= 1;
        Some(value)
    }

    fn level(&mut self, level: usize) -> Option<u64> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut value = self.level(level + 1)?;
        'more: loop {
            for (operator, apply) in *operators {
                if self.take(operator) {
                    let right = self.level(level + 1)?;
                    value = apply(value, right)?;
                    continue 'more;
                }
            }
            return Some(value);
        }
    }

    fn unary(&mut self) -> Option<u64> {
        let mut negations = 0;
        while self.take(b"!") {
            negations += 1;
        }
        let value = self.atom()?;
        Some(match negations {
            0 => value,
            n => u64::from((value == 0) == (n % 2 == 1)),
        })
    }

    fn atom(&mut self) -> Option<u64> {
        if self.take(b"(") {
            let value = self.choice()?;
            return self.take(b")").then_some(value);
        }
        if self.take(b"n") {
            return Some(self.n);
        }
        let digits = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let (number, rest) = self.rest.split_at_checked(digits)?;
        self.rest = rest;
        std::str::from_utf8(number).ok()?.parse().ok()
    }

    fn skip(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }

    fn take(&mut self, what: &[u8]) -> bool {
        self.skip();
        let rest = self.rest.strip_prefix(what);
        // “!” is not the start of “!=”.
        let taken = rest.filter(|rest| what != b"!" || !rest.starts_with(b"="));
        if let Some(rest) = taken {
            self.rest = rest;
        }
        self.skip();
        taken.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::{evaluate, rare_forms};

    #[test]
    fn expressions() {
        let polish = "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)";
        for (n, form) in [(1, 0), (3, 1), (12, 2), (22, 1), (0, 2)] {
            assert_eq!(evaluate(polish, n), Some(form), "{n}");
        }
        assert_eq!(rare_forms(polish, 3), Some(vec![true, false, false]));
        assert_eq!(rare_forms("n > 1", 2), Some(vec![true, false]));
        assert_eq!(rare_forms("(n != 1)", 2), Some(vec![true, false]));
        for broken in ["", "n >", "(n", "n ? 1", "x", "n % 0", &"(".repeat(1000)] {
            assert_eq!(rare_forms(broken, 2), None, "{broken}");
        }
        assert_eq!(rare_forms("2", 2), None);
    }
}
