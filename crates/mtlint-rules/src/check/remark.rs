//! Defects that a format found when it read the file: a key that occurs twice, too few plural forms.

use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink};
use crate::rule::only_of;
use mtlint_text::text::Words;

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
        sink.report_outside(remark.span).arg("detail", &remark.detail);
    }
    for difference in context.document.differences.iter().filter(|d| d.check == of) {
        let hit = sink.report_outside(difference.span).arg("detail", &difference.detail);
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
