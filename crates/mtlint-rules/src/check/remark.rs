//! Defects that a format found when it read the file: a key that occurs twice, too few plural forms.

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::only_of;
use mtlint_text::text::Words;
use mtlint_token::span::TextSpan;

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "remark",
    finds: "defects that the format saw, and structural differences between the files of a pair",
    options: "`of` = `duplicate-key`, `malformed-entry`, `plural-count`, `missing-entry`, `added-entry`, \
        `missing-block`, `added-block`, `block-kind`, `stale`",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(RemarkCheck { of: only_of(table)? }))
}

/// The place of a finding about something that is not in the text.
const NOWHERE: TextSpan = TextSpan { start: u32::MAX, end: u32::MAX };

struct RemarkCheck {
    /// The kind of remark: `Remark::check`.
    of: String,
}

impl Check for RemarkCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        report(context, &self.of, sink);
    }
}

/// Reports the remarks and differences of a kind.
pub(super) fn report(context: &Context<'_>, of: &str, sink: &mut Sink<'_>) {
    for remark in context.document.remarks.iter().filter(|r| r.check == of) {
        sink.report(NOWHERE).at(remark.span).arg("detail", &remark.detail);
    }
    for difference in context.document.differences.iter().filter(|d| d.check == of) {
        let hit = sink.report(NOWHERE).at(difference.span).arg("detail", &difference.detail);
        if let Some(source) = difference.source {
            hit.in_source(source, "source");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let key = Tester::new("format/duplicate-key").format("po");
        key.flags_text("msgid \"Lift the gate\"\nmsgstr \"Levez la porte\"\n\n[[msgid \"Lift the gate]]\"\nmsgstr \"Lever la porte\"\n")
            .passes_text("msgid \"Lift the gate\"\nmsgstr \"Levez la porte\"\n\nmsgid \"Lower the gate\"\nmsgstr \"Baissez la porte\"\n");
    }
}
