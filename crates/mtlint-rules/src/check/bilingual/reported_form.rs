//! Plural forms of one message that have the same defect.

use mtlint_format::document::Unit;

/// The defect of the plural form that was looked at last, with the group of its message.
#[derive(Default)]
pub(super) struct ReportedForm(Option<(u32, String)>);

impl ReportedForm {
    /// True if the unit is a plural form whose defect has been reported for the form before it. Remembers the defect.
    pub(super) fn repeats(&mut self, unit: &Unit, detail: &str) -> bool {
        let form = unit.plural.map(|plural| (plural.group, detail.to_owned()));
        let repeats = form.is_some() && form == self.0;
        self.0 = form;
        repeats
    }
}
