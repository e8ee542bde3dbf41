//! Texts in files of all formats.

use mtlint_format::document::Document;
use mtlint_format::format::{FORMATS, Format};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::soup::{SENTENCES, text};

/// A text in a file.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) format: &'static dyn Format,
    pub(crate) content: String,
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {:?}", self.format.name(), self.content)
    }
}

impl File {
    fn new(format: &'static dyn Format, frame: &Index, text: &str) -> Self {
        Self { format, content: frame.get(format.frames()).file(format, text) }
    }

    /// The file as a document. A generated file must be accepted.
    pub(crate) fn document(&self) -> Document {
        self.read(&self.content)
    }

    /// Other content of the same format.
    pub(crate) fn read(&self, content: &str) -> Document {
        self.format.read(content).unwrap_or_else(|error| panic!("{}: {error} in {content:?}", self.format.name()))
    }
}

/// A text in one of the frames of a format.
pub(crate) fn file() -> impl Strategy<Value = File> {
    (0..FORMATS.len(), any::<Index>(), text())
        .prop_map(|(format, frame, text)| File::new(FORMATS[format], &frame, &text))
}

/// A generated file tests something only if the format holds the text.
#[test]
fn most_texts_are_in_their_files() {
    let (mut held, mut all) = (0, 0);
    for (index, sentence) in SENTENCES.iter().enumerate() {
        let format = FORMATS[index % FORMATS.len()];
        let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        for frame in format.frames() {
            let document = format.read(&frame.file(format, sentence)).unwrap();
            all += 1;
            held += usize::from(words(&document.target.string) * 10 >= words(sentence) * 9);
        }
    }
    assert!(held * 10 >= all * 9, "{held} of {all} files have their text");
}
