//! `suppression`: the rules about directives in comments name it. It reports nothing itself: [`crate::suppress`] makes
//! their findings when it applies directives.

use super::spec::{Check, CheckSpec, without_options};
use crate::context::{Context, Sink};
use mtlint_text::text::Words;

struct Suppression;

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "suppression",
    finds: "nothing; the rules about directives in comments name it",
    options: "",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Suppression))
}

impl Check for Suppression {
    fn run(&self, _: &Context<'_>, _: &mut Sink<'_>) {}
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("suppression/unknown")
            .format("markdown")
            .flags_text("<!-- mtlint-disable-next-line [[no-such/rule]] -->\nThe bell rang.\n")
            .passes_text("<!-- a note about no-such/rule -->\nThe bell rang.\n");
    }
}
