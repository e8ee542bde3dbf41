//! The sentences about what one side has and the other lacks, the same for all checks.

/// The source has one thing, the translation another.
pub(super) fn differs(source: &str, target: &str) -> String {
    format!("the source has {source}, the translation has {target}")
}

/// The translation lacks things that the source has.
pub(super) fn missing(things: &[&str]) -> String {
    format!("{} from the source {} missing", list(things), verb(things))
}

/// The translation has things that the source lacks.
pub(super) fn added(things: &[&str]) -> String {
    format!("{} {} not in the source", list(things), verb(things))
}

/// The first few things.
pub(super) fn list(things: &[&str]) -> String {
    const SHOWN: usize = 3;
    let mut shown: Vec<&str> = things.iter().take(SHOWN).copied().collect();
    if things.len() > SHOWN {
        shown.push("…");
    }
    shown.join(", ")
}

fn verb(things: &[&str]) -> &'static str {
    if things.len() == 1 { "is" } else { "are" }
}

#[cfg(test)]
mod tests {
    use super::{added, differs, missing};

    #[test]
    fn details_agree_in_number_and_are_cut() {
        assert_eq!(differs("7", "8"), "the source has 7, the translation has 8");
        assert_eq!(missing(&["%s"]), "%s from the source is missing");
        assert_eq!(added(&["%s", "%d"]), "%s, %d are not in the source");
        assert_eq!(missing(&["1", "2", "3", "4"]), "1, 2, 3, … from the source are missing");
    }
}
