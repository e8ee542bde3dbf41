//! Defects that a format saw while it read the file: a key that stands twice, too few plural forms.

use super::{Check, CheckSpec};
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

struct RemarkCheck {
    /// Which: `Remark::check`.
    of: String,
}

impl Check for RemarkCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        report(context, &self.of, sink);
    }
}

/// Reports what was remarked by a name.
pub(super) fn report(context: &Context<'_>, of: &str, sink: &mut Sink<'_>) {
    for remark in context.document.remarks.iter().filter(|r| r.check == of) {
        // Nothing of it stands in the text.
        let nowhere = TextSpan::new(u32::MAX, u32::MAX);
        sink.report(nowhere).at(remark.span).arg("detail", &remark.detail);
    }
    for difference in context.document.differences.iter().filter(|d| d.check == of) {
        let nowhere = TextSpan::new(u32::MAX, u32::MAX);
        let hit = sink.report(nowhere).at(difference.span).arg("detail", &difference.detail);
        if let Some(source) = difference.source {
            hit.in_source(source, "source");
        }
    }
}
