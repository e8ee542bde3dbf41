//! What holds for every format on every input. Each entry of the format table takes part with all of its frames.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod fragments;
mod sound;

use std::path::{Path, PathBuf};

use mtlint_format::format::{FORMATS, FileText, Format, Frame, by_content, by_name};
use mtlint_token::span::FileSpan;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::fragments::{fragment, po_message};
use crate::sound::{assert_all_sound, assert_fix_is_read, assert_sound};

/// Cases of each property.
const CASES: u32 = 3000;

/// A format and one of its frames.
#[derive(Clone, Copy)]
struct Framed {
    format: &'static dyn Format,
    frame: Frame,
}

/// All frames of all formats.
fn framed() -> Vec<Framed> {
    let of = |format: &&'static dyn Format| {
        let format = *format;
        format.frames().iter().map(move |&frame| Framed { format, frame })
    };
    FORMATS.iter().flat_map(of).collect()
}

impl Framed {
    /// A file with fragments, some of them escaped.
    fn file(self, start: &str, fragments: &[Fragment]) -> String {
        let mut text = start.to_owned();
        for fragment in fragments {
            match fragment {
                Fragment::Raw(raw) => text.push_str(raw),
                Fragment::Text(literal) => text.push_str(&self.frame.escape(self.format, literal)),
            }
        }
        self.frame.raw(&text)
    }
}

/// A part of a generated file.
#[derive(Clone, Debug)]
enum Fragment {
    /// As it is; it can break the file.
    Raw(String),
    /// Escaped.
    Text(String),
}

/// One raw fragment beside many escaped ones, since few formats survive more.
fn fragments(most: usize) -> impl Strategy<Value = Vec<Fragment>> {
    let literals = || prop::collection::vec(fragment().prop_map(Fragment::Text), 0..most / 2);
    let raw = prop::collection::vec(fragment().prop_map(Fragment::Raw), 0..3);
    (literals(), raw, literals()).prop_map(|(before, raw, after)| [before, raw, after].concat())
}

/// How often a property got a file that its format accepts.
#[derive(Clone, Copy, Default)]
struct Count {
    accepted: u32,
    all: u32,
}

/// Checks a property of generated files and that each format accepts most of them. `check` says whether it was one.
fn assert_mostly_accepted<S: Strategy>(all: &[Framed], input: S, check: impl Fn(Framed, S::Value) -> bool) {
    let counts = std::cell::RefCell::new(vec![Count::default(); FORMATS.len()]);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(CASES));
    let run = runner.run(&(0..all.len(), input), |(which, input)| {
        let accepted = check(all[which], input);
        let place = FORMATS.iter().position(|format| format.name() == all[which].format.name()).unwrap();
        let count = &mut counts.borrow_mut()[place];
        count.all += 1;
        count.accepted += u32::from(accepted);
        Ok(())
    });
    run.unwrap_or_else(|failure| panic!("{failure}"));
    for (format, count) in FORMATS.iter().zip(counts.into_inner()) {
        let Count { accepted, all } = count;
        assert!(all == 0 || accepted * 2 > all, "{} accepts {accepted} of {all} generated files", format.name());
    }
}

/// A frame holds any text; what stands in it is what was put there.
#[test]
fn a_frame_around_any_text_is_a_sound_file() {
    for Framed { format, frame } in framed() {
        let read = |text: &str| {
            let content = frame.file(format, text);
            let document = format.read(&content).unwrap_or_else(|e| panic!("{}: {e} in {content:?}", format.name()));
            assert_sound(format.name(), &content, &document);
            let units = document.units.iter().map(|unit| document.target.slice(unit.target.span));
            units.collect::<Vec<_>>().join(" ")
        };
        for text in ["Two boats", "Zwei Boote, ein Steg.", "船が二隻", "\u{0}\u{1}\u{ffff} \"'<&{%\\\n\n-->"] {
            let shown = read(text);
            let words = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "");
            let is_held = text.contains('\0') || words(&shown).contains(&words(text));
            assert!(is_held, "{}: {shown:?} instead of {text:?}", format.name());
        }
    }
}

#[test]
fn values_are_sound() {
    assert_mostly_accepted(&framed(), fragments(30), |Framed { format, frame }, fragments| {
        let content = Framed { format, frame }.file("", &fragments);
        let document = format.read(&content);
        let is_text = fragments.iter().all(|fragment| matches!(fragment, Fragment::Text(_)));
        if let Ok(document) = &document {
            assert_sound(format.name(), &content, document);
        }
        assert!(document.is_ok() || !is_text, "{} refuses {content:?}", format.name());
        document.is_ok()
    });
}

#[test]
fn a_fix_is_read_as_it_was_meant() {
    let news = prop::sample::select(vec!["term", "l’été", "a \"b\"", "x \\ y", "a & b", "it's", "😀", "b, c; d"]);
    // Of the others a fix can change where their paragraphs end.
    let all: Vec<Framed> = framed().into_iter().filter(|framed| framed.frame != Frame::ANY_TEXT).collect();
    assert_mostly_accepted(&all, (fragments(12), news), |framed, (fragments, new)| {
        assert_fix_is_read(framed.format, &framed.file("A word ", &fragments), new)
    });
}

/// Messages with what makes trouble in strings.
#[test]
fn every_piece_of_a_message_leads_back() {
    let format = by_name("po").unwrap();
    let mut runner = TestRunner::new(ProptestConfig::with_cases(CASES));
    let messages = prop::collection::vec(po_message(), 0..8);
    let run = runner.run(&messages, |messages| {
        let content = messages.concat();
        let document = format.read(&content).unwrap_or_else(|e| panic!("{e} in {content:?}"));
        assert_sound(format.name(), &content, &document);
        Ok(())
    });
    run.unwrap_or_else(|failure| panic!("{failure}"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    /// Files of nothing but markup: most are refused by most formats, none with a panic.
    #[test]
    fn every_piece_leads_back(fragments in prop::collection::vec(fragment(), 0..40)) {
        assert_all_sound(&fragments.concat());
    }

    #[test]
    fn decoding_never_panics_and_offsets_ascend(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let len = bytes.len() as u64;
        if let Ok(file) = FileText::decode("x".into(), bytes) {
            let mut end = 0;
            for (at, c) in file.content().char_indices() {
                let range = file.on_disk(FileSpan::from_range(at..at + c.len_utf8()));
                prop_assert!(range.start >= end && range.end > range.start && range.end <= len);
                end = range.end;
            }
        }
    }
}

/// The tests that read the fixtures through the program reach every format.
#[test]
fn every_format_has_a_fixture() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures");
    let files: Vec<PathBuf> = ["articles", "formats", "resources"]
        .into_iter()
        .flat_map(|folder| std::fs::read_dir(Path::new(root).join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    let read = |path: &PathBuf| FileText::decode(path.clone(), std::fs::read(path).unwrap()).unwrap();
    let formats: Vec<&str> =
        files.iter().filter_map(|path| Some(by_content(path, read(path).content())?.name())).collect();
    let bare: Vec<&str> = FORMATS.iter().map(|format| format.name()).filter(|name| !formats.contains(name)).collect();
    assert!(bare.is_empty(), "formats without a file in fixtures: {bare:?}");
}

#[test]
fn wrapped_text_of_each_line_end_is_sound() {
    for line_end in ["\n", "\r\n", "\r"] {
        let line = format!("The quick brown fox — “jumps” — over the lazy dog and runs away{line_end}");
        assert_all_sound(&line.repeat(20));
        assert_all_sound(&format!("> {}", line.repeat(5)));
        assert_all_sound(&format!("<p>{}</p>", line.repeat(5)));
    }
}
