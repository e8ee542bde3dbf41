#![allow(clippy::unwrap_used)]

use super::Po;
use crate::document::{Document, PieceKind, UnitState};
use crate::format::contract::Format;
use mtlint_token::span::TextSpan;

const HEADER: &str =
    "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Plural-Forms: nplurals=2; plural=(n > 1);\\n\"\n\n";

fn read(messages: &str) -> (String, Document) {
    let content = format!("{HEADER}{messages}");
    let document = Po.read(&content).unwrap();
    (content, document)
}

fn texts(document: &Document) -> Vec<(String, String, UnitState)> {
    let side = |s: crate::document::Side| document.source.slice(s.outer).to_owned();
    let unit = |u: &crate::document::Unit| {
        (u.source.map(side).unwrap(), document.target.slice(u.target.outer).to_owned(), u.state)
    };
    document.units.iter().map(unit).collect()
}

#[test]
fn messages_states_and_obsolete_ones() {
    let (_, document) = read(
        "#. a note\n#: a.c:1\nmsgid \"Hello\"\nmsgstr \"Bonjour\"\n\n#, fuzzy\n#| msgid \"Old\"\nmsgid \"New\"\n\
         msgstr \"Vieux\"\n\nmsgctxt \"menu\"\nmsgid \"Open\"\nmsgstr \"\"\n\n#~ msgid \"Gone\"\n#~ msgstr \"Parti\"\n",
    );
    let text = |a: &str, b: &str, state| (a.to_owned(), b.to_owned(), state);
    assert_eq!(
        texts(&document),
        [
            text("Hello", "Bonjour", UnitState::Translated),
            text("New", "Vieux", UnitState::Fuzzy),
            text("Open", "", UnitState::Untranslated)
        ]
    );
    assert_eq!(document.units[2].key.as_deref(), Some("menu"));
    assert_eq!(document.metadata.language, "fr".parse().ok());
    assert_eq!(document.metadata.source_language, "en".parse().ok());
}

#[test]
fn previous_and_obsolete_strings_that_are_cut_off_are_told() {
    for (broken, place) in
        [("#~ msgid \"Go", "\"Go"), ("#| \"Ol", "\"Ol"), ("#~| msgid \"Ol", "\"Ol"), ("#~ msgstr", "msgstr")]
    {
        let error = Po.read(&format!("{HEADER}{broken}")).unwrap_err();
        assert_eq!(error.span.range().start, HEADER.len() + broken.find(place).unwrap(), "{broken}: {error}");
    }
    for sound in ["#~ a remark \"", "#~ # a remark", "#|", "#~| \"Old\"", "#~ msgstr[1] \"Partis\""] {
        assert!(Po.read(&format!("{HEADER}{sound}\n")).is_ok(), "{sound}");
    }
}

#[test]
fn wrapped_strings_are_joined_and_lead_back() {
    let (content, document) =
        read("msgid \"\"\n\"a \\\"b\\\" \"\n\"c\\n\"\nmsgstr \"\"\n\"un «\\tdeux» \"\n\"trois\\n\"\n");
    assert_eq!(texts(&document)[0].0, "a \"b\" c\n");
    assert_eq!(texts(&document)[0].1, "un «\tdeux» trois\n");
    let target = document.units[0].target;
    assert_eq!(document.target.slice(target.span), "un «\tdeux» trois");
    let at = u32::try_from(document.target.string.find("deux» tr").unwrap()).unwrap();
    let source = document.target.map.to_file(TextSpan::new(at, at + 9)).unwrap();
    assert_eq!(&content[source.range()], "deux» \"\n\"tr");
    assert!(document.target.map.is_replaceable(TextSpan::new(at, at + 9)));
    assert!(document.target.map.pieces().iter().any(|p| p.kind == PieceKind::Replaced && p.text.is_empty()));
}

#[test]
fn plural_forms_are_units_of_one_group() {
    let (_, document) = read(
        "#, python-format\nmsgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"un fichier\"\nmsgstr[1] \"%d fichiers\"\n",
    );
    assert_eq!(texts(&document)[0].0, "\u{FFFC} file");
    assert_eq!(texts(&document)[1], ("\u{FFFC} files".into(), "\u{FFFC} fichiers".into(), UnitState::Translated));
    let plurals: Vec<_> = document.units.iter().map(|u| u.plural.unwrap()).collect();
    assert_eq!(
        (plurals[0].group, plurals[0].category, plurals[1].category),
        (plurals[1].group, Some("one"), Some("other"))
    );
    let counterpart = plurals[0].counterpart.unwrap();
    assert_eq!(document.source.slice(counterpart.span), "\u{FFFC} files");
    let literals: Vec<_> = document.target.objects_of(document.units[1].target).map(|(_, l)| l).collect();
    assert_eq!(literals, ["%d"]);
}

#[test]
fn defects_are_remarks_and_broken_lines_errors_with_a_place() {
    let (content, document) = read(
        "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n\nmsgid \"x\"\nmsgid_plural \"y\"\nmsgstr[0] \"z\"\n",
    );
    let remarks: Vec<_> = document.remarks.iter().map(|r| (r.check, &content[r.span.range()])).collect();
    assert_eq!(remarks, [("duplicate-key", "msgid \"a"), ("plural-count", "msgstr[0] \"z")]);
    for (broken, place) in [
        ("msgid \"a\nmsgstr \"b\"\n", "\"a"),
        ("msgid \"a\"\n", "msgid"),
        ("msgstr \"a\"\n", "msgstr"),
        ("<<<<<<< HEAD\n", "<<<<<<< HEAD"),
        ("msgid \"a\"\nmsgstr \"b\" c\n", " c"),
        ("msgid \"a\" \"b\nmsgstr \"c\"\n", "\"b"),
        ("msgid \"a\"\nmsgstr \"b\"\nmsgstr \"b\"\n", "msgstr"),
    ] {
        let error = Po.read(broken).unwrap_err();
        assert_eq!(&broken[error.span.range()], place, "{broken}");
    }
}

#[test]
fn strings_on_one_line_are_joined() {
    let (content, document) = read("msgid \"Good \" \"night\"\nmsgstr \"Gute\\\"\"\" Nacht\" \"\"\n\"!\"\n");
    assert_eq!(texts(&document)[0].0, "Good night");
    assert_eq!(texts(&document)[0].1, "Gute\" Nacht!");
    let source = document.target.map.to_file(document.units[0].target.span).unwrap();
    assert_eq!(&content[source.range()], "Gute\\\"\"\" Nacht\" \"\"\n\"!");
}

#[test]
fn forms_that_gettext_refuses_are_remarked() {
    let remarks = |content: &str| -> Vec<String> {
        Po.read(content).unwrap().remarks.into_iter().map(|r| format!("{}: {}", r.check, r.detail)).collect()
    };
    let message = |one: &str, many: &str| {
        format!("msgid \"%d boat\"\nmsgid_plural \"%d boats\"\nmsgstr[0] \"{one}\"\nmsgstr[1] \"{many}\"\n")
    };
    assert_eq!(
        remarks(&format!("{HEADER}{}", message("%d bateau", ""))),
        ["plural-count: 1 of 2 plural forms filled, and nothing in the others"]
    );
    assert_eq!(
        remarks(&format!("{HEADER}{}#, fuzzy\n{}", message("", ""), message("%d x", "").replace("boat", "tree"))),
        [""; 0]
    );
    assert_eq!(
        remarks(&[message("%d bateau", "%d bateaux"), message("%d b", "%d bs").replace("boat", "tree")].concat()),
        ["plural-count: plural forms, but no Plural-Forms in the header says how many there are"]
    );
    let header =
        |forms: &str| format!("msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Plural-Forms: {forms}\\n\"\n\n");
    let forms = "nplurals=2; plural=(n == 0 || n == 1 ? 0 : 1;";
    assert_eq!(
        remarks(&format!("{}{}", header(forms), message("%d a", "%d b"))),
        [format!("plural-count: an invalid Plural-Forms header: “{forms}”")]
    );
    let skips = message("%d a", "%d b").replace("msgstr[1]", "msgstr[2]");
    assert_eq!(
        remarks(&format!("{HEADER}{skips}")),
        ["plural-count: plural forms that are not numbered 0, 1 and so on"]
    );
    assert_eq!(remarks(&header("nplurals=2; plural=n;")).len(), 1);
    for open in ["nplurals=INTEGER; plural=EXPRESSION;", "", "2;(n!=1);"] {
        assert_eq!(remarks(&header(open)), [""; 0]);
    }
    let twice = header("Plural-Forms: nplurals=2; plural=n != 1;");
    assert_eq!(remarks(&format!("{twice}{}", message("%d a", "%d b"))), [""; 0]);
    assert_eq!(
        remarks("msgid \"Locks\"\nmsgstr \"\\n\"\n\n#, fuzzy\nmsgid \"Boats\"\nmsgstr \" \"\n"),
        ["blank: the translation is only white space"]
    );
}

#[test]
fn fuzzy_units_know_what_they_were_made_for() {
    let (_, document) = read(
        "#, fuzzy\n#| msgid \"\"\n#| \"Close \"\n#| \"it\"\nmsgid \"Open it\"\nmsgstr \"Fermer\"\n\n#| msgid \"b\"\nmsgid \"a\"\nmsgstr \"c\"\n",
    );
    let previous = |at: usize| document.units[at].previous.map(|side| document.source.slice(side.span));
    assert_eq!((previous(0), previous(1)), (Some("Close it"), None));
}

#[test]
fn marks_of_an_in_context_editor_are_no_translations() {
    let (_, document) =
        read("msgid \"Open\"\nmsgstr \"crwdns17:0crwdne17:0\"\n\nmsgid \"Shut\"\nmsgstr \"crwdns a\"\n");
    let states: Vec<UnitState> = document.units.iter().map(|unit| unit.state).collect();
    assert_eq!(states, [UnitState::Untranslated, UnitState::Translated]);
}
