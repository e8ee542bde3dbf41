//! Tests of the injectors.

use std::path::PathBuf;

use mtlint::fix::Patch;
use mtlint_format::format;
use mtlint_rules::engine::LanguagePair;
use mtlint_text::language::LanguageId;

use super::super::case::{Case, Loan};
use super::super::corpus::{File, Part};
use super::super::rng::Rng;
use super::{KINDS, by_name};

/// A PO file in French.
fn po(entries: &str) -> String {
    let header = r#""Language: fr\nPlural-Forms: nplurals=2; plural=(n > 1);\n""#;
    format!("msgid \"\"\nmsgstr \"\"\n{header}\n\n{entries}\n")
}

/// The file with a defect in its first unit; `None` if the kind does not apply.
fn seeded(kind: &str, content: &str, loan: &Loan) -> Option<String> {
    let format = format::by_name("po").expect("there is such a format");
    let file = File { path: PathBuf::from("fr.po"), content: content.to_owned(), format };
    let part = Part::new(
        0,
        0,
        format.read(content).expect("the file is sound"),
        LanguagePair { target: "fr".parse().expect("a language"), source: Some(LanguageId::EN) },
    );
    let case = Case::new(&file, &part, 0, loan).expect("the unit has two sides");
    let mut edits = (by_name(kind).expect("there is such a kind").inject)(&case, &mut Rng::named(1, &[kind]))?;
    edits.sort_by_key(|edit| edit.span);
    let mut patch = Patch::default();
    assert!(patch.add(content, &edits), "{kind}: {edits:?}");
    Some(patch.apply(content))
}

/// The translation with a defect.
fn target(kind: &str, source: &str, target: &str) -> Option<String> {
    let content = po(&format!("#, python-format\nmsgid \"{source}\"\nmsgstr \"{target}\""));
    let seeded = seeded(kind, &content, &Loan::default())?;
    let (_, after) = seeded.split_once(&format!("msgid \"{source}\"\nmsgstr \""))?;
    after.strip_suffix("\"\n").map(str::to_owned)
}

#[test]
fn each_kind_puts_in_its_defect() {
    for (kind, source, before, after) in [
        ("number-dropped", "Move 7 cranes", "Déplacez 7 grues", "Déplacez grues"),
        ("number-exchanged", "12 ships, 30 cranes", "12 navires, 30 grues", "30 navires, 12 grues"),
        ("measure", "The quay is 5 km long", "Le quai fait 5 km", "Le quai fait 5 miles"),
        ("placeholder-dropped", "Ship %(name)s", "Navire %(name)s", "Navire "),
        ("placeholder-renamed", "Ship %(name)s", "Navire %(name)s", "Navire %(nane)s"),
        ("placeholder-type", "%s ships", "%s navires", "%d navires"),
        ("placeholders-swapped", "%s: %d ships", "%s : %d navires", "%d : %s navires"),
        ("tag-lost", "<b>Stop</b> here", "<b>Halte</b> ici", "Halte ici"),
        ("closing-tag-lost", "<b>Stop</b> here", "<b>Halte</b> ici", "<b>Halte ici"),
        ("tags-crossed", "<b><i>Stop</i> it</b>", "<b><i>Halte</i> !</b>", "<b><i>Halte</b> !</i>"),
        ("code-changed", "Run ``dock``", "Lancez ``dock``", "Lancez ``dodk``"),
        ("reference-changed", "See :ref:`quay`", "Voir :ref:`quay`", "Voir :ref:`quby`"),
        ("question", "Move it?", "Le déplacer ?", "Le déplacer."),
        ("end-mark", "It moves.", "Elle bouge.", "Elle bouge"),
        ("line-end", r"It moves.\n", r"Elle bouge.\n", "Elle bouge."),
        ("edge-space", "by ", "par ", "par"),
        ("accelerator", "&Open", "&Ouvrir", "Ouvrir"),
        ("untranslated-label", "Open", "Ouvrir", "Open"),
    ] {
        assert_eq!(target(kind, source, before).as_deref(), Some(after), "{kind}");
    }
}

#[test]
fn a_kind_that_does_not_apply_says_so() {
    for (kind, source, before) in [
        // The translation words it differently.
        ("number-digit", "Twelve ships", "12 navires"),
        ("placeholder-type", "Ship {name}", "Navire {name}"),
        ("sentence-dropped", "The crane has stood on the quay.", "La grue se trouvait sur le quai."),
        ("untranslated-label", "Dock", "dock"),
        ("question", "Move it", "Le déplacer ?"),
        ("term", "Open", "Ouvrir"),
    ] {
        assert_eq!(target(kind, source, before), None, "{kind}");
    }
}

#[test]
fn a_sentence_goes_with_its_space() {
    let source = "The crane has stood on the quay for years. It was painted yellow last summer.";
    let before = "La grue se trouve sur le quai depuis des années. On l'a peinte en jaune l'été dernier.";
    let after = target("sentence-dropped", source, before).expect("there are two");
    assert!(before.starts_with(&after) || before.ends_with(&after), "{after}");
    assert_eq!(after.trim(), after);
}

#[test]
fn wrapped_strings_stay_strings() {
    let content = po("msgid \"\"\n\"The crane \"\n\"moves.\"\nmsgstr \"\"\n\"La grue \"\n\"bouge.\"");
    let seeded = seeded("untranslated-label", &content, &Loan::default()).expect("it can be copied");
    assert_eq!(seeded, po("msgid \"\"\n\"The crane \"\n\"moves.\"\nmsgstr \"\"\n\"The crane \"\n\"moves.\""));
}

#[test]
fn kinds_have_names_of_their_own() {
    let mut names: Vec<_> = KINDS.iter().map(|kind| kind.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), KINDS.len());
}
